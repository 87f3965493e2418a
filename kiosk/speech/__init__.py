"""Words become sound, with a time for each word."""
