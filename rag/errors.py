"""Every fault this product raises on purpose, in one tree.

::

    TiaowenError
    ├── ConfigurationError      a setting is missing, contradictory or out of range
    ├── InputError              what a person gave cannot be used; nothing was changed
    │   ├── QuestionError       an empty, over-long or unreadable question
    │   ├── DocumentError       a file that cannot be read into a document
    │   │   ├── UnsupportedFormatError   no reader is registered for the suffix
    │   │   ├── UndecodableTextError     the bytes are in no encoding that is certain
    │   │   └── EmptyDocumentError       the file holds no text
    │   └── NotFoundError       no such document, clause or job
    ├── AccessError             whoever asks may not
    │   ├── OriginError         a page of an origin that is not on the allow-list
    │   ├── VisitorTokenError   a visitor's token is not ours, or has run out
    │   ├── NotStaffError       no staff token was shown, or a wrong one
    │   └── StaffDoorClosedError         no staff token is set, so nobody is staff
    ├── StorageError            the data directory, catalog or index cannot be used
    │   ├── DataDirectoryBusyError       another process owns the data directory
    │   ├── CatalogError        the system of record failed
    │   └── SearchIndexError    the derived index failed its check or cannot be opened
    ├── EmbeddingError          vectors cannot be made
    │   ├── ModelUnavailableError        the bundled model is not installed here
    │   └── FingerprintMismatchError     vectors were made by another model
    ├── LanguageModelError      the language model gave no usable words; others answer
    └── ServiceError            the service cannot answer now; asking again may help
        ├── RateLimitError               this address has asked too often
        ├── BusyError                    every place is taken, for too long
        ├── AnswerTimeoutError           an answer took longer than allowed
        └── ClosingError                 the service is being shut down

A refusal to answer is not in this tree: it is an ``Answer``. Exceptions of
vendors are translated into these where the vendor is called, and nowhere else.
"""

from __future__ import annotations


class TiaowenError(Exception):
    """Root of the tree.

    Attributes:
        code: Stable, machine-readable name of the fault; keys the wording page
            and the ``type`` of a problem document.
        params: Values that the wording page puts into the sentence shown.
    """

    code = "fault"

    def __init__(self, detail: str = "", /, **params: object) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.params = params


class ConfigurationError(TiaowenError):
    """A setting is missing, contradictory or out of range."""

    code = "configuration"


class InputError(TiaowenError):
    """What a person gave cannot be used; nothing was changed."""

    code = "bad_input"


class QuestionError(InputError):
    """An empty, over-long or unreadable question; ``reason`` says which."""

    code = "bad_question"


class DocumentError(InputError):
    """A file that cannot be read into a document."""

    code = "bad_document"


class UnsupportedFormatError(DocumentError):
    """No reader is registered for the file's suffix."""

    code = "unsupported_format"


class UndecodableTextError(DocumentError):
    """The bytes are in no encoding that can be told with certainty."""

    code = "undecodable_text"


class EmptyDocumentError(DocumentError):
    """The file holds no text."""

    code = "empty_document"


class NotFoundError(InputError):
    """No such document, clause or job."""

    code = "not_found"


class AccessError(TiaowenError):
    """Whoever asks may not."""

    code = "access"


class OriginError(AccessError):
    """A page calls whose ``origin`` is not on the allow-list."""

    code = "origin"


class VisitorTokenError(AccessError):
    """A visitor's token is not ours, has run out, or is another origin's."""

    code = "visitor_token"


class NotStaffError(AccessError):
    """No staff token was shown, or a wrong one."""

    code = "not_staff"


class StaffDoorClosedError(AccessError):
    """No staff token is set, so nobody is staff."""

    code = "staff_door_closed"


class StorageError(TiaowenError):
    """The data directory, the catalog or the index cannot be used."""

    code = "storage"


class DataDirectoryBusyError(StorageError):
    """Another process owns the data directory."""

    code = "data_directory_busy"


class CatalogError(StorageError):
    """The system of record failed."""

    code = "catalog"


class SearchIndexError(StorageError):
    """The derived index failed its check or cannot be opened."""

    code = "search_index"


class EmbeddingError(TiaowenError):
    """Vectors cannot be made."""

    code = "embedding"


class ModelUnavailableError(EmbeddingError):
    """The bundled model is not installed on this platform."""

    code = "model_unavailable"


class FingerprintMismatchError(EmbeddingError):
    """Stored vectors were made by another model than the one configured."""

    code = "fingerprint_mismatch"


class LanguageModelError(TiaowenError):
    """The language model gave no usable words; the quotes answer without it.

    Attributes:
        reason: ``unreachable``, ``slow``, ``limited`` (asked too often), ``faulty`` (a fault
            of its server), ``refused`` (key, model or request not accepted), ``garbled``
            (no words of the protocol), ``cut`` (ended before its end), ``resting`` (left
            alone after repeated faults) or ``left`` (whoever asked has gone).
        retry_after: Seconds after which it asks to be called again, or None.
        passing: Whether calling again soon may help.
    """

    code = "language_model"

    def __init__(
        self,
        reason: str,
        /,
        *,
        retry_after: float | None = None,
        passing: bool = False,
        **params: object,
    ) -> None:
        super().__init__(reason, **params)
        self.reason = reason
        self.retry_after = retry_after
        self.passing = passing


class ServiceError(TiaowenError):
    """The service cannot answer now; asking again may help."""

    code = "service"


class RateLimitError(ServiceError):
    """The address has asked too often; ``seconds`` until it may ask again."""

    code = "rate_limited"


class BusyError(ServiceError):
    """Every place for a question is taken, and stayed so for too long."""

    code = "busy"


class AnswerTimeoutError(ServiceError):
    """An answer took longer than ``TIAOWEN_ASK_TIMEOUT_S``."""

    code = "answer_timeout"


class ClosingError(ServiceError):
    """The service is being shut down."""

    code = "closing"
