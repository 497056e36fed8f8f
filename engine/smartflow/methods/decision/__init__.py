"""Weighing alternatives: SAW, WPM and TOPSIS over one table, and AHP for the weights."""
