"""What stands on the reader page and in files taken away, apart from documents."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    # the reader page
    "reader.brand": {"zh": "条问", "en": "Tiaowen"},
    "reader.skip": {"zh": "跳到正文", "en": "Skip to the text"},
    "reader.tools": {"zh": "页面工具", "en": "Page tools"},
    "reader.ask": {"zh": "去提问", "en": "Ask"},
    "reader.other_language": {"zh": "English", "en": "中文"},
    "reader.contents": {"zh": "条款目录", "en": "Clauses"},
    "reader.preamble": {"zh": "（开头部分）", "en": "(Opening)"},
    "reader.permalink": {"zh": "{clause} 的固定链接", "en": "Permanent link to {clause}"},
    "reader.quote": {"zh": "引用的原文", "en": "Quoted words"},
    "reader.jump": {"zh": "跳到引用的原文 ↓", "en": "Go to the quoted words ↓"},
    "reader.commitments": {
        "zh": "本条的任务指标（{count} 项）",
        "en": "Commitments of this clause ({count})",
    },
    "reader.region": {"zh": "地区", "en": "Area"},
    "reader.issuer": {"zh": "发文机关", "en": "Issued by"},
    "reader.status": {"zh": "效力状态", "en": "Standing"},
    "reader.issued_on": {"zh": "发文日期", "en": "Date of issue"},
    "reader.effective_on": {"zh": "施行日期", "en": "In force from"},
    "reader.expires_on": {"zh": "失效日期", "en": "In force until"},
    "reader.page": {"zh": "引文所在页", "en": "Page of the quote"},
    "reader.scanned": {
        "zh": "其中 {count} 页由扫描件识别，可能有错字，数字请与原件核对。",
        "en": "{count} pages were recognised from a scan and may hold wrong characters; "
        "compare figures with the original.",
    },
    "reader.source": {"zh": "来源文件", "en": "Source file"},
    "reader.title_is_ours": {
        "zh": "原文没有标题，以上标题是本站所加的说明。",
        "en": "The text states no title; the one above is our description.",
    },
    "reader.banner.draft": {
        "zh": "这是公开征求意见的稿件，非正式生效文本，请以正式印发的文件为准。",
        "en": "This is a draft published for comment. It is not in force; "
        "only the text formally issued is.",
    },
    "reader.banner.superseded": {
        "zh": "这份文件已被新的文件替代，内容仅供查考。",
        "en": "A newer document has replaced this one; it is kept for reference only.",
    },
    "reader.banner.repealed": {
        "zh": "这份文件已经废止，内容仅供查考。",
        "en": "This document has been repealed; it is kept for reference only.",
    },
    "reader.banner.expired": {
        "zh": "这份文件的有效期已过，内容仅供查考。",
        "en": "This document has expired; it is kept for reference only.",
    },
    "reader.banner.not_yet": {
        "zh": "这份文件还没有到施行日期。",
        "en": "This document has not taken effect yet.",
    },
    "reader.versions": {"zh": "其他版本", "en": "Other versions"},
    "reader.number": {"zh": "文号", "en": "Document number"},
    "reader.changed": {
        "zh": "这份文件的文字在引用之后改过，所以没有标出引用的位置。以下是现在的全文。",
        "en": "The text has changed since it was quoted, so the quoted place is not marked. "
        "The present text follows.",
    },
    "reader.lost": {
        "zh": "链接所指的位置在现在的文本里找不到，文件可能已经更新。以下是全文。",
        "en": "The place this link points to is not in the present text; "
        "the document may have been updated. The whole text follows.",
    },
    "reader.footer": {
        "zh": "文字按收录的文件原样显示。",
        "en": "The words are shown exactly as in the document on file.",
    },
    # the ledger in a file
    "export.column.region": {"zh": "地区", "en": "Area"},
    "export.column.title": {"zh": "文件", "en": "Document"},
    "export.column.status": {"zh": "效力状态", "en": "Standing"},
    "export.column.clause": {"zh": "条款", "en": "Clause"},
    "export.column.category": {"zh": "类别", "en": "Category"},
    "export.column.action": {"zh": "动作", "en": "Action"},
    "export.column.subject": {"zh": "事项", "en": "Subject"},
    "export.column.comparator": {"zh": "比较", "en": "Comparison"},
    "export.column.value": {"zh": "数值", "en": "Value"},
    "export.column.value_max": {"zh": "数值上限", "en": "Upper value"},
    "export.column.unit": {"zh": "单位", "en": "Unit"},
    "export.column.deadline": {"zh": "期限（原文）", "en": "Deadline as printed"},
    "export.column.deadline_from": {"zh": "期限起", "en": "From"},
    "export.column.deadline_to": {"zh": "期限止", "en": "Due"},
    "export.column.month_day": {"zh": "月-日（年份不明）", "en": "Month-day (year unknown)"},
    "export.column.places": {"zh": "地点", "en": "Places"},
    "export.column.quote": {"zh": "原文", "en": "Words"},
    "export.column.strict": {"zh": "量化", "en": "Measured"},
    "export.column.permalink": {"zh": "链接", "en": "Link"},
    "export.column.source": {"zh": "来源文件", "en": "Source file"},
    "export.column.id": {"zh": "编号", "en": "Id"},
    "export.column.figure": {"zh": "指标", "en": "Figure"},
    "export.compare.eq": {"zh": "等于", "en": "exactly"},
    "export.compare.ge": {"zh": "不少于", "en": "at least"},
    "export.compare.gt": {"zh": "超过", "en": "more than"},
    "export.compare.le": {"zh": "不超过", "en": "at most"},
    "export.compare.lt": {"zh": "低于", "en": "less than"},
    "export.strict.True": {"zh": "是", "en": "yes"},
    "export.strict.False": {"zh": "否", "en": "no"},
    "export.sheet": {"zh": "任务指标", "en": "Commitments"},
    "export.open": {"zh": "查看原文", "en": "Read in the document"},
    "export.notes": {"zh": "说明", "en": "Notes"},
    "export.about": {
        "zh": "各行由程序摘自收录的文件，仅供参考，请以正式文件为准。",
        "en": "The rows are taken from the documents on file for reference only; the official "
        "text prevails.",
    },
    "export.shown": {"zh": "共 {total} 条，已全部列出。", "en": "{total} rows, all of them here."},
    "export.cut": {
        "zh": "共 {total} 条，这里只有其中 {shown} 条。",
        "en": "{total} rows in all, of which {shown} are here.",
    },
    "export.file": {"zh": "政策任务指标", "en": "Policy commitments"},
    "export.calendar": {"zh": "政策任务期限", "en": "Policy deadlines"},
    "export.calendar_about": {
        "zh": "列入 {shown} 项期限；另有 {undated} 项期限原文没有年份，无法确定日期，没有列入。",
        "en": "{shown} deadlines are entered; {undated} more name no year and are left out.",
    },
    "export.calendar_beyond": {
        "zh": "还有 {beyond} 项超出了条数限制，没有列入。",
        "en": " {beyond} beyond the limit of rows are left out too.",
    },
    "export.entry": {
        "zh": "原文：{quote}\n期限：{deadline}\n出处：《{title}》〔{status}〕{path}",
        "en": "Words: {quote}\nDeadline: {deadline}\nSource: {title} ({status}) {path}",
    },
}
