"""Checkpoints: mailed, cosigned by a witness outside, and attached."""
