"""The words of a ledger question: what frames it, and what it is about; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.index.terms import dictionary_words, words
from rag.schemas import LedgerTopic
from rag.text import tagged

# What people call a category of the ledger.
_CATEGORIES: Final = {
    "住房": "住房 住房保障 安居 居住",
    "交通": "交通 交通出行 出行 交通道路 道路交通",
    "城市更新": "城市更新 城市改造",
    "环境": "环境 环境卫生 人居环境 市容环境 环卫 绿化 园林绿化 环保 生态 环境保护 生态环境"
    " 生态环保",
    "教育": "教育 教育事业 教育教学",
    "医疗健康": "医疗健康 看病 就医 医疗 卫生 健康 卫生健康 医疗卫生 医药卫生",
    "就业": "就业 就业创业 用工 稳就业 稳岗就业",
    "养老": "养老 养老服务 为老服务 助老",
    "社会保障": "社会保障 社保 医保 社会保险 社保医保 民生保障",
    "文化体育": "文化体育 文化 体育 文体 文旅体育 文旅",
    "乡村农业": "乡村农业 乡村 农业 农村 三农 乡村振兴 农业农村 农业生产",
    "数字治理": "数字治理 数字化 数字政府 信息化",
    "产业招商": "产业招商 产业 招商 招商引资 产业发展 经济发展",
    "社会治理": "社会治理 基层治理 治安 平安建设",
}
_ALIASES: Final = {name: own for own, names in _CATEGORIES.items() for name in names.split()}
_ALIAS: Final = "|".join(sorted(_ALIASES, key=len, reverse=True))
_ALL_ALIASES: Final = re.compile(rf"(?:(?:{_ALIAS})(?:[和与及、 ]|以及)*+)++")
LONG_ALIAS: Final = re.compile(
    "|".join(sorted((name for name in _ALIASES if len(name) > 3), key=len, reverse=True))
)
"""Other names of the categories that are no other word's parts."""
_ONE_ALIAS: Final = re.compile(_ALIAS)

# Words for things of one kind, by any of which a list of them is asked for.
_KIN: Final = tuple(
    tuple(words.split())
    for words in (
        "停车 停车场 停车位 车位 泊位",
        "充电 充电桩 充电枪 充电端口 换电站",
        "公园 公园绿地 游园 绿地 湿地公园",
        "公厕 厕所 卫生厕所 户厕",
        "书房 书屋 书吧 阅读空间 阅读点",
        "医院 卫生院 卫生服务机构 卫生室 中医馆",
        "企业 市场主体 经营主体",
        "补贴 补助 津贴 奖补 资助",
        "工作日 办结",
    )
)
# People's words for things that documents call otherwise.
_MEANT: Final = {
    "马路": ("道路", "公路", "街巷"),
    "房源": ("住房", "安置房", "公租房", "房"),
    "水管": ("供水管网", "供水"),
    "健身": ("体育",),
    "医保": ("医疗保险",),
    "社保": ("社会保险", "社会保障"),
    "老年人": ("老人", "老年"),
    "老人": ("老年",),
    "孩子": ("儿童", "学生"),
    "小区": ("住宅区",),
    "停车位": ("车位", "泊位"),
    "车位": ("停车位", "泊位"),
    "泊位": ("停车位", "车位"),
}
# What is measured in a unit, whatever it is: 土地 says nothing beside 亩.
_MEASURED_IN: Final = (
    ("亩", "土地 用地 田地 地块 耕地面积 面积"),
    ("人", "人员 人数"),
    ("人次", "人员 人数"),
    ("元", "资金 经费 金额 钱"),
    ("公里", "里程 长度"),
    ("套", "房源 房子 房屋 套数"),
    ("平方米", "面积"),
)
# What is done; it tells rows of one thing apart but need not stand in them.
_DEEDS: Final = frozenset(
    "改造 建设 新建 改建 扩建 改扩建 修建 整治 提升 推进 打造 治理 加装 安装 新增 增加 设置"
    " 筹集 筹建 建成 启动 开工 完善 优化 培育 引进 加快 更新 修缮 配建 增长 下降 减少 流转"
    " 串联 串起 投用 交付 举办 动工 竣工 建 修 装 改 新".split()
)
# What frames a question, or points at nothing.
_FRAME_WORDS: Final = frozenset(
    "的 了 是 在 和 与 及 以及 跟 同 要 会 能 想 请 请问 问 我 我们 你 你们 咱们 有"
    " 没有 没 都 也 还 就 对 给 把 被 用 按 以 从 到 由 为 等 里 中 上 内 之 所 该 这"
    " 那 这些 那些 其 各 各自 每 每个 一个 个 项 条 件 处 方面 领域 类 类别 板块 相关"
    " 有关 关于 涉及 涉及到 包括 包含 情况 内容 部分 范围 需要 需 必须 应 应该 应当"
    " 今年 本年 年度 全区 全市 全县 全省 本区 本市 文件 文件里 政策 方案 计划 报告"
    " 规划 打算 准备 安排 部署 起来 出来 一下 做 定 定了 写 写明 说 提 提到 提出 明确"
    " 规定 列 全 时间 节点 时候 什么 多 少 大 小 数 总 总数 合计 数量 数目 具体 主要"
    " 重点 所有 全部 一共 总共 分别 谁 哪 几 多少 吗 呢 吧 啊 呀 年 月 日 底 前 后 两"
    " 两个 三个 区 两区 市 县 地方 来 算 计 不 做个 当中 其中 最 排 督查 督查室 记者"
    " 核实 市民 居民 完成 实现 达到 落实 落地 开展 实施 办 办好 办结 搞 或 或者 有没有"
    " 等于 百分之 人次 人数 花 要花 两份 三份 项目 事 事情 办完 带 带有 数值 用到 更"
    " 多多少 前后 结束 情形 指标 目标 任务 考核 约束 约束性 预期 预期性 单位 期限 到期"
    " 截止 帮 帮我 麻烦 查 查询 知道 了解 告诉 您好 你好 谢谢 多谢 劳驾 表示 表达 体现"
    " 逐条 逐项 逐个 逐一 一一 写成 写作 标 注 计量 计量单位 计数 衡量 统计 汇总 整理"
    " 量词 月份 日期 说法 写法 字样 表述 措辞 百分号 比例 比率 比例类 数据 同时 另外"
    " 还有 目前 现在 到底 究竟 大概 一块 块 口 看 看看 看下 讲 说说 讲讲 清楚 一份"
    " 一张 份 张 表 表格 里面 之间 相互 双方 差 差距 相差 高 低 定得 建得 干 得 承诺"
    " 确定 设定 设 挑 挑出 找 找出 拉 想要 要求 硬性 硬 可 量化 明文 白纸黑字 单子"
    " 名目 交代 时间表 打包 算算 出 下 次 个数 咱 市里 区里 我区 贵区 区政府 政府 领导"
    " 同志 老师 单独 只 仅 光 凡 凡是 任何 其余 其他 建设项目 工作任务 民生实事 实事"
    " 民生 民生工程 这份 那份 东西 口径 为止 规模 条目 项数 条数 件数 咱区 咱们区"
    " 我们区 不到 不满 起步 些 活 活儿"
    " 更高 更低 更多 更少 更大 更小 较高 较低".split()
)
# What stands for any thing at all, unless another word says which.
_VAGUE: Final = frozenset("工程 项目 事项 内容 建设 工作 建设项目 行动".split())
_PARTS: Final = re.compile(r"[、,，;；:：。?？!！/ \s]+")
_JOINS: Final = frozenset(
    "和 与 及 以及 跟 同 加上 加 再加 再加上 连同 比 较 还是 或 或者 外加".split()
)
_QUOTED: Final = re.compile(r"[“\"「『‘]([^“”\"「」『』‘’]{1,20})[”\"」』’]")
_HAN: Final = re.compile("[一-鿿]")


def category_named(text: str) -> str | None:
    """Return the category that ``text`` names and nothing else beside it, or None."""
    bare = text.strip(" ,，的、")
    if not _ALL_ALIASES.fullmatch(bare):
        return None
    named = {_ALIASES[found.group()] for found in _ONE_ALIAS.finditer(bare)}
    return next(iter(named)) if len(named) == 1 else None


def alias_of(word: str) -> str | None:
    """Return the category that a word is another name of, or None."""
    return _ALIASES.get(word)


def kin_of(word: str) -> tuple[str, ...]:
    """Return what people mean by a word as well: who asks for 停车 wants 车位 too."""
    return next((kin for kin in _KIN if word in kin), ())


def meant_by(word: str) -> tuple[str, ...]:
    """Return what documents call a thing that people name so, the likeliest first."""
    return _MEANT.get(word, ())


def names_unit(words: Sequence[str], units: Sequence[str]) -> bool:
    """Tell whether a thing is just what the units measure, and tells no rows apart."""
    return any(unit in units and set(words) <= set(names.split()) for unit, names in _MEASURED_IN)


def category_of(named: Sequence[str]) -> str | None:
    """Return the category that words name together, each being a name of it, or None."""
    found = {_ALIASES.get(word) for word in named}
    return next(iter(found)) if len(found) == 1 else None


def quoted(text: str, also: re.Pattern[str] | None = None) -> tuple[tuple[LedgerTopic, ...], str]:
    """Return what a folded question quotes, and the question without it.

    ``also`` finds what counts as quoted without its marks.
    """
    named = [term for term in _QUOTED.findall(text) if term.strip()]
    rest = _QUOTED.sub(" ", text)
    if also is not None:
        named += also.findall(rest)
        rest = also.sub(" ", rest)
    terms = tuple(LedgerTopic(text=term, words=(term,), exact=True) for term in named)
    return terms, rest


def topics_of(
    text: str, *, by_dictionary: bool = False, deeds: bool = False
) -> tuple[LedgerTopic, ...]:
    """Return the things that a folded text without its frame names.

    They are parted by commas, 、 and words that join; what only frames names nothing.
    ``by_dictionary`` takes no word that no dictionary holds: 装电梯 is not 里装 电梯.
    ``deeds`` keeps beside things what is only done.
    """
    cut = _by_dictionary if by_dictionary else words
    found: list[LedgerTopic] = []
    for part in _PARTS.split(text):
        phrase: list[str] = []
        for word in [*cut(part), "和"]:
            if word not in _JOINS:
                phrase.append(word)
                continue
            topic = _topic(phrase)
            if topic and all(topic.words != other.words for other in found):
                found.append(topic)
            phrase = []
    # What is only done says which things are meant where nothing else does.
    found = [topic for topic in found if not set(topic.words) <= _VAGUE]
    if deeds:
        return tuple(found)
    things = [topic for topic in found if not is_deed(topic)]
    return tuple(things or found[:1])


def _by_dictionary(part: str) -> list[str]:
    """Divide by the dictionary, but for what as a whole is like a word: 托位."""
    return [part] if part in words(part) else dictionary_words(part)


def leaves_over(text: str, topics: Sequence[LedgerTopic]) -> bool:
    """Tell whether a text without its frame holds words or numbers that no topic took up."""
    taken = "".join(topic.text for topic in topics)
    for part in _PARTS.split(text):
        for word in words(part):
            bare = word.removeprefix("要")
            if {word, bare} & (_FRAME_WORDS | _VAGUE | _JOINS) or word in taken:
                continue
            if _HAN.match(word) or word.isdecimal():
                return True
    return False


def _is_particle(character: str) -> bool:
    """Tell whether a lone character does or counts something, and so closes no word."""
    return all(kind[:1] in "vdpucrymf" for _, kind in tagged(character))


def is_deed(topic: LedgerTopic) -> bool:
    """Tell whether a topic names only what is done, and not to what."""
    return set(topic.words) <= _DEEDS


def _is_to_do(word: str) -> bool:
    """Tell whether a word is one of doing with 要 before it, whichever it is: 要治, 要铺."""
    return len(word) == len("要治") and word.startswith("要") and word not in {"要求", "要点"}


def _topic(phrase: list[str]) -> LedgerTopic | None:
    telling: list[str] = []
    deeds: list[str] = []
    for word in phrase:
        # 要修 is one word to the dictionary.
        bare = word.removeprefix("要")
        if bare in _DEEDS or _is_to_do(word):
            deeds.append(bare)
        elif not {word, bare} & _FRAME_WORDS and not word.isdecimal():
            # A lone character closes the word before it: 充电|桩.
            if len(word) == 1 and _HAN.match(word):
                if telling and not _is_particle(word):
                    telling[-1] += word
            else:
                telling.append(word)
    if not telling and not deeds:
        return None
    named = telling or [word for word in deeds if len(word) > 1]
    if not named:
        return None
    text = "".join(word for word in phrase if not (word in _FRAME_WORDS or _is_to_do(word)))
    return LedgerTopic(text=text, words=tuple(named), deeds=tuple(deeds) if telling else ())
