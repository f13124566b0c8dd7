"""Attributions found by a trained model on the shared encoder."""
