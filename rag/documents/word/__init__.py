"""Word files: the document as Word shows it with every change accepted."""
