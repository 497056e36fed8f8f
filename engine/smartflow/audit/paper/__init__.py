"""``audit report``: a history as an auditor's working paper."""
