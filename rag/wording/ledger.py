"""What is said around rows of the ledger."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "rows.label": {"zh": "{region}：", "en": "{region}: "},
    "rows.all": {
        "zh": "共 {count} 条{every}：",
        "en": "There are {count} commitment(s) in all{every}:",
    },
    "rows.every": {"zh": "，已全部列出", "en": ", every one listed"},
    "rows.none": {
        "zh": "文件里没有写明符合这个条件的指标或任务。",
        "en": "The documents state no target or task that meets this.",
    },
    "rows.cut": {
        "zh": "共 {count} 条，这里只列出前 {shown} 条，其余没有列出：",
        "en": "{count} in all; only the first {shown} are listed:",
    },
    "rows.all.regions": {
        "zh": "共 {count} 条（{regions}）{every}：",
        "en": "There are {count} commitment(s) in all ({regions}){every}:",
    },
    "rows.named": {
        "zh": "写到“{topics}”、带数字或期限的共 {count} 条{every}：",
        "en": "There are {count} commitment(s), with a number or a date, that name "
        "“{topics}”{every}:",
    },
    "rows.fit": {
        "zh": "与“{topics}”有关的共 {count} 条（按词语找出，不一定全）：",
        "en": "There are {count} commitment(s) on “{topics}”, found by their words, "
        "so others may be missing:",
    },
    "rows.undated": {
        "zh": "没有写明期限的共 {count} 条（按词语找出，不一定全）：",
        "en": "Without a deadline, {count} (found by their words, perhaps not all):",
    },
    "rows.fewer": {
        "zh": "按词语只找到 {count} 条，比问到的少，不一定全：",
        "en": "Only {count} were found by their words, fewer than asked for, "
        "so others may be missing:",
    },
    "rows.around": {
        "zh": "上下文写到“{topics}”的共 {count} 条{every}：",
        "en": "{count} in all stand where “{topics}” is spoken of{every}:",
    },
    "rows.listed": {"zh": "、", "en": ", "},
    "rows.comma": {"zh": "，", "en": ", "},
    "rows.region_count": {"zh": "{region} {count} 条", "en": "{region} {count}"},
    "rows.due": {
        "zh": "期限写明“{words}”的共 {count} 条{every}：",
        "en": "{count} in all are said to be due “{words}”{every}:",
    },
    "rows.due.year_end": {
        "zh": "期限写明“{words}”的共 {count} 条{every}（写了更早期限或“全年”的不在内）：",
        "en": "{count} in all are said to be due “{words}”{every} "
        "(not those with an earlier date, or for the year as a whole):",
    },
    "rows.due.earlier": {
        "zh": "另有 {count} 条期限更早，或同在这一天而写法不同：",
        "en": "{count} more are due earlier, or on that day in other words:",
    },
    "rows.beside": {
        "zh": "同一句话里还写有 {count} 条，供参考：",
        "en": "{count} more stand in the same sentences, for reference:",
    },
    "rows.sum": {
        "zh": "合计 {addends} = {total}，各项如下：",
        "en": "{addends} = {total} in total, made up of:",
    },
    "rows.sum.least": {
        "zh": "合计 {addends} = {total}（有的项目是“以上”或“不少于”，合计是下限），各项如下：",
        "en": "{addends} = {total} in total, at least, as some are lower bounds:",
    },
    "rows.sum.most": {
        "zh": "合计 {addends} = {total}（有的项目是“以内”或“不超过”，合计是上限），各项如下：",
        "en": "{addends} = {total} in total, at most, as some are upper bounds:",
    },
    "rows.unlike.percent": {
        "zh": "各项百分比的基数不同，不能相加。",
        "en": "The percentages are of different wholes and do not add up.",
    },
    "rows.unlike.unit": {
        "zh": "下面各项单位不同，不能相加，分别列出：",
        "en": "These are in different units and do not add up; each for itself:",
    },
    "rows.unlike.named": {
        "zh": "问到的各项没有全部按原话写明，不作相加，相近的条目有：",
        "en": "Not everything asked for is stated in these words, so nothing is added up; near it:",
    },
    "rows.unlike.base": {
        "zh": "下面各项的计算口径不同（如每月、每户、总额），不能相加，分别列出：",
        "en": "These are reckoned by different things (a month, a household, the whole) and do "
        "not add up:",
    },
    "rows.unlike.range": {
        "zh": "下面有的项目是一个范围，不能相加，分别列出：",
        "en": "Some of these are ranges and do not add up; each for itself:",
    },
    "rows.unlike.bound": {
        "zh": "下面有的项目是下限、有的是上限，不能相加，分别列出：",
        "en": "Some of these are lower and some upper bounds, so they do not add up:",
    },
    "rows.unlike.about": {
        "zh": "下面有的项目只是约数，不能相加，分别列出：",
        "en": "Some of these are approximate and do not add up; each for itself:",
    },
    "rows.unlike.joint": {
        "zh": "下面有的数是几样合在一起的，不能拆开相加，分别列出：",
        "en": "Some of these count several things together, so they do not add up:",
    },
    "rows.unlike.same": {
        "zh": "下面有的项目说的可能是同一批对象，不能相加，分别列出：",
        "en": "Some of these may speak of the same things and do not add up; each for itself:",
    },
    "rows.unlike.part": {
        "zh": "下面有的项目可能已包含在另一项里，不能相加，分别列出：",
        "en": "Some of these may be part of others, so they do not add up; each for itself:",
    },
    "rows.unlike.deadline": {
        "zh": "下面各项的期限在不同年份，不能相加，分别列出：",
        "en": "These are due in different years and do not add up; each for itself:",
    },
    "rows.most": {"zh": "按“{unit}”计，数最大的是：", "en": "Counted in {unit}, the largest:"},
    "rows.least": {"zh": "按“{unit}”计，数最小的是：", "en": "Counted in {unit}, the smallest:"},
    "rows.earliest": {"zh": "最早到期的是：", "en": "Due first:"},
    "rows.latest": {"zh": "最晚到期的是：", "en": "Due last:"},
    "rows.among": {
        "zh": "在按词语找出的条目中（不一定全），",
        "en": "Among those found by their words, so others may be missing: ",
    },
    "rows.order": {"zh": "从多到少：{items}。各自原文：", "en": "From most to least: {items}."},
    "rows.units": {
        "zh": "单位不同（{units}），不能直接比较大小。各自原文：",
        "en": "The units differ ({units}), so the figures cannot be compared:",
    },
    "rows.order.item": {"zh": "{region} {value}", "en": "{region} {value}"},
    "rows.rest": {
        "zh": "剩余 {whole} - {parts} = {rest}，各项如下：",
        "en": "{whole} - {parts} = {rest} remain, made up of:",
    },
    "rows.difference": {
        "zh": "相差 {first} - {second} = {difference}。",
        "en": "The difference is {first} - {second} = {difference}.",
    },
    "rows.difference.least": {
        "zh": "至少相差 {first} - {second} = {difference}。",
        "en": "The difference is at least {first} - {second} = {difference}.",
    },
    "rows.times": {
        "zh": "{one}是{other}的 {ratio} 倍（{first} ÷ {second}）。",
        "en": "{one} is {ratio} times {other} ({first} ÷ {second}).",
    },
    "rows.silent": {
        "zh": "{region}没有写这一项的数量，相关的话是：",
        "en": "{region} states no number; what it says of this:",
    },
    "listing.all": {
        "zh": "逐句查找原文，写到的有：",
        "en": "Every sentence was looked through; these name some:",
    },
    "listing.open": {
        "zh": "逐句查找原文，写到的有（原文用了“等”字，没有全部列名）：",
        "en": "Every sentence was looked through; these name some, and the text says there "
        "are others:",
    },
    "front.stage.ledger": {"zh": "正在查任务台账…", "en": "Looking through the ledger…"},
    "notice.no_ledger": {
        "zh": "任务台账里没有对应的条目，以下按原文检索回答。",
        "en": "The ledger of commitments holds nothing on this; the answer comes from searching "
        "the text.",
    },
}
