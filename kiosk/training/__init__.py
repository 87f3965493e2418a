"""How the built-in voice model is made. Nothing of the kiosk imports this room (extra: train)."""
