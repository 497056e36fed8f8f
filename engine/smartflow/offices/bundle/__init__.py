"""A city's whole case as one signed file, from office to office."""
