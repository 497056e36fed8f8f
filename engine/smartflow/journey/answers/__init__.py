"""Who agreed: sign-offs and decisions, the statements they sign, and whether they count."""
