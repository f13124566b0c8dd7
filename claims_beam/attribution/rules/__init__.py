"""Attributions found by rules on a spaCy parse."""
