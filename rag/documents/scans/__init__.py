"""Pictures of pages: what is written on them, recognised; RapidOCR and Pillow have doors here."""
