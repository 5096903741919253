"""What stands in a conversation taken away, apart from its own words."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "talk.title": {"zh": "政策问答记录", "en": "Policy questions and answers"},
    "talk.made": {"zh": "导出时间：{moment}", "en": "Saved on {moment}"},
    "talk.about": {
        "zh": "回答由程序摘自收录的文件，仅供参考，请以正式文件为准。",
        "en": "Answers are taken from the documents on file for reference only; the official text "
        "prevails.",
    },
    "talk.sources": {"zh": "依据条款", "en": "Supporting clauses"},
    "talk.near": {
        "zh": "相近条款（不能作为回答的依据）",
        "en": "Nearest clauses (they do not support an answer)",
    },
    "talk.open": {"zh": "查看原文", "en": "Read in the document"},
    "talk.file": {"zh": "政策问答记录", "en": "policy-answers"},
}
