"""Every table of English words."""
