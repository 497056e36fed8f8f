"""Books and sheets: printed from chapters, by templates that an office may restyle."""
