"""Book 2, the masterplan."""
