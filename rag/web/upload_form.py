"""An upload read: its files streamed to disk, what its form states checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from rag.errors import InputError
from rag.jobs import Arrived, source_of
from rag.schemas import DocumentMeta, Job
from rag.web.desk import Desk

_KIND: Final = "multipart/form-data"
_OWN_FIELD: Final = "csrf"
"""A field of the page's own, which says nothing of the files."""
_FIELDS: Final = 50
_FIELD_BYTES: Final = 4_000
_LISTS: Final = {
    "region_aliases": re.compile(r"[,，、;；\n]"),
    "supersedes": re.compile(r"[;；\n]"),  # titles have commas of their own
}
_OF_ONE: Final = frozenset({"title", "number"})
"""What no two documents share."""
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


async def read_upload(
    request: Request, desk: Desk, check: Callable[[FormData], None] = lambda _: None
) -> Job:
    """Take the files of a form, and queue them.

    ``check`` raises where the form as a whole is not to be trusted.

    Raises:
        InputError: There are no files, too many, or one without a name.
        RequestValidationError: A field means nothing or has a wrong value.
        StorageError: The files cannot be kept.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _KIND:
        raise HTTPException(415)
    most = desk.settings.upload_files
    form = request.form(max_files=most, max_fields=_FIELDS, max_part_size=_FIELD_BYTES)
    try:
        async with form as given:
            check(given)
            return await run_in_threadpool(_accept, given, desk)
    except HTTPException as fault:
        if fault.status_code != 400:  # how the form's reader refuses
            raise
        raise InputError(reason="form", most=most) from fault


def _accept(form: FormData, desk: Desk) -> Job:
    given = _stated(form)
    files = [one for _, one in form.multi_items() if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise InputError(reason="no_files")
    if len(files) > 1 and _OF_ONE & given.keys():
        raise InputError(reason="one_title")
    sources = [source_of(file.filename or "") for file in files]
    if twice := sorted(name for name in set(sources) if sources.count(name) > 1):
        raise InputError(twice[0], reason="same_name", name=twice[0])
    arrived: list[Arrived] = []
    try:
        for file, source in zip(files, sources, strict=True):
            arrived.append(desk.jobs.receive(file.file, source, given))
        return desk.jobs.accept(arrived)
    finally:
        desk.jobs.drop(arrived)


def _stated(form: FormData) -> dict[str, str | list[str]]:
    """Return what the form states of its files; fields left empty state nothing."""
    given: dict[str, str | list[str]] = {}
    wrong: list[dict[str, object]] = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile) or name == _OWN_FIELD or not (words := value.strip()):
            continue
        if name in _LISTS:
            parts = [part.strip() for part in _LISTS[name].split(words)]
            former = given.get(name, [])
            given[name] = [*former, *filter(None, parts)]
        elif name.endswith("_on") and not _DAY.fullmatch(words):
            wrong.append({"type": "date_type", "loc": ("body", name)})
        else:
            given[name] = words
    try:
        DocumentMeta.model_validate({"title": "-", **given})
    except ValidationError as error:
        wrong += [{"type": one["type"], "loc": ("body", *one["loc"])} for one in error.errors()]
    if wrong:
        raise RequestValidationError(wrong)
    return given
