"""What words must hold before they can answer at all; pure.

The models weigh; these rules decide. A question for a figure is not answered without
one, a question of a quoted term not from a passage without it, and so on. What fails
names the reason, which a refusal then gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from rag.compose.forms import count_forms
from rag.compose.wordmatch import held
from rag.schemas import AnswerType, Intent

_QUOTED: Final = re.compile(r"[“\"「『]([^“”\"「」『』]{2,20})[”\"」』]")
_TERM_HELD: Final = 0.5
_RATE: Final = re.compile("[一-鿿]{2}率(?=[^一-鿿]|[的要是达到至为在目最能低高上下应须多控有])")
_PROCEDURE_ASKED: Final = re.compile(
    "申请|申领|办理|登记|报名|材料|手续|流程|电话|联系方式|网址|找谁|去哪办"
)
_PROCEDURE: Final = re.compile(
    "申请|申领|办理|登记|报名|提交|材料|手续|流程|电话|拨打|网址|网站|窗口|受理|登录|app|公众号"
    "|联系"
)
_ADDRESS_ASKED: Final = re.compile(
    "地址|位置|地点|在哪(?:里|儿|个地方)?[?]?$|(?:在|到|去)?哪(?:里|儿)(?:办|申请|登记|报名|领"
    "|交|看|咨询)"
)
_LOCATED: Final = re.compile(
    "位于|地址|设在|坐落|大厅|窗口|网站|平台|[0-9]+号|[一-鿿]{2,}(?:路|街(?!道)|巷|村|广场)"
)
_ITEM: Final = re.compile("[^,，;；。!！?？]+")
_YEAR_ASKED: Final = re.compile("哪一?年|几年(?!级|内|之内)完|which year|what year")
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}|十[四五六]五|[今明后]年|本年")
_LASTS: Final = re.compile(
    "全年|[0-9一二两三四五六七八九十百半]+(?:年|个月|天|日|周|小时|个?工作日)|年内|年度|季度"
    "|期间|即日|长期"
)


def lacking(
    intent: Intent, question: str, words: str, passage: str, is_known: Callable[[str], bool]
) -> str | None:
    """Return what the words lack to answer the question, or None where they lack nothing.

    Args:
        intent: The question understood.
        question: The part of it that is asked, folded.
        words: The words proposed, folded.
        passage: The passage they stand in and its headings, folded.
        is_known: Tells whether every pair of characters of a term stands somewhere in the
            documents; a term that does not is the questioner's own.

    Returns:
        One of ``figure``, ``date``, ``term``, ``place``, ``procedure``,
        which key the wording of the refusal.
    """
    terms = _QUOTED.findall(question)
    if any(is_known(term) and held(term, passage) < _TERM_HELD for term in terms):
        return "term"
    if (form := _form_lacking(intent, question, words)) is not None:
        return form
    if _ADDRESS_ASKED.search(question) and not _is_located(question, words):
        return "place"
    if _PROCEDURE_ASKED.search(question) and not _PROCEDURE.search(passage):
        return "procedure"
    return None


def _is_located(question: str, words: str) -> bool:
    """Tell whether words name a place beside what is asked for, and not beside another thing."""
    pairs = {question[at : at + 2] for at in range(len(question) - 1)}
    return any(
        _LOCATED.search(item) and any(item[at : at + 2] in pairs for at in range(len(item) - 1))
        for item in _ITEM.findall(words)
    )


def _form_lacking(intent: Intent, question: str, words: str) -> str | None:
    if intent.answer_type is AnswerType.NUMBER:
        if not count_forms(intent, words).fitting:
            return "figure"
        if intent.unit == "%" and any(rate not in words for rate in _RATE.findall(question)):
            return "figure"
    if _YEAR_ASKED.search(question) and not _YEAR.search(words):
        return "date"
    if (
        intent.answer_type is AnswerType.DATE
        and not count_forms(intent, words).fitting
        and not _LASTS.search(words)
    ):
        return "date"
    return None
