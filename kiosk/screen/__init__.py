"""The glass: a window, a painter, the keys."""
