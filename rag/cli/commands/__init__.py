"""One module for each group of commands; each puts its own on the application."""
