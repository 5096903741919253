"""Work on the documents in the background: uploads, reading again, erasing."""

from __future__ import annotations

from rag.jobs.desk import Jobs
from rag.jobs.files import Arrived, Originals
from rag.jobs.names import source_of

__all__ = ["Arrived", "Jobs", "Originals", "source_of"]
