"""What several formats share: cells, words, letters, templates."""
