"""SSH keys and signatures, by which people sign."""
