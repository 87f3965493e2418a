"""Pure thought: words, choices, places and what follows from what. No files, clock, threads or pygame."""
