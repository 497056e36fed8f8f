"""The rules of the plan: actions, road map, documents, approval."""
