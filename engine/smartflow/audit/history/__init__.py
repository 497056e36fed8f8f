"""``history``: what happened, narrowed, compared, or as a journey."""
