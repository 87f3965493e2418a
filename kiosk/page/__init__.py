"""Geometry without a display: millimetres, themes, the flow of text, where each thing stands and what a touch means."""
