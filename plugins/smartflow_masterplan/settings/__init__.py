"""What a workflow or a city may set."""
