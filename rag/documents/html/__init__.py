"""Saved web pages: what a person who opens one would read of the document in it."""
