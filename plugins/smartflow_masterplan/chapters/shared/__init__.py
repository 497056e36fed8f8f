"""What the chapters of several books share: rows as tables, wording, laws, ranks."""
