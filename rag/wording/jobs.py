"""What is said of uploads, and of work on the documents in the background."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "bad_input.no_files": {
        "zh": "没有收到文件，请选择要上传的文件。",
        "en": "There were no files. Please choose some.",
    },
    "bad_input.no_name": {
        "zh": "有一个文件的名称无法使用，请改名后再上传。",
        "en": "The name of one file cannot be used. Please rename it.",
    },
    "bad_input.same_name": {
        "zh": "一次上传里有两个名为 {name} 的文件，请改名后再上传。",
        "en": "Two of the files are named {name}. Please rename one of them.",
    },
    "bad_input.one_title": {
        "zh": "标题只能用于一个文件，请一次上传一个，或不填标题。",
        "en": "A title is for one file. Please upload one at a time, or leave the title out.",
    },
    "not_found.job": {
        "zh": "没有找到这项任务，可能早已结束。",
        "en": "There is no such job; it may have ended long ago.",
    },
    "job.problem": {
        "zh": "文件已经收录，但索引没有完成，将在下次启动时继续。",
        "en": "The documents are stored, but the index is not complete; the next start goes on.",
    },
    "job.problem.embedding": {
        "zh": "文件已经收录，可以按字词检索；向量还没有全部算出，将在下次启动时继续。",
        "en": "The documents are stored and found by their words; the vectors are not complete, "
        "and the next start goes on with them.",
    },
}
