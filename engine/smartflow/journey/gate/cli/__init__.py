"""The commands of the gate, and a verdict as text, as JSON and in words."""
