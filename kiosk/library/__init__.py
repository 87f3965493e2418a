"""Files of words become core.text: articles, sentences, shelves."""
