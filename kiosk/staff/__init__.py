"""For people with a keyboard: checks, tools and figures."""
