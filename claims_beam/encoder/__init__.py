"""One pass of the trained encoder over an article: word pieces, windows, and what it gives for each piece."""

from pathlib import Path

MODELS = Path(__file__).parent / "models"
"""Where the trained models lie, a folder each."""
