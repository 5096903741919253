"""The records that stages exchange. All are frozen; a stage returns new ones.

Offsets are always character positions (Python ``str`` indices) into the stored
text of the document they belong to, half open, so that
``document.text[start:end] == quote`` holds for every quote shown.
"""

from rag.schemas.answers import (
    Answer,
    AskEvent,
    Citation,
    Draft,
    DraftSentence,
    Evidence,
    Hit,
    Readiness,
    Status,
)
from rag.schemas.commitments import Commitment, LedgerOrder, LedgerPage, LedgerQuery, Tally
from rag.schemas.documents import (
    Clause,
    ClauseKind,
    Document,
    DocumentMeta,
    DocumentStatus,
    DocumentSummary,
    Passage,
    Span,
)
from rag.schemas.files import FileLimits, FileNotice, FileText
from rag.schemas.journal import (
    AskedQuery,
    AskedQuestion,
    AskedShow,
    ClauseHit,
    Cluster,
    DayCount,
    Feedback,
    Rating,
    Stats,
)
from rag.schemas.questions import (
    AnswerType,
    ComposerChoice,
    ComposerName,
    Filters,
    Intent,
    IntentKind,
    Language,
    LedgerAsk,
    LedgerForm,
    LedgerTopic,
    Part,
    Question,
    Recall,
    RecallForm,
    Turn,
)
from rag.schemas.record import (
    Record,
)

__all__ = [
    "Answer",
    "AnswerType",
    "AskEvent",
    "AskedQuery",
    "AskedQuestion",
    "AskedShow",
    "Citation",
    "Clause",
    "ClauseHit",
    "ClauseKind",
    "Cluster",
    "Commitment",
    "ComposerChoice",
    "ComposerName",
    "DayCount",
    "Document",
    "DocumentMeta",
    "DocumentStatus",
    "DocumentSummary",
    "Draft",
    "DraftSentence",
    "Evidence",
    "Feedback",
    "FileLimits",
    "FileNotice",
    "FileText",
    "Filters",
    "Hit",
    "Intent",
    "IntentKind",
    "Language",
    "LedgerAsk",
    "LedgerForm",
    "LedgerOrder",
    "LedgerPage",
    "LedgerQuery",
    "LedgerTopic",
    "Part",
    "Passage",
    "Question",
    "Rating",
    "Readiness",
    "Recall",
    "RecallForm",
    "Record",
    "Span",
    "Stats",
    "Status",
    "Tally",
    "Turn",
]
