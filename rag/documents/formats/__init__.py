"""One module for each file format; ``rag.documents.registry`` finds them all.

A format module holds ``READER``, a ``rag.documents.reader.Reader``.
"""
