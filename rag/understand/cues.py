"""How a turn leans on the conversation before it: the words that say so; pure.

All take and return text folded by ``rag.text.fold``.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rag.index.terms import words
from rag.schemas import RecallForm
from rag.understand.content import ASKING

_LEAD: Final = re.compile(
    r"(?:那(?:么|(?![个些项件里边种样块类几]))|然后|还有|另外|此外|再问(?:一下|个)?|再?请问|再|嗯+|哦+|噢|好的?|对了|顺便问(?:一下|下|问)?"
    r"|继续问|换成|换作|放到|回到|至于|说到|关于|同样|(?:又|也)(?=是|有|怎)|and|so|then|ok(?:ay)?"
    r"|(?:and )?(?:what|how) about|in that case)(?![一-鿿]?[区县市]域)[,，、:： ]*"
)
_TAIL: Final = re.compile(r"(?:的?话)?(?:呢|啊|呀|哈|吧|嘛|又)*[?？!！。.,， ]*$")
_CORRECTION: Final = re.compile(
    r"^(?:不(?:是|对)(?:这个|这些|那个|这意思|问这个|问的?这个)?|错了?|问错了|说错了|搞错了|打错了"
    r"|弄错了|你(?:理解|搞|弄)错了|no|not that|wrong|sorry)[,，.。!！、:： ]*"
    r"|^(?:我)?(?:不是|没)(?:在)?(?:问|说|指)[^,，。]{0,12}[,，。]+"
)
_MEANT: Final = re.compile(
    r"^(?:我|俺|咱)?(?:是|想|要|刚才)*(?:问|说|指|知道|了解|看)(?:的)?(?:是)?[,，:： ]*"
    r"|^i (?:meant|mean|asked about|was asking about|want to know)[,: ]*|^是(?=[一-鿿])"
)
_MEANT_WORD: Final = re.compile(r"^(?:我|俺|咱)(?:是|想|要|刚才)*(?:问|说|指)(?:的)?(?:是)|^i mean")
POINTER: Final = re.compile(
    r"它们?|他们|她们|这(?:个|些|项|件|几[个项条]?|里|边|种|样|块|类|一?[项条个])?"
    r"|那(?:个|些|项|件|几[个项条]|里|边|种|样|块|类|一[项条个])|其中|上面(?:的|说的)?|前面(?:的|说的)?"
    r"|刚才(?:的|说的|那个)?|上述|前述|该(?:项目?|区|市|政策|措施)"
    r"|\b(?:it|its|they|their|them|those|these|that|this|there)\b"
)
ASKS: Final = re.compile(
    r"多少|几|什么|哪|何时|何地|谁|怎么|怎样|如何|咋|啥|是否|能否|可否|能不能|会不会|是不是"
    r"|有没有|多[久大高长远]|为何|吗|没有?$|不$"
    r"|\b(?:what|when|where|who|which|how|is|are|does|do|will|can|has|have)\b"
)
# Words of a turn that name no thing of their own: what is asked of a thing, and filling.
_ASPECTS: Final = frozenset(
    "发给 交给 找谁 给谁 "
    "完成 完工 开工 动工 建成 实现 办理 申请 申领 落实 推进 启动 建设 实施 开始 结束 截止 "
    "到期 投用 负责 牵头 主管 管 归 部门 单位 机构 时间 时候 期限 日期 何时 年底 地点 地方 "
    "位置 地址 哪里 哪儿 条件 流程 步骤 手续 材料 费用 资金 投资 花 花钱 出钱 钱 一共 总共 共 "
    "合计 全部 总数 数量 数目 规模 目标 指标 任务 要求 标准 原因 目的 意义 为了 具体 详细 "
    "内容 情况 方面 安排 措施 举措 规定 政策 办法 项目 工作 计划 打算 准备 弄 弄完 弄好 办完 "
    "做完 搞 搞定 做 干 办 建 修 装 改 增 定 定下 又 是 有没有 有无 没 没有 会 要 能 得 把 用 "
    "由 被 从 个 项 条 件 处 座 部 套 户 人 人次 家 所 别的 其他 其它 另外 怎么办 怎么样 咋样 "
    "咋办 说 讲 指 意思 含义 放 换 成 算 属于 来 去 一个 几个 多 大 长 远 高 久 哪年 哪天 "
    "几月 几号 年 月 日 天 这边 那边 这块 那块 块 边 呢 吗 的话 同样 一样 目前 现在 今年 明年 "
    "最后 最终 谁 让 给 里 中 内 上 下 才 吧 再 还 也 都 不 你 您 请 麻烦 告诉 我 介绍 一下 "
    "much many anything something on more less than what when where who which how is are was "
    "were be been does do did will can could would should has have had the a an in at of for "
    "to by it its they their them that this those these there and or about any long charge "
    "department responsible finished completed done cost costs start started end please tell "
    "me also too target number plan planned case".split()
)
_ASKED: Final = re.compile("(?:[哪几]|多少|何)[一-鿿]?")

_MORE: Final = re.compile(
    r"(?=.*(?:还|其[他它余]|别的|更多|剩下|继续|接着|往下|再|就这些|只有|没了|没有了|除|else|more|on))"
    r"(?:那|那么|然后|除(?:了|此|开|去)?[^,，]{0,5}(?:之外|以外|外)?|此外|其余|其他|其它|别的|剩下|还|再|继续"
    r"|接着|往下|就这些|只有这些|没了|没有了|,|，| )*"
    r"(?:还有|还包括|有|其他|其它|别的|更多|继续|接着说|往下说|再说说|再多说点|说下去|就这些|只有这些"
    r"|没了|没有了|除此之外|除了这些)(?:的|些|没有?|别的|其他|其它|什么|啥|哪些|更多|内容|地方|没有|吗"
    r"|呢|么|不|要求|规定|措施|举措|安排|项目|内容|方面|任务|目标|政策|办法)*"
    r"|(?:and |is there |are there )?(?:what |anything |something )?(?:else|more)(?: details?)?"
    r"|(?:tell me |say )more|go on|continue"
)
_DETAIL: Final = re.compile(
    r"(?:那|能|能否|可以|请|麻烦|你|您|再|把|它|这个|那个|这|那|给我|展开|说|讲|详细|具体|细|一些|一点"
    r"|点|些|地|的)*"
    r"(?:具体|详细|展开|细说|详情|仔细)(?:的|是|点|些|来|地|说说?|讲讲?|说明|介绍|内容|情况|安排|措施|要求|怎么|如何"
    r"|规定|什么|啥|样|做|办|说|呢|吗|一下|下|指)*"
    r"|(?:more |the )?details?|be more specific|elaborate"
)
_SOURCE: Final = re.compile(
    r"(?:它|这个?|那个?|这句话?|上面|刚才)?(?:的|说的)?(?:是)?(?:在|出自|来自|写在|属于)?"
    r"(?:哪一?条(?:里|款|规定)?|哪(?:份|个)?文件(?:里|的)?|出处|原文|依据)(?:是|在)?"
    r"(?:什么|啥|哪里?|哪儿)?(?:里|说的|写的|规定的|的)?"
)
_COUNTED: Final = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_ORDINAL: Final = re.compile(
    r"(?:第(?P<zh>[一二三四五六七八九十]|[0-9]{1,2})(?:条|个|项|点|件|类|处|句|款|$|(?=[呢是说讲写指]))"
    r"|(?P<first>头一(?:条|个|项|点)|首(?:条|个|项))|(?P<last>最后(?:一|那)?(?:条|个|项|点))"
    r"|\bthe (?P<en>first|second|third|fourth|fifth|last)(?: one| item)?\b)"
)
_ENGLISH: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_SPOKEN: Final = re.compile(
    r"(?:那|说|讲|写|指|的|是|什么|啥|意思|内容|具体|详细|怎么|说说|讲讲|一下|呢|吗|到底|究竟|看看|展开"
    r"|介绍|解释|what|is|about|does|say|mean|in|detail| )*"
)


class Core(NamedTuple):
    """A turn without the words that only join it to the conversation.

    Attributes:
        text: What is left.
        bare: The same with its joining words.
        leads: Joining words stood before it.
        corrects: It puts right how the turn before was taken.
    """

    text: str
    bare: str
    leads: bool
    corrects: bool


def core_of(turn: str) -> Core:
    """Return a folded turn without joining words before and particles behind it."""
    bare = _TAIL.sub("", turn.strip())
    rest = _CORRECTION.sub("", bare)
    corrects = rest != bare or _MEANT_WORD.match(rest) is not None
    if corrects:
        rest = _MEANT.sub("", rest)
    led = rest
    while (found := _LEAD.match(led)) and found.end() and found.end() < len(led):
        led = led[found.end() :]
    return Core(led.strip(), bare.strip(), led != bare, corrects)


def own_words(text: str) -> list[str]:
    """Return the words that name a thing, and not only what is asked of one."""
    return [
        word
        for word in words(POINTER.sub(" ", text))
        if word not in _ASPECTS and word not in ASKING and not _ASKED.fullmatch(word)
    ]


def recall_form(core: str) -> RecallForm | None:
    """Return what of the answers before is asked for again; None where nothing is."""
    text = core.strip(" ,，。?？")
    for form, pattern in _FORMS:
        if pattern.fullmatch(text):
            return form
    return None


_FORMS: Final[tuple[tuple[RecallForm, re.Pattern[str]], ...]] = (
    ("source", _SOURCE),
    ("detail", _DETAIL),
    ("more", _MORE),
)


def ordinal(core: str) -> tuple[int, str] | None:
    """Return which of the things listed is meant, from 1 or -1 for the last, and what is asked.

    What is asked is empty where only its words are wanted; None where none is counted.
    """
    found = _ORDINAL.search(core)
    if found is None or found.start() > _ORDINAL_WITHIN:
        return None
    if found["zh"]:
        place = _COUNTED.get(found["zh"]) or int(found["zh"])
    else:
        place = _ENGLISH[found["en"]] if found["en"] else 1 if found["first"] else -1
    rest = (core[: found.start()] + " " + core[found.end() :]).strip(" ,，。?？的")
    return place, "" if _SPOKEN.fullmatch(rest) else rest


_ORDINAL_WITHIN: Final = 6
