"""What stands on the page that compares two documents, apart from their words."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "diff.title": {"zh": "文件对照", "en": "Documents compared"},
    "diff.with": {"zh": "对照", "en": "Compare"},
    "diff.choose": {"zh": "与其他文件或版本对照", "en": "Compare with another document or version"},
    "diff.choose.lead": {
        "zh": "选择要与“{title}”对照的文件，逐条查看不同之处。",
        "en": "Choose what to compare “{title}” with, clause by clause.",
    },
    "diff.choose.none": {
        "zh": "还没有收录其他文件，无法对照。",
        "en": "No other document is on file to compare with.",
    },
    "diff.left": {"zh": "原文件", "en": "From"},
    "diff.right": {"zh": "对照文件", "en": "To"},
    "diff.turn": {"zh": "左右互换", "en": "Swap the sides"},
    "diff.sides": {"zh": "对照的两份文件", "en": "The documents compared"},
    "diff.summary": {"zh": "概况", "en": "Summary"},
    "diff.none": {
        "zh": "两份文件的条款文字没有不同。",
        "en": "The words of the two are the same.",
    },
    "diff.count.changed": {"zh": "{count} 条有修改", "en": "{count} changed"},
    "diff.count.added": {"zh": "{count} 条新增", "en": "{count} added"},
    "diff.count.removed": {"zh": "{count} 条删去", "en": "{count} removed"},
    "diff.count.moved": {"zh": "{count} 条只改了序号", "en": "{count} only renumbered"},
    "diff.count.same": {"zh": "{count} 条相同", "en": "{count} the same"},
    "diff.marks": {
        "zh": "删除线表示只在原文件里有的文字，下划线表示只在对照文件里有的文字。",
        "en": "Words struck through stand only in the first document, words underlined only "
        "in the second.",
    },
    "diff.coarse": {
        "zh": "个别条款太长，没有逐词比较，整段按替换标出。",
        "en": "Some clauses are too long to be compared word by word; whole passages are marked.",
    },
    "diff.left_out": {
        "zh": "还有 {count} 条不同没有在本页列出，可在 JSON 数据里查看。",
        "en": "{count} more differences are not on this page; the JSON data has them.",
    },
    "diff.data": {"zh": "JSON 数据", "en": "JSON data"},
    "diff.targets": {"zh": "任务指标的变化", "en": "Targets that differ"},
    "diff.targets.none": {
        "zh": "任务指标没有变化（{same} 项相同）。",
        "en": "No target differs ({same} are the same).",
    },
    "diff.targets.caution": {
        "zh": "由程序按事项名称和单位配对，请以两边的原文为准。",
        "en": "Paired by program, by what they name and their unit; the words of both prevail.",
    },
    "diff.targets.same": {"zh": "另有 {same} 项相同。", "en": "{same} more are the same."},
    "diff.target.changed": {"zh": "有变化", "en": "Changed"},
    "diff.target.new": {"zh": "新增", "en": "New"},
    "diff.target.dropped": {"zh": "不再列出", "en": "Dropped"},
    "diff.target.absent": {"zh": "（无）", "en": "(none)"},
    "diff.part.value": {"zh": "数值", "en": "value"},
    "diff.part.unit": {"zh": "单位", "en": "unit"},
    "diff.part.comparator": {"zh": "上下限", "en": "bound"},
    "diff.part.deadline": {"zh": "期限", "en": "deadline"},
    "diff.column.kind": {"zh": "变化", "en": "Difference"},
    "diff.clauses": {"zh": "条款文字", "en": "Words of the clauses"},
    "diff.kind.changed": {"zh": "修改", "en": "Changed"},
    "diff.kind.added": {"zh": "新增", "en": "Added"},
    "diff.kind.removed": {"zh": "删去", "en": "Removed"},
    "diff.alike": {"zh": "文字相同的条款（{count} 条）", "en": "Clauses alike ({count})"},
    "diff.opening": {"zh": "开头部分", "en": "Opening"},
}
