"""What a likely question of the ledger is about: the things it names, its frame struck out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.schemas import LedgerTopic
from rag.text import tagged
from rag.understand.ledger_frame import FRAME
from rag.understand.ledger_limits import MEASURES
from rag.understand.ledger_words import LONG_ALIAS as _LONG_ALIAS
from rag.understand.ledger_words import alias_of, category_of, is_deed, topics_of
from rag.understand.thesaurus import shipped_thesaurus

JOINED: Final = re.compile(
    "(?<![总求共饱温平缓])和(?![谐平解睦气])|(?<![参给赋])与(?!会)|(?<![涉普以])及(?![时格])|以及|[跟、]"
)
"""Between two things that are to be added or compared, of which one alone is no answer."""
_HAN: Final = re.compile("[一-鿿]{2,}")
# What may stand beside a thing and says nothing of it.
_ASIDE: Final = re.compile(
    "(?<=[村镇乡区])里|也算|都算|在内|之类|等等?(?=[,，。?？的]|$)|这(?:边|块|方面|两样|几样|种|一?[组批类])|那(?:边|块)|一(?:个)?不落"
    "|劳驾|烦请|麻烦|谢+|请(?:问|提供|列)?|里[头面]|当中|名下|拢共|摆一?起|看看|说清楚|能不能|可不可以"
    "|(?:可以|能)?告诉我|帮[我忙]|给我|我想|想要?(?:知道|了解|看)|都?行|怎么[定规]?[定的]?|一并|一起"
    "|[写带][了着有]*(?:数字?|的)|的?数字?(?:是|都|摆|目标)|全部文件中?|[在到]?第?[一二三两]位"
)  # fmt: skip
_ALSO: Final = re.compile(
    "求和|一共|总共|拢共|加总|相加|总[长数和量额]|一?共(?:计|有)?(?=多少|几|[,，。?？ ]|$)"
    "|数[量据字目]?(?=[,，。?？ ]|$)"
    "|[共有是要为]*(?:多少|几)(?:[个项条件桩处座家所套部亩场人户名元公里]+次?)?"
    "|(?:这|那)?[两二三四五六七八九十几][项样桩宗](?:之?间|里|中|都)?|(?:这|那)?[一几][章节段句块](?:话|里)?"
    "|[两二三四五六七八九十](?:类|种)(?=[一-鿿])|(?:之|这|那)?一类的?(?:率|数)?|核算|测算|匡算|任务量"
    "|合并(?:计算)?(?=是|后|有|[,，。?？ ]|$)"
    "|(?:那|这)(?:儿|部分|段|几句)|最[一-鿿]{1,2}|比例|占比|分别"
    "|[更多少高低大小]+$|是不是|有没有|哪[个项些里样几]"
)
# What is done with what is asked for, and how it is told: 摘出来, 一样样, 比比.
_TELLS: Final = re.compile(
    "点明|几?月底|来[定算说数讲看]|[一-鿿]{1,2}(?:出来?|起来|下来)|[逐一][一样条项桩]样?|(.)\\1|居首|[全都]?拉出来?"
    "|凡是|大概|大约|摘录|摘抄|摘|[量数]级|速[报览]|一览|报告|汇报|逐一|拿出|拿到|能拿|拿|出"
)
# What stands for any thing of its kind.
_GENERIC: Final = frozenset(
    "设施 工程 项目 工作 事业 服务 领域 事情 东西 板块 情况 数字 数据 数量 数目"
    " 建设 规定 面积 长度 规模 老百姓 群众 看得见 摸得着 手头 倒排 名称 年份"
    " 月份 材料 金额 时长 时限 人家 里面 里头 安排 任务量 年度 全年 方面 文件"
    " 一览 名目 个数 单位 涉及 公里 不能 能够 可能 之前 以后 之后 必须 一些"
    " 一样 一下 样子 期限 场所 站点 台账 账本 稿子 倍 征求意见稿 意见稿 征求意见 实施方案 实施意见"
    " 工作安排 任务书 通知 草案 到位 硬杠杠 老板 领导 标准 数值 比率 指标表".split()
)


def things_named(
    text: str, units: Sequence[str], *, dated: bool, apart: bool = False
) -> tuple[LedgerTopic, ...]:
    """Return the things a question names, each with the category whose name it is.

    Args:
        text: The question without its limits.
        units: Measure words, which name no thing.
        dated: The question names a day, by which anything may be done.
        apart: Each thing is asked for by itself, to be added or compared: none may be lost,
            and of what is only done (电梯加装和更新) the thing is the one before.
    """
    found: list[LedgerTopic] = []
    named, rest = _subjects(text)
    rest = JOINED.sub("、", rest)
    things = topics_of(_frameless(rest), by_dictionary=True, deeds=apart)
    if apart and any(not is_deed(topic) for topic in things):
        # A deed before the thing it is done to is none beside it: 一共改造多少个老旧小区.
        first = next(at for at, topic in enumerate(things) if not is_deed(topic))
        things = things[first:]
    for topic in things:
        if dated and is_deed(topic):
            continue
        if apart and is_deed(topic) and found and found[-1].deeds:
            found.append(found[-1].model_copy(update={"text": topic.text, "deeds": topic.words}))
            continue
        words = tuple(word for word in topic.words if word not in units and word not in _GENERIC)
        telling = tuple(word for word in words if _names(word))
        if apart and not telling:
            telling = tuple(word for word in words if _may_name(word))
        # 流转的地: its thing is too short a word to tell rows by.
        if apart and found and _is_done_to(topic):
            found.append(topic.model_copy(update={"words": telling or topic.words}))
            continue
        if not telling or (is_deed(topic) and (found or named)):
            continue
        category = category_of(telling)
        official = () if category else _official(topic.text, telling)
        found.append(
            topic.model_copy(update={"words": telling, "category": category, "official": official})
        )
    return (*named, *found)


def _official(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return what documents call a thing, the phrase that closes it above all."""
    meant = shipped_thesaurus().meant(text)
    closing = [one for one in meant if text[one.start : one.end].endswith(words[-1])]
    return closing[-1].official if closing else ()


def _subjects(text: str) -> tuple[tuple[LedgerTopic, ...], str]:
    """Return the categories named by words too long to be anything else, and the rest."""
    named = tuple(
        LedgerTopic(text=word, words=(word,), category=alias_of(word))
        for word in dict.fromkeys(_LONG_ALIAS.findall(text))
    )
    return named, _LONG_ALIAS.sub(" ", text)


def _frameless(text: str) -> str:
    rest = _ASIDE.sub(" ", _ASIDE.sub(" ", text))
    return FRAME.sub(" ", FRAME.sub(" ", _ALSO.sub(" ", rest)))


def _is_done_to(topic: LedgerTopic) -> bool:
    """Tell whether a topic says what is done and to what, in a word too short to keep."""
    done = "".join(topic.words)
    return is_deed(topic) and len(topic.text) == len(done) + 1 and topic.text.startswith(done)


def _may_name(word: str) -> bool:
    """Tell whether a word that no dictionary knows as a name may be one: 规上, no 万亩."""
    named = _HAN.fullmatch(word) and not MEASURES.fullmatch(word)
    return bool(named) and _TELLS.fullmatch(word) is None


def _names(word: str) -> bool:
    """Tell whether a word may name a thing: by the dictionary, no particle or adverb."""
    if _TELLS.fullmatch(word):
        return False
    kinds = [kind for _, kind in tagged(word)]
    return len(word) > 1 and any(kind[:1] in "nvsbjlizaxt" for kind in kinds)
