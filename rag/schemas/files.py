"""What is read from one file, and what bounds the reading."""

from __future__ import annotations

from pydantic import Field

from rag.schemas.record import Record


class FileNotice(Record):
    """Something about a file that whoever gave it should know; it was read all the same.

    Attributes:
        key: A sentence of the wording page.
        values: What goes into it.
    """

    key: str
    values: dict[str, str] = Field(default_factory=dict)


class FileText(Record):
    """The words of one file.

    Attributes:
        text: One paragraph, heading or table row a line.
        notices: What was dropped or doubtful.
        pages: Where each page begins, as offsets in ``text``; empty where the format has
            no pages.
        scanned: How certain the words of each page are that were recognised in a picture,
            from 0 to 1, by the page's number from 1.
    """

    text: str
    notices: tuple[FileNotice, ...] = ()
    pages: tuple[int, ...] = ()
    scanned: dict[int, float] = Field(default_factory=dict)


class FileLimits(Record):
    """The most that one file may hold; what holds more is refused.

    Attributes:
        bytes: Of the file itself.
        characters: Of its text.
        unpacked: Bytes of everything a packed format holds.
        entries: Files inside a packed format.
        cells: Cells of its tables, empty ones included.
        pages: Of a document that has pages.
        scanned: Pages of which the words are to be recognised in pictures.
        pixels: Of one picture.
        threads: Used to recognise words.
    """

    bytes: int
    characters: int
    unpacked: int
    entries: int
    cells: int
    pages: int
    scanned: int
    pixels: int
    threads: int
