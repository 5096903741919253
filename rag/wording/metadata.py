"""What is said of the documents themselves."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "metadata.held": {"zh": "收录的文件共 {count} 份：", "en": "Documents held: {count}."},
    "metadata.more": {
        "zh": "另有 {count} 份，请看文件列表。",
        "en": "{count} more are in the list of documents.",
    },
    "metadata.title": {"zh": "“{title}”", "en": "“{title}”"},
    "metadata.title_ours": {
        "zh": "“{title}”（原文没有标题，名称是我们拟的）",
        "en": "“{title}” (the text states no title; this one is ours)",
    },
    "metadata.line": {"zh": "{title}：{facts}。", "en": "{title}: {facts}."},
    "metadata.and": {"zh": "，", "en": ", "},
    "metadata.day": {"zh": "{year}年{month}月{day}日", "en": "{year}-{month}-{day}"},
    "metadata.year": {"zh": "针对的是{value}年", "en": "for the year {value}"},
    "metadata.issuer": {"zh": "由{value}印发", "en": "issued by {value}"},
    "metadata.issued_on": {"zh": "{value}印发", "en": "issued on {value}"},
    "metadata.effective_on": {"zh": "自{value}起施行", "en": "in force from {value}"},
    "metadata.expires_on": {"zh": "有效期到{value}为止", "en": "in force until {value}"},
    "metadata.number": {"zh": "文号是{value}", "en": "number {value}"},
    "refused.metadata.status": {
        "zh": "{titles}没有注明效力状态，无法说明是否有效。",
        "en": "{titles}: the standing is not stated, so whether it is in force cannot be said.",
    },
    "refused.metadata.issuer": {
        "zh": "{titles}没有写明由谁印发。",
        "en": "{titles}: the text does not say who issued it.",
    },
    "refused.metadata.number": {
        "zh": "{titles}没有写明文号。",
        "en": "{titles}: the text states no document number.",
    },
    "refused.which": {
        "zh": "收录的文件有 {count} 份，请说明是哪一份，比如写出地区或标题。",
        "en": "{count} documents are held. Please say which one you mean, "
        "by its district or its title.",
    },
}
