"""Sound becomes phrases."""
