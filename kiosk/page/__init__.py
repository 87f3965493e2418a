"""Geometry without a display: millimetres, themes, flowing text, places on the glass, what a touch means."""
