"""What is asked of a thing that a sentence names, where it tells nothing of the kind; pure.

Who asks whether the lift up the hill costs anything is not told by how many are built, nor who
asks whether dogs may come into a park by when it opens. Held to this is what has few names:
money, animals, ownership. How far each can be trusted was counted, see ``eval/LOG.md``.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class _Aspect(NamedTuple):
    """What is asked of things, and what no sentence that tells it does without.

    Attributes:
        asked: Finds the question for it.
        told: Finds a word without which it is not told.
    """

    asked: re.Pattern[str]
    told: re.Pattern[str]


_END: Final = "(?:[吗么不啊呢?]|没?[?]?$)"


def _aspect(asked: str, told: str) -> _Aspect:
    return _Aspect(re.compile(asked), re.compile(told))


_ASPECTS: Final = (
    # what it costs
    _aspect(
        "(?:[要收用花掏]|交(?!通)|得|是否)(?:不[要收用交花掏得])?"
        "(?:我们?|自己|自个儿?|另外|额外|再|还){0,3}+(?:[交花掏收付出缴])?"
        f"(?:个|点|些|几个|多少)?钱{_END}"
        "|一分钱[都也]不"
        f"|(?<![,能的血])(?<!可以)(?<!^)免费{_END}"
        f"|(?<!不)[收交付计]费的?{_END}"
        "|(?:是否|会不会|要不要|用不用|需不需要|需要|还|另)(?:另外|额外|再)?(?:收取?|缴纳?|交纳?|付)"
        f"[^,。]{{0,6}}?[费钱票]用?{_END}"
        f"|[要用](?:不[要用])?[交买付][一-鿿]{{0,4}}?[费票]用?{_END}"
        r"|^(?:is|are) [^,;.]{0,60}\bfree(?: of charge)?\W*$"
        r"|^(?:do|does|will|must|would) [^,;.]{0,60}\b(?:to pay|pay (?:for|to)|cost|charged?)\b",
        "[费元免价租票钱款薪奖补贴减折偿半]|(?<!普)惠|工资|资[助金]|零投|承担|负担|自理|出资|筹|缴|供应",
    ),
    # whether a subsidy is paid
    _aspect(
        "有(?:没有)?[啥什]?么?补[贴助][吗没不]?[?]?$|给不给补|[给能]补[吗不]|补不补",
        "[补奖贴费元贷免]|津贴|资助|救助|低保|优惠|待遇",
    ),
    # whether insurance pays
    _aspect(
        "(?:医保|新农合)卡?(?:能|给|可以|管)?不?[给能]?[报用刷走](?:[吗么不?]|$)|[进走]医保"
        "|(?:[能给管]|可以)(?:不[能给])?报销[吗么不]?[?]?$",
        "报|医保|医疗保险|统筹|自付|自费|支付|结算|封顶|救助|补",
    ),
    _aspect("年龄(?:限制|要求)|\\bage limit", "岁|年龄|月龄|老年|青年"),
    _aspect("预约", "约|预定|登记|报名|线上|预订|号|提前"),
    _aspect("押金", "押金|保证金|免押|缴|垫|先诊疗|不得收|费"),
    _aspect("[交缴收免]税", "税"),
    # whether it may be bought
    _aspect(
        f"买断|买下来?{_END}|出售|能买[吗不]|能不能买|卖给个人|能不能(?:转卖|买卖)",
        "售|卖|产权|购|买|转让|交易|回购",
    ),
    # who runs it
    _aspect(
        "(?:公办|民办|私立|公立)(?:的|园|学?校|幼儿园)?(?:还是|[吗么不吧?]|$)",
        "公办|民办|普惠|公立|私|国有|社会力量|社会资本",
    ),
    _aspect(
        f"寄宿制?(?:的|学校)?{_END}|(?:能|可以|让)(?:不能|不)?住校", "寄宿|住宿|住校|宿舍|食宿"
    ),
    _aspect(
        "[遛带牵养抱领][着条只]?[小大]?[狗猫]|宠物|狗狗|\\b(?:dogs?|pets?)\\b",
        "狗|犬|宠物|动物|猫|畜|禽",
    ),
    _aspect("精装修?|毛坯|装修(?:好|过)的", "装修|精装|毛坯|装饰"),
    # who may come along
    _aspect(
        "(?:允许|能不能|可以|[能让])带?(?:父母|爹妈|爸妈|家属|家人|孩子|对象|配偶|老人|老婆|媳妇)"
        "(?:一起|一块儿?|同|跟着)住|陪[同护]的?(?:家属|家人|人)",
        "父母|家属|家人|陪|同住|配偶|子女|家庭|监护|亲|夫妻|共同",
    ),
    _aspect("[不要全都]同意", "同意|表决|三分之二|协商|意愿|签|征求(?!意见稿)|异议|调解|商议|以上"),
    # what becomes of a building
    _aspect(
        "(?:会不会|要不要|是不是要|是否|[会要得])[全都被给把]{0,3}+拆[掉了除迁光]{0,2}+"
        "(?:[吗么不没?]|$)|拆不拆",
        "拆|征(?!求)|搬|迁|安置|保留|腾",
    ),
    _aspect(
        "(?:会不会|要不要|是不是要|是否|[会要])(?:再|继续|全部|都)?"
        "(?:扩建|翻新|翻修|搬迁|关闭|关停|取消|涨价|合并|停办|停运|重建|扩容|搬走)了?(?:[吗么不没?]|$)",
        "[扩翻搬迁涨停撤]|关[闭停]|取消|保留|合并|重建|改[建造]|新建|异地|调价|价格",
    ),
)


def lacks_aspect(question: str, near: str) -> bool:
    """Tell whether a sentence says nothing of what a question asks of a thing.

    Args:
        question: The part asked, folded.
        near: The sentence, and the headings over it, folded.
    """
    return any(
        aspect.asked.search(question) and not aspect.told.search(near) for aspect in _ASPECTS
    )
