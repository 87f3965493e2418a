"""Geometry without a display: millimetres, themes, flowing text, where each thing stands, what a touch means."""
