"""How good extracted claims are, against annotated articles."""
