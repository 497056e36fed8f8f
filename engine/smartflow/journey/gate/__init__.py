"""The gate: judged by ``check`` and ``advance``; where a city stands, and what it still lacks."""
