"""Every knob, its default and its help; the only reader of the environment.

Values come from ``TIAOWEN_*`` variables, then from ``.env`` in the working
folder, then from the defaults here, with which everything works offline.
``OPENAI_API_KEY`` and ``OPENAI_BASE_URL`` are read as the OpenAI SDK names them.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from rag.errors import ConfigurationError
from rag.schemas import FileLimits


class Settings(BaseSettings):
    """All settings; immutable once read."""

    model_config = SettingsConfigDict(
        env_prefix="TIAOWEN_",
        env_file=".env",
        env_parse_none_str="null",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    # storage
    data_dir: Path = Field(
        Path(".tiaowen"), description="Folder of the catalog, the index and the built model."
    )
    database_url: str | None = Field(
        None, description="SQLAlchemy URL of the catalog; unset: SQLite in the data folder."
    )
    chroma_url: str | None = Field(
        None, description="Address of a `chroma run` server; unset: Chroma in the data folder."
    )

    # reading files
    file_bytes: int = Field(20_000_000, ge=10_000, description="Largest file taken in, in bytes.")
    file_chars: int = Field(
        5_000_000, ge=1_000, description="Longest text of one file, in characters."
    )
    file_pages: int = Field(2_000, ge=1, description="Most pages of one file.")
    file_cells: int = Field(
        500_000, ge=100, description="Most table cells of one file, empty ones included."
    )
    unpacked_bytes: int = Field(
        100_000_000, ge=100_000, description="Most bytes that a packed file may unpack to."
    )
    packed_entries: int = Field(2_000, ge=10, description="Most entries of a packed file.")
    parse_memory_mb: int = Field(
        1_024, ge=256, description="Memory of the process that reads office files, in MiB."
    )
    parse_timeout_s: float = Field(
        45.0, gt=0, le=600, description="Longest time that reading one office file may take."
    )
    scan_pages: int = Field(
        200, ge=0, description="Most pages of one file that are recognised from pictures."
    )
    scan_pixels: int = Field(
        60_000_000, ge=100_000, description="Most pixels of one picture of a page."
    )
    scan_threads: int = Field(
        0, ge=0, le=256, description="Threads that recognise characters; 0: one per core."
    )
    scan_memory_mb: int = Field(
        850,
        ge=600,
        description="Memory of the process that reads PDF files and pictures, in MiB.",
    )
    scan_page_timeout_s: float = Field(
        45.0, gt=0, le=600, description="Longest time that one page of a scan may take."
    )

    # embedding
    embedding_provider: Literal["bundled", "openai", "huggingface", "none"] = Field(
        "bundled", description="What makes vectors; `none` searches by words alone."
    )
    embedding_model: str | None = Field(
        None, description="Model name for the `openai` and `huggingface` providers."
    )
    embedding_threads: int = Field(
        0, ge=0, le=256, description="Threads of the bundled model; 0: one per core."
    )
    reader_memory_mb: int = Field(
        128, ge=0, le=100_000, description="Megabytes of passages half read that are remembered."
    )
    embedding_timeout_s: float = Field(
        30.0, gt=0, le=600, description="Time-out of one remote embedding call, in seconds."
    )
    openai_api_key: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("OPENAI_API_KEY", "openai_api_key"),
        description="Key of the OpenAI-compatible endpoint.",
    )
    openai_base_url: str | None = Field(
        None,
        validation_alias=AliasChoices("OPENAI_BASE_URL", "openai_base_url"),
        description="Address of the OpenAI-compatible endpoint.",
    )

    # asking
    passage_chars: int = Field(
        300, ge=80, le=2000, description="Longest passage indexed, in characters."
    )
    candidates: int = Field(
        50, ge=10, le=500, description="Passages each retriever proposes for one question."
    )
    question_chars: int = Field(
        500, ge=50, le=4000, description="Longest question accepted, in characters."
    )

    # language model
    chat_model: str | None = Field(
        None, description="Language model that words answers; unset: answers are quotes."
    )
    chat_base_url: str | None = Field(
        None, description="Address of its endpoint; unset: `OPENAI_BASE_URL`, else OpenAI."
    )
    chat_api_key: SecretStr | None = Field(
        None, description="Key of its endpoint; unset: `OPENAI_API_KEY`."
    )
    chat_temperature: float | None = Field(
        0.0, ge=0, le=2, description="Temperature of its answers; `null` sends none."
    )
    chat_stream_usage: bool | None = Field(
        None, description="Ask it to report tokens; unset: only OpenAI itself is asked."
    )
    chat_connect_s: float = Field(
        3.0, gt=0, le=60, description="Longest wait for a connection to it, in seconds."
    )
    chat_first_token_s: float = Field(
        8.0, gt=0, le=300, description="Longest wait for its first or its next words, in seconds."
    )
    chat_total_s: float = Field(
        15.0,
        gt=0,
        le=600,
        description="Longest time it gets for one answer, repairs included, in seconds.",
    )
    chat_rewrite_s: float = Field(
        2.0,
        ge=0,
        le=60,
        description="Longest time it gets to reword a follow-up or a search; 0: rules only.",
    )
    chat_retries: int = Field(
        2, ge=0, le=10, description="Times a call is made again after a passing fault."
    )
    chat_concurrency: int = Field(
        8, ge=1, le=1024, description="Calls to it at the same time; more wait."
    )
    chat_breaker_failures: int = Field(
        5, ge=1, le=1000, description="Faults in a row after which it is left alone."
    )
    chat_breaker_reset_s: float = Field(
        30.0, gt=0, le=3600, description="Seconds for which it is then left alone."
    )
    chat_clauses: int = Field(6, ge=1, le=20, description="Passages it is shown for one question.")
    chat_max_chars: int = Field(
        1200, ge=100, le=20_000, description="Longest draft taken from it, in characters."
    )
    chat_prompt_price: float = Field(
        0.0, ge=0, description="Price of a million prompt tokens, in any currency."
    )
    chat_completion_price: float = Field(
        0.0, ge=0, description="Price of a million completion tokens, in the same currency."
    )

    # serving
    host: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(7860, ge=1, le=65535, description="Port the server listens on.")
    public_url: str | None = Field(
        None, description="Address the public sees, for absolute links; unset: relative links."
    )
    staff_token: SecretStr | None = Field(
        None,
        min_length=16,
        description="Bearer token of the staff routes, 16 characters or more; unset: closed.",
    )
    staff_session_minutes: int = Field(
        60, ge=1, le=1440, description="Minutes until staff must sign in to their pages again."
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Origins whose pages may call the public routes, separated by commas."
    )
    max_body_bytes: int = Field(
        25_000_000, ge=10_000, description="Largest upload of staff, in bytes."
    )
    upload_files: int = Field(100, ge=1, le=1000, description="Most files of one upload.")
    public_body_bytes: int = Field(
        2_000_000, ge=10_000, description="Largest body of a public request, in bytes."
    )
    ask_per_minute: int = Field(60, ge=1, description="Questions one address may ask in a minute.")
    widget_per_minute: int = Field(
        20, ge=1, description="Questions one visitor of the widget may ask in a minute."
    )
    widget_token_minutes: int = Field(
        10, ge=1, le=120, description="How long a visitor's token is good for, in minutes."
    )
    ask_timeout_s: float = Field(
        20.0, gt=0, le=600, description="Longest time an answer may take, in seconds."
    )
    concurrent_asks: int = Field(
        8, ge=1, le=1024, description="Questions answered at the same time; more wait."
    )
    heartbeat_s: float = Field(
        10.0, gt=0, le=300, description="Silence after which a stream gives a sign of life."
    )
    shutdown_s: int = Field(
        8, ge=1, le=60, description="Seconds open streams get to end at shutdown."
    )
    keep_questions_days: int = Field(
        90,
        ge=0,
        le=3650,
        description="Days that questions and feedback are kept for staff; 0: none are kept.",
    )
    handoff: str = Field(
        "12345", description="Where a refused citizen is sent, e.g. a hotline number."
    )

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _split_origins(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("allowed_origins")
    @classmethod
    def _plain_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_origin(text) for text in value)

    @property
    def file_limits(self) -> FileLimits:
        """The most that one file may hold."""
        return FileLimits(
            bytes=self.file_bytes,
            characters=self.file_chars,
            unpacked=self.unpacked_bytes,
            entries=self.packed_entries,
            cells=self.file_cells,
            pages=self.file_pages,
            scanned=self.scan_pages,
            pixels=self.scan_pixels,
            threads=self.scan_threads or os.cpu_count() or 1,
        )

    @property
    def catalog_url(self) -> str:
        """SQLAlchemy URL of the catalog in use."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'catalog.sqlite3').resolve()}"


def _origin(text: str) -> str:
    """Return an origin as browsers write it.

    Raises:
        ValueError: It is none: a path, a wildcard, no scheme.
    """
    parts = urlsplit(text.removesuffix("/").lower())
    origin = f"{parts.scheme}://{parts.netloc}"
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or "*" in text
        or "@" in text
        or origin != text.removesuffix("/").lower()
    ):
        raise ValueError(f"{text!r} is no origin; write it as https://www.example.gov.cn")
    return origin


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """Read the settings once for this process.

    Raises:
        ConfigurationError: A value is of the wrong kind or out of range; ``detail``
            names the variable and what is wrong with it, never its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(
            f"TIAOWEN_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()
        )
        raise ConfigurationError(faults, faults=faults) from error
