"""Measure words and units, and which spellings of them are one."""

from __future__ import annotations

import re
from typing import Final

# Spelling -> the unit it is; a factor other than one never hides here.
_SAME: Final = {
    "平方千米": "平方公里",
    "km2": "平方公里",
    "千米": "公里",
    "km": "公里",
    "cm": "厘米",
    "mm": "毫米",
    "平米": "平方米",
    "平方": "平方米",
    "m2": "平方米",
    "立方": "立方米",
    "方": "立方米",
    "m3": "立方米",
    "千克": "公斤",
    "kg": "公斤",
    "kw": "千瓦",
    "kwh": "千瓦时",
    "mw": "兆瓦",
    "kv": "千伏",
    "圆": "元",
    "元人民币": "元",
    "块钱": "元",
    "个百分点": "百分点",
    "个基点": "基点",
    "percentage points": "百分点",
    "percentage point": "百分点",
    "percent": "%",
    "per cent": "%",
    "个工作日": "工作日",
    "个小时": "小时",
    "钟头": "小时",
    "个学时": "学时",
    "个课时": "课时",
    "个班次": "班次",
    "°c": "℃",
}
_UNITS: Final = (
    "%|‰|百分点|基点|人次|人份|人天|平方公里|平方米|立方米|公里|公顷|公斤|公分|厘米|毫米|华里|英里"
    "|千瓦时|千瓦|兆瓦|千伏安|千伏|兆帕|摄氏度|毫升|微克|毫克|海里|标准立方米|标箱|美元|欧元|日元|港元"
    "|工作日|小时|分钟|秒钟|个月|星期|礼拜|季度|周岁|学时|课时|学分|学位|班次|车次|架次|航次|床位|车位|泊位"
    "|车道|部门|批次|例次|户次|台套|台次|件次|场次|标段|字节|元|角|米|里|亩|吨|克|升|度|瓦|伏|秒|天|日|周|年|岁|倍"
    "|个|名|人|户|家|所|处|座|套|部|条|台|辆|架|艘|列|件|项|场|次|批|间|栋|幢|株|棵|头|只|匹|张|份|本|册|篇"
    "|片|块|段|层|类|种|门|支|队|组|对|双|桶|瓶|盒|箱|袋|车|位|席|岗|例|起|宗|笔|单|款|股|节|课|班|盏|根|口|眼"
    "|顶|面|枚|粒|颗|尊|趟|遍|回|斤|尾|羽|顷|丈|尺|寸|刻|字|声|滴|管|机|站|屏|棚|池"
)
# What makes of a measure word the start of another word: 3家庭, 5人均, 10条例.
_NOT_BEFORE: Final = {
    "人": "民才力大员均工口类物事文行体",
    "家": "庭长具属禽畜政乡渠庄电",
    "处": "理置罚分于境",
    "部": "门分队长委署级件落",
    "次": "性日年要级",
    "条": "例款件约",
    "场": "所馆地站",
    "所": "有需在属得",
    "位": "置于",
    "名": "单称录优牌",
    "项": "目",
    "件": "件",
    "间": "隔接",
    "起": "来步草诉点始因",
    "只": "要有能是",
    "对": "于外内应口接比",
    "年": "级代龄度",
    "日": "常报前",
    "单": "位元",
    "份": "子额",
    "面": "积向临",
    "度": "假",
    "双": "创向拥",
    "队": "伍",
    "组": "织成合建",
    "类": "似",
    "车": "辆道位间站",
    "门": "诊市类店禁户票面",
    "台": "账山县湾风河",
    "课": "程题",
    "班": "子次组",
    "回": "收报归",
    "机": "构关制器场组",
    "站": "点",
    "字": "样",
    "元": "素旦宵",
    "口": "径罩岸号腔",
    "管": "理道网控委",
    "根": "据本",
    "片": "区面",
    "本": "地区市级科身",
    "节": "能点约水",
    "周": "边围期",
    "里": "程面",
    "套": "餐",
    "岗": "位",
    "池": "塘",
    "天": "然",
    "米": "厂",
}


def _pattern() -> str:
    spellings = {*_SAME, *_UNITS.split("|")}
    parts = []
    for word in sorted(spellings, key=lambda w: (-len(w), w)):
        guard = f"(?![{_NOT_BEFORE[word]}])" if _NOT_BEFORE.get(word) else ""
        if word[-1].isascii() and word[-1].isalnum():
            guard = "(?![0-9a-z])"
        parts.append(re.escape(word) + guard)
    return "|".join(parts)


# On folded text: half-width, lower case.
UNIT: Final = _pattern()


# Too often part of a place or a word after a Chinese numeral: 三门峡, 两面, 三方.
NOT_AFTER_CHINESE: Final = frozenset("门方角里字声口面回根头对双机站池棚滴管顶段尺寸丈尾羽位字层")


def canonical(unit: str) -> str:
    """Return the one spelling of a unit: 千米 and km are 公里; 名 stays 名."""
    return _SAME.get(unit, unit)
