"""The command ``claims-beam``."""
