"""What assistants are told of the tools, and what tools say beside the documents' words."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "operator.serving_tools": {
        "zh": "工具地址：{address}　按 Ctrl+C 停止。",
        "en": "Tools: {address}  Press Ctrl+C to stop.",
    },
    "assistants.instructions": {
        "zh": "这里的工具只依据已收录的政策文件回答。转述时保留 [n] 标记和出处，"
        "不要改动数字、日期和条件；工具说没有依据时，就说没有依据，不要自行补充。",
        "en": "These tools answer from the policy documents taken in, and from nothing else. "
        "When you pass an answer on, keep its [n] markers and sources, and change no figure, "
        "date or condition; where a tool finds no basis, say so and add nothing of your own.",
    },
    "assistants.title.ask": {"zh": "提问", "en": "Ask"},
    "assistants.tool.ask": {
        "zh": "就政策文件提一个问题，得到带条款引用的答案。`history` 是之前的对话，"
        "`filters` 可以限定文件、地区、类别或日期。没有依据时会拒答，`near` 是最接近的条款。",
        "en": "Ask one question about the policy documents and get an answer with the clauses "
        "that prove it. `history` is the conversation before it; `filters` confines documents, "
        "region, category or date. Where nothing supports an answer it is refused, and `near` "
        "holds the closest clauses.",
    },
    "assistants.title.search": {"zh": "检索", "en": "Search"},
    "assistants.tool.search": {
        "zh": "查找与一段话最接近的原文，最多 `k` 段，不作回答。",
        "en": "Find the passages nearest to some words, at most `k`, without an answer.",
    },
    "assistants.title.read_clause": {"zh": "读条款", "en": "Read a clause"},
    "assistants.tool.read_clause": {
        "zh": "按编号读一条条款的全文，编号来自引用、检索结果或任务指标。",
        "en": "Read one clause in full by its id, which citations, passages and commitments hold.",
    },
    "assistants.title.list_commitments": {"zh": "列出任务指标", "en": "List commitments"},
    "assistants.tool.list_commitments": {
        "zh": "列出文件里的任务指标：数字和期限，各附原文。各个筛选条件同时成立；"
        "`total` 是符合条件的总数。",
        "en": "List what the documents promise: figures and deadlines, each with its words. "
        "All filters hold together; `total` says how many rows match.",
    },
    "assistants.passage": {
        "zh": "{n}. {place}（条款编号 {clause}）\n{link}\n{text}",
        "en": "{n}. {place} (clause {clause})\n{link}\n{text}",
    },
    "assistants.commitment": {
        "zh": "{n}. “{quote}” {facts}（{place}）{link}",
        "en": "{n}. “{quote}” {facts} ({place}) {link}",
    },
    "assistants.nothing": {"zh": "没有找到相近的原文。", "en": "No passage was found."},
    "assistants.no_tool": {"zh": "没有“{name}”这个工具。", "en": "There is no tool “{name}”."},
}
