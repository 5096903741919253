"""Turns that ask nothing of the documents: greetings, thanks, and other people's errands."""

from __future__ import annotations

import re
from typing import Final

_CHAT: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "greeting",
        re.compile(
            r"(?:你好|您好|hi|hello|hey|哈[喽啰]|嗨|早上好|上午好|下午好|晚上好|在吗|在不在"
            r"|有人吗|nihao)[啊呀哈吗呢,，!！。.~?？ ]*"
        ),
    ),
    (
        "thanks",
        re.compile(
            r"(?:好的?|嗯+|行)?[,， ]*(?:非常|十分|太|多)?(?:感谢|谢谢|谢了|多谢|辛苦|thanks?"
            r"|thank you|thx)(?:你|您|了|啦|very much|a lot|so much)*[啊呀哈,，!！。.~ ]*"
            r"(?:帮(?:了)?(?:我)?大忙了?|很有用|有帮助|太好了|麻烦(?:你|您)了|(?:很|挺|非常)?(?:清楚|明白"
            r"|详细)了?|(?:知道|明白|懂|了解|清楚)了|没别的了?|没有别的了?)?[啊呀哈,，!！。.~ ]*"
        ),
    ),
    (
        "farewell",
        re.compile(r"(?:再见|拜拜|bye|goodbye|good bye|回头见|先这样)[啊呀哈吧,，!！。.~ ]*"),
    ),
    (
        "who",
        re.compile(
            r"(?:请问)?(?:你|您)(?:是谁[?？,， ]*(?:能|会)?(?:干|做)?(?:什么|啥)?|是什么"
            r"|叫什么(?:名字)?|能(?:做|干|帮)(?:什么|啥"
            r"|我做什么)|会(?:做|干)?(?:什么|啥)|有什么用|怎么用|可以做什么|是(?:机器人|人工智能"
            r"|ai|真人)吗)[啊呀呢?？。. ]*|(?:who are you|what are you|what can you do)[?？. ]*"
        ),
    ),
    (
        "ok",
        re.compile(
            r"(?:好的?|嗯+|哦+|ok|okay|知道了|明白了?|收到|了解了?|没事了?"
            r"|行)[啊呀哈吧,，!！。.~ ]*"
        ),
    ),
)

_OUT_OF_SCOPE: Final = re.compile(
    r"(?:写|作|编|来|讲|说)(?:一?[首篇个段副句则])(?:.{0,12})(?:诗|词|歌|作文|小说|故事|笑话"
    r"|对联|文章|代码|程序|情书|段子|脚本)"
    r"|(?:写|改)(?:一?[段个])?(?:python|java|c\+\+|sql|代码|程序|脚本)"
    r"|翻译(?:成|一下|这|下面)|(?:天气|气温)(?:怎么样|如何|预报)|(?:今天|明天|后天"
    r"|周末)(?:.{0,6})(?:天气|下雨|下雪|多少度)"
    r"|运势|星座|算命|塔罗|彩票|双色球|(?:分手|道歉|求职|感谢|情)信|检讨书|请假条|(?:股票|基金"
    r"|比特币|黄金|大盘)(?:.{0,8})(?:推荐|涨|跌|买"
    r"|走势|行情|多少钱)|推荐(?:.{0,8})(?:股票|基金|电影|电视剧|小说|餐厅|游戏|歌)"
    r"|(?:谁|哪(?:个|支)?队).{0,8}(?:世界杯|欧冠|nba|奥运会)|(?:世界杯|nba|欧冠"
    r"|奥运会).{0,10}(?:谁|冠军|比分|哪(?:个|支)?队|赢|输)"
    r"|(?:怎么|如何)(?:做|炒|煮|炖)(?:.{0,6})(?:菜|饭|肉|鱼|鸡|面|汤|蛋)|菜谱|食谱|减肥"
    r"|^[0-9 +\-*/×÷().=]+(?:等于(?:多少|几)|=)?[?？ ]*$"
    r"|[0-9]+ *[+\-*/×÷加减乘除] *[0-9]+ *(?:等于|=|是多少)"
    r"|解(?:一下)?(?:这个|下面)?(?:方程|数学题)|女朋友|男朋友|表白|失恋"
    r"|write (?:me )?(?:a|an|some) (?:poem|song|story|essay|joke|code|script|python)"
    r"|weather (?:like|forecast|today|tomorrow)|tell me a joke"
    r"|(?:stock|bitcoin) price|translate (?:this|the following)|recipe"
)


def small_talk(folded: str) -> str | None:
    """Return which small talk a folded turn is, or None where it may be a question.

    One of ``greeting``, ``thanks``, ``farewell``, ``who``, ``ok``.
    """
    turn = folded.strip()
    for name, pattern in _CHAT:
        if pattern.fullmatch(turn):
            return name
    return None


def is_errand(folded: str) -> bool:
    """Tell whether a folded turn asks for what no policy document is for.

    Only plain cases are told here; what merely has no answer in the documents is
    refused for that reason later.
    """
    return _OUT_OF_SCOPE.search(folded) is not None
