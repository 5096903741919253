"""``manifest.toml``: what is known of the documents beside it, and their words do not say."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath
from typing import Final

from pydantic import ConfigDict, ValidationError

from rag.errors import ConfigurationError
from rag.schemas import DocumentMeta

NAME: Final = "manifest.toml"


class _Entry(DocumentMeta):
    """One ``[[documents]]`` table."""

    model_config = ConfigDict(str_min_length=1, str_strip_whitespace=True)

    source: str


def read_manifest(folder: Path) -> dict[str, DocumentMeta]:
    """Return what the manifest of ``folder`` says of each source; empty without one.

    Raises:
        ConfigurationError: The file is no TOML, holds a key that means nothing or a value
            that cannot be, or names a source twice; ``detail`` names the key.
    """
    path = folder / NAME
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _fault(str(error)) from error
    if unknown := content.keys() - {"documents"}:
        raise _fault(f"{min(unknown)}: unknown key")
    tables = content.get("documents", [])
    if not isinstance(tables, list):
        raise _fault("documents: not an array of tables")
    found: dict[str, DocumentMeta] = {}
    for number, table in enumerate(tables):
        place = f"documents[{number}]"
        try:
            entry = _Entry.model_validate(table)
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(map(str, (place, *first["loc"])))
            raise _fault(f"{key}: {first['msg']}") from error
        source = str(PurePosixPath(entry.source))
        if "found" in table:
            raise _fault(f"{place}.found: unknown key")
        if source in found or source.startswith(("/", "../")):
            raise _fault(f"{place}.source: {source} stands twice or lies outside the folder")
        told = entry.model_dump(exclude={"source"}, exclude_unset=True)
        found[source] = DocumentMeta(**told)
    return found


def _fault(what: str) -> ConfigurationError:
    return ConfigurationError(f"{NAME}: {what}", reason="manifest", what=what)
