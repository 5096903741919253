"""One module for each tool; each gives it as ``TOOL``."""
