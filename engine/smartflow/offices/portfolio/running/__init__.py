"""Runs over many cities: checked or advanced by workers, with a journal."""
