"""PDF files: the words that can be seen on their pages; the only user of PDFium."""
