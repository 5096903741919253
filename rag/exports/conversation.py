"""A conversation as people take it away: as text for the clipboard, as Markdown, as Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple
from urllib.parse import urljoin

from rag.exports import word
from rag.exports.talk import Quoted, Said, Talk, fit
from rag.schemas import Answer, Citation, DocumentStatus, Language
from rag.wording import say

TalkFormat = Literal["md", "docx"]

_STANDINGS: Final = frozenset(
    {DocumentStatus.DRAFT, DocumentStatus.SUPERSEDED, DocumentStatus.REPEALED}
)
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_STARTS: Final = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)


class TalkFile(NamedTuple):
    """A file of a conversation: its name, what HTTP calls its kind, and its bytes."""

    name: str
    media_type: str
    content: bytes


def talk_of(
    said: Sequence[tuple[str, Answer]], language: Language, base: str, made_at: datetime
) -> Talk:
    """Lay out a conversation for a file.

    Args:
        said: Questions as typed with their answers, the first first.
        language: Of headings and notes; the answers stay as they were given.
        base: Address that links begin with: in a file, relative ones lead nowhere.
        made_at: When it is taken away.
    """
    return Talk(
        title=say("talk.title", language),
        made=say("talk.made", language, moment=f"{made_at:%Y-%m-%d %H:%M}"),
        about=say("talk.about", language),
        said=tuple(_said(question, answer, language, base) for question, answer in said),
    )


def _said(question: str, answer: Answer, language: Language, base: str) -> Said:
    sources = answer.citations or answer.near
    return Said(
        question=" ".join(fit(question).split()),
        answer=fit(answer.answer),
        notices=answer.notices,
        heading=say("talk.sources" if answer.citations else "talk.near", language),
        quoted=tuple(
            _quoted(source, language, base, cited=bool(answer.citations)) for source in sources
        ),
    )


def _quoted(source: Citation, language: Language, base: str, *, cited: bool) -> Quoted:
    standing = source.document_status
    return Quoted(
        marker=f"[{source.marker}]" if cited else "",
        title=source.title,
        standing=say(f"status.{standing.value}", language) if standing in _STANDINGS else "",
        place=" ".join(filter(None, (source.region, source.clause_path + source.clause_title))),
        words=fit(source.quote),
        link=urljoin(base, source.permalink),
        open=say("talk.open", language),
    )


def as_text(answer: Answer, language: Language, base: str) -> str:
    """Return one answer with its sources as plain text, for the clipboard."""
    said = _said("", answer, language, base)
    parts = [said.answer, *said.notices]
    for quoted in said.quoted if answer.citations else ():
        standing = f"（{quoted.standing}）" if quoted.standing else ""
        parts.append(
            f"{quoted.marker} {quoted.title}{standing} {quoted.place}\n"
            f"“{quoted.words}”\n{quoted.link}"
        )
    return "\n\n".join(parts)


def _markdown(talk: Talk, _: Language) -> bytes:
    lines = [f"# {_plain(talk.title)}", _plain(talk.made), _plain(talk.about)]
    for said in talk.said:
        lines.append(f"## {_plain(said.question)}")
        lines.append("  \n".join(_plain(said.answer).splitlines()))
        lines.extend(f"*{_plain(notice)}*" for notice in said.notices)
        if said.quoted:
            lines.append(f"### {_plain(said.heading)}")
        for quoted in said.quoted:
            standing = f" **{_plain(quoted.standing)}**" if quoted.standing else ""
            head = f"{_plain(quoted.marker)} {_plain(quoted.title)}".strip()
            lines.append(f"{head}{standing}  \n{_plain(quoted.place)}")
            lines.append("\n".join(f"> {line}" for line in _plain(quoted.words).splitlines()))
            lines.append(f"[{_plain(quoted.open)}](<{quoted.link}>)")
    return ("\n\n".join(lines) + "\n").encode()


def _plain(words: str) -> str:
    """Return words so that Markdown shows them as they are."""
    one = _SPECIAL.sub(r"\\\1", words.replace("\r\n", "\n"))
    return _STARTS.sub(r"\1\\\2", one)


_WRITERS: Final[dict[TalkFormat, tuple[str, Callable[[Talk, Language], bytes]]]] = {
    "md": ("text/markdown;charset=utf-8", _markdown),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        word.write,
    ),
}


def take_away(
    said: Sequence[tuple[str, Answer]],
    kind: TalkFormat,
    language: Language,
    base: str,
    made_at: datetime,
) -> TalkFile:
    """Return a conversation as a file; the arguments are those of ``talk_of``."""
    media_type, write = _WRITERS[kind]
    content = write(talk_of(said, language, base, made_at), language)
    return TalkFile(f"{say('talk.file', language)}.{kind}", media_type, content)
