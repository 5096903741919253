"""Everything that cannot be made anew, in one file; and back again."""

from __future__ import annotations

from rag.backup.archive import Contents
from rag.backup.making import make_backup
from rag.backup.restoring import restore_backup

__all__ = ["Contents", "make_backup", "restore_backup"]
