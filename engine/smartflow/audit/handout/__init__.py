"""``audit export``: a folder that an auditor takes along."""
