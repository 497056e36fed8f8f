"""The SWT and TWS rules: factors, numbers, scores, strategies."""
