"""Every sentence shown or sent to a person, in Chinese and English.

A key names one sentence; ``say`` picks the language and fills in its values.
Documents' own words never stand here, and no other module spells a sentence.
"""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

_PAGE: Final[dict[str, dict[Language, str]]] = {
    # faults of input
    "bad_question.empty": {"zh": "请输入问题。", "en": "Please type a question."},
    "bad_question.too_long": {
        "zh": "问题太长了：请控制在 {limit} 个字以内（现在 {length} 个字）。",
        "en": "The question is too long: at most {limit} characters (it has {length}).",
    },
    "bad_question.unreadable": {
        "zh": "问题里没有可以辨认的文字，请用文字重新输入。",
        "en": "The question holds no readable words. Please type it again.",
    },
    "not_found": {"zh": "没有找到：{what}。", "en": "Not found: {what}."},
    "fault": {
        "zh": "服务出了故障，请稍后再试。请求编号 {request_id}。",
        "en": "Something went wrong here. Please try again later. Request {request_id}.",
    },
}


def say(key: str, language: Language = "zh", /, **values: object) -> str:
    """Return the sentence ``key`` in ``language`` with ``values`` filled in.

    Raises:
        KeyError: There is no such sentence, or a value is missing.
    """
    return _PAGE[key][language].format(**values)


def keys() -> frozenset[str]:
    """Return every key of the page, for the test that finds unused or missing ones."""
    return frozenset(_PAGE)
