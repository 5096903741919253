"""The command line: ``tiaowen``, also ``python -m rag``.

Exit codes: 0 done, 1 fault, 2 bad usage, 3 some inputs were refused.
"""

from __future__ import annotations

from rag.cli.main import main

__all__ = ["main"]
