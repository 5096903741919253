"""Words by their places on pages, as PDF files and scans have them, to lines of text."""
