"""What stands on the page of the ledger, apart from the documents' own words."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "commitments.title": {"zh": "任务指标", "en": "Commitments"},
    "commitments.lead": {
        "zh": "收录文件里有数量、比例或期限的任务，逐条摘自原文；点开原文可以核对。",
        "en": "Every task with a number, a share or a deadline in the documents on file, word "
        "for word. Open the words to check them in place.",
    },
    "commitments.views": {"zh": "查看方式", "en": "Views"},
    "commitments.view.list": {"zh": "清单", "en": "List"},
    "commitments.view.counts": {"zh": "统计", "en": "Counts"},
    "commitments.view.deadlines": {"zh": "期限", "en": "Deadlines"},
    "commitments.view.compare": {"zh": "对比", "en": "Compare"},
    # filters
    "commitments.filter": {"zh": "筛选", "en": "Filter"},
    "commitments.q": {"zh": "原文或上下文里的词", "en": "Words in it or around it"},
    "commitments.q.hint": {"zh": "如：停车 新增", "en": "such as 停车 新增"},
    "commitments.region": {"zh": "地区", "en": "Area"},
    "commitments.document_id": {"zh": "文件", "en": "Document"},
    "commitments.category": {"zh": "类别", "en": "Category"},
    "commitments.unit": {"zh": "单位", "en": "Unit"},
    "commitments.unit.hint": {"zh": "如：个、公里", "en": "such as 个"},
    "commitments.deadline_after": {"zh": "到期不早于", "en": "Due on or after"},
    "commitments.deadline_before": {"zh": "到期不晚于", "en": "Due on or before"},
    "commitments.days": {
        "zh": "日期写成 2025-06-30，或只写 06-30（不论哪一年）。",
        "en": "Write a day as 2025-06-30, or as 06-30 for that day of whatever year.",
    },
    "commitments.strict": {"zh": "写法", "en": "Measured"},
    "commitments.strict.true": {
        "zh": "写明数字或日期",
        "en": "A figure or date is stated",
    },
    "commitments.strict.false": {
        "zh": "全覆盖、清零等",
        "en": "Full coverage, clearance and the like",
    },
    "commitments.sort": {"zh": "排序", "en": "Sort"},
    "commitments.sort.document": {"zh": "按文件次序", "en": "As in the documents"},
    "commitments.sort.deadline": {"zh": "期限从早到晚", "en": "Earliest deadline first"},
    "commitments.sort.-deadline": {"zh": "期限从晚到早", "en": "Latest deadline first"},
    "commitments.sort.-value": {"zh": "数值从大到小", "en": "Greatest value first"},
    "commitments.sort.value": {"zh": "数值从小到大", "en": "Smallest value first"},
    "commitments.sort.category": {"zh": "按类别", "en": "By category"},
    "commitments.any": {"zh": "不限", "en": "Any"},
    "commitments.more": {"zh": "更多条件", "en": "More filters"},
    "commitments.apply": {"zh": "查看", "en": "Show"},
    "commitments.clear": {"zh": "清除全部条件", "en": "Clear all filters"},
    "commitments.active": {"zh": "已用条件", "en": "Filters in use"},
    "commitments.remove": {"zh": "去掉条件“{name}”", "en": "Remove the filter “{name}”"},
    # results
    "commitments.results": {"zh": "结果", "en": "Results"},
    "commitments.all": {
        "zh": "共 {total} 条，已全部列出。",
        "en": "{total} in all, every one listed.",
    },
    "commitments.part": {
        "zh": "共 {total} 条，本页是第 {first}–{last} 条。",
        "en": "{total} in all; this page holds {first}–{last}.",
    },
    "commitments.counted": {
        "zh": "共 {total} 条，已全部计入。",
        "en": "{total} in all, every one counted.",
    },
    "commitments.counted.cut": {
        "zh": "共 {total} 条，只计入了前 {shown} 条，请加上条件再看。",
        "en": "{total} in all, of which only the first {shown} are counted. Please filter further.",
    },
    "commitments.versions": {"zh": "与其他版本对照", "en": "Compare with other versions"},
    "commitments.table": {"zh": "任务指标清单", "en": "List of commitments"},
    "commitments.words": {"zh": "原文", "en": "Words of the document"},
    "commitments.value": {"zh": "数值", "en": "Value"},
    "commitments.deadline": {"zh": "期限", "en": "Deadline"},
    "commitments.none": {"zh": "没有符合条件的任务指标", "en": "No commitment fits these filters"},
    "commitments.none.hint": {
        "zh": "可以去掉一两个条件，或换一个词再试。",
        "en": "Remove a filter or two, or try another word.",
    },
    "commitments.empty": {"zh": "还没有任务指标", "en": "There are no commitments yet"},
    "commitments.empty.hint": {
        "zh": "收录的文件里还没有写明数量或期限的任务。",
        "en": "The documents on file state no task with a number or a deadline so far.",
    },
    "commitments.beyond": {"zh": "这一页没有内容", "en": "There is nothing on this page"},
    "commitments.beyond.hint": {
        "zh": "结果一共 {total} 条，没有这么多页。",
        "en": "The results are {total} in all; they do not reach this far.",
    },
    "commitments.fault": {"zh": "没有查成", "en": "That could not be shown"},
    "commitments.bad_fields": {
        "zh": "这些条件的内容不对：{names}。请改一改再试。",
        "en": "These filters hold something that cannot be used: {names}. Please change them.",
    },
    "commitments.pages": {"zh": "页码", "en": "Page"},
    "commitments.page": {"zh": "第 {page} 页，共 {pages} 页", "en": "Page {page} of {pages}"},
    "commitments.first": {"zh": "回到第 1 页", "en": "Go to page 1"},
    "commitments.previous": {"zh": "上一页", "en": "Previous"},
    "commitments.next": {"zh": "下一页", "en": "Next"},
    "commitments.export": {"zh": "导出结果", "en": "Take away"},
    "commitments.export.csv": {"zh": "CSV 表格", "en": "CSV table"},
    "commitments.export.xlsx": {"zh": "Excel 工作簿", "en": "Excel workbook"},
    "commitments.export.ics": {"zh": "ICS 日历", "en": "ICS calendar"},
    "commitments.export.json": {"zh": "JSON 数据", "en": "JSON data"},
    # counts
    "commitments.by_category": {"zh": "各类别的条数", "en": "Commitments by category"},
    "commitments.by_month": {"zh": "各月到期的条数", "en": "Commitments by month due"},
    "commitments.count": {"zh": "条数", "en": "Count"},
    "commitments.month": {"zh": "月份", "en": "Month"},
    "commitments.year": {"zh": "{year} 年", "en": "{year}"},
    "commitments.yearless": {"zh": "年份未写明", "en": "Year not stated"},
    "commitments.monthless": {
        "zh": "另有 {count} 条没有写明到期的月份。",
        "en": "{count} more state no month to be due in.",
    },
    # deadlines
    "commitments.dated": {
        "zh": "{total} 条写明了到期的月份，已全部画出。",
        "en": "{total} state the month they are due in, every one drawn.",
    },
    "commitments.dated.cut": {
        "zh": "{total} 条写明了到期的月份，这里画出最早的 {shown} 条。",
        "en": "{total} state the month they are due in; the earliest {shown} are drawn.",
    },
    "commitments.dated.none": {
        "zh": "没有写明到期月份的任务指标",
        "en": "No commitment states a month it is due in",
    },
    "commitments.legend": {
        "zh": "粗块是到期的月份，细条是原文写明的起止。",
        "en": "Thick: the month it is due in. Thin: the stretch the document states.",
    },
    # comparison
    "commitments.left": {"zh": "左边", "en": "Left"},
    "commitments.right": {"zh": "右边", "en": "Right"},
    "commitments.regions": {"zh": "地区", "en": "Areas"},
    "commitments.documents": {"zh": "文件", "en": "Documents"},
    "commitments.compared": {"zh": "对比表", "en": "Comparison"},
    "commitments.side": {"zh": "{name}：{total} 条", "en": "{name}: {total}"},
    "commitments.side.cut": {
        "zh": "{name}：{total} 条，只列出前 {shown} 条",
        "en": "{name}: {total}, of which the first {shown} are listed",
    },
    "commitments.paired": {
        "zh": "同一行的两条，事项相同，或单位相同而事项用词相近；其余分列两边。"
        "相近不等于可比，请以原文为准。",
        "en": "Two in one row name the same thing, or share the unit and most words; the others "
        "stand under their side. Alike does not mean comparable: the words decide.",
    },
    "commitments.unpaired": {"zh": "其他", "en": "Others"},
    "commitments.silent": {"zh": "没有列出", "en": "None listed"},
    "commitments.too_few": {
        "zh": "还没有可以对比的两个地区或两份文件",
        "en": "There are no two areas or documents to compare yet",
    },
    "commitments.same": {
        "zh": "两边选的是同一个，请换一个再对比。",
        "en": "Both sides are the same. Please choose another.",
    },
    # the fixed list of categories
    "commitments.category.住房": {"zh": "住房", "en": "Housing"},
    "commitments.category.交通": {"zh": "交通", "en": "Transport"},
    "commitments.category.城市更新": {"zh": "城市更新", "en": "Urban renewal"},
    "commitments.category.环境": {"zh": "环境", "en": "Environment"},
    "commitments.category.教育": {"zh": "教育", "en": "Education"},
    "commitments.category.医疗健康": {"zh": "医疗健康", "en": "Health"},
    "commitments.category.就业": {"zh": "就业", "en": "Employment"},
    "commitments.category.养老": {"zh": "养老", "en": "Care for the old"},
    "commitments.category.社会保障": {"zh": "社会保障", "en": "Social security"},
    "commitments.category.文化体育": {"zh": "文化体育", "en": "Culture and sport"},
    "commitments.category.乡村农业": {"zh": "乡村农业", "en": "Villages and farming"},
    "commitments.category.数字治理": {"zh": "数字治理", "en": "Digital government"},
    "commitments.category.产业招商": {"zh": "产业招商", "en": "Industry and investment"},
    "commitments.category.社会治理": {"zh": "社会治理", "en": "Community and safety"},
    "commitments.category.其他": {"zh": "其他", "en": "Other"},
    "commitments.month.1": {"zh": "1月", "en": "Jan"},
    "commitments.month.2": {"zh": "2月", "en": "Feb"},
    "commitments.month.3": {"zh": "3月", "en": "Mar"},
    "commitments.month.4": {"zh": "4月", "en": "Apr"},
    "commitments.month.5": {"zh": "5月", "en": "May"},
    "commitments.month.6": {"zh": "6月", "en": "Jun"},
    "commitments.month.7": {"zh": "7月", "en": "Jul"},
    "commitments.month.8": {"zh": "8月", "en": "Aug"},
    "commitments.month.9": {"zh": "9月", "en": "Sep"},
    "commitments.month.10": {"zh": "10月", "en": "Oct"},
    "commitments.month.11": {"zh": "11月", "en": "Nov"},
    "commitments.month.12": {"zh": "12月", "en": "Dec"},
}
