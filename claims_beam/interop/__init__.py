"""Ways in and out for others: Beam rows, Beam YAML, other languages, RunInference."""
