"""The paper's chapter of stages: what was decided in each, on which basis, by whom."""
