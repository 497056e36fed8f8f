"""What a city does on its way: registered, submits, merges, answers, is judged, moves."""
