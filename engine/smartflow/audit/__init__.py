"""The auditor's questions: is the history whole, who saw it, would it be decided so again."""
