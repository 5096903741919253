"""What is said to clients of OpenAI's protocol, beside the answer itself."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "compatible.sources": {"zh": "引用：", "en": "Sources:"},
    "compatible.footnote": {
        "zh": "[{marker}] {place}：“{quote}” {link}",
        "en": "[{marker}] {place}: “{quote}” {link}",
    },
    "bad_input.no_question": {
        "zh": "没有找到问题：messages 里至少要有一条 role 为 user 的消息。",
        "en": "There is no question: messages must hold one whose role is user.",
    },
    "bad_input.only_text": {
        "zh": "这里只读文字：请去掉消息里的图片、声音或文件。",
        "en": "Only text is read here. Please leave out images, sound and files.",
    },
    "bad_input.one_choice": {
        "zh": "每个问题只有一个答案：请去掉 n，或设为 1。",
        "en": "A question has one answer: leave out n, or set it to 1.",
    },
    "bad_input.no_tools": {
        "zh": "这里不调用工具：请去掉 {param}，或设为 auto 或 none。",
        "en": "No tools are called here: leave out {param}, or set it to auto or none.",
    },
    "bad_input.plain_text": {
        "zh": "答案只以纯文本给出：请去掉 {param}。结构化的内容在回复的 tiaowen 里。",
        "en": "Answers are plain text: leave out {param}. "
        "Structured fields are in the reply's tiaowen.",
    },
    "not_found.model": {
        "zh": "没有“{model}”这个模型。可以用的模型：{allowed}。",
        "en": "There is no model “{model}”. The models are: {allowed}.",
    },
}
