"""Whether words tell what was, threaten, foresee, or say what is to be."""

from __future__ import annotations

import re
from typing import Final

# Words of sanction: what follows is threatened, not promised.
_PENALTY: Final = re.compile(
    "罚款|罚金|罚单|处罚|处以|徒刑|拘役|拘留|违法所得|滞纳金[的比每]|违法行为|立案(?!绿色|服务|登记)|查处|吊销"
)
# The sentence tells what was.
_REPORTED: Final = re.compile(
    "截至(?!20[0-9]{2}年?底?前)|截止(?!日期|时间|到?20)|据(?:统计|了解|悉|介绍|测算|初步)|统计显示|数据显示|记者|近日"
    "|(?<![0-9一二三四五六七八九十])日前"
    "|昨[天日]|去年|上年(?!度?结转)|往年|前年|历年|以来|与此前|较(?:上年|去年|此前)|介绍[,:]"
    "|透露[,:]"
    "|说[,:。“]|表示[,:]"
)
# So does this in a text that looks back; in a plan it is what will have been reached.
_SUMMED_UP: Final = re.compile("累计(?!不|达到|超|完成|新|建|实)")
# The phrase itself does.
_DONE: Final = re.compile(
    "是否|日电|讯 ?[(（]|记者|执行期|有效期|率为[0-9.]+%|已(?!有.{0,12}基础上)|曾|了(?!解)"
    "|(?<![通超经渡])过(?![程度渡后期剩硬节滤境敏低高多去“紧苦好])|先后|现有[^,;]{0,4}[0-9]|拥有|位于"
    "|地处|目前|当前"
    "|占地|占全|分别为|刚刚|此次|同比(?!.{0,10}(?:以上|左右|目标))|为止|(?<![将力争确保])正在"
    "|(?<!总)共有|共(?:发放|出动|检查|受理|设立|运送|收治|接收|投放|处置)|共计|涌现"
)
# What is foreseen is not promised.
_FORESEEN: Final = re.compile("预计|预估|估计|估算|有望|预期(?!寿命|目标)|可能")
# Words that look ahead: with them even a report states what is to be.
_AHEAD: Final = re.compile(
    "(?<![即就])将(?!.{0,2}近)|(?<![供适响效反对相])应(?![对急用收贷届付])|须|必须"
    "|(?<![急所刚])需(?![求用])|(?<![重主需必次不只首摘纪])要(?![素点闻道])|确保|力争|争取|计划|拟"
    "|不得"
    "|不超过|不低于|不少于|不高于|至少|最高|最低|最长|最多|给予|给与|予以"
    "|(?<![认许尚])可(?![能见靠])"
    "|免(?!疫|费)|减免|减按|减半|(?:补贴|补助|奖励|资助|贴息)(?=[^,;款金资]{0,5}[0-9])|延长|延期"
    "|延至|执行至|缓缴|顺延|推迟|降至|降低|下浮|下调|提高|上浮|安排|设立|发放|返还|目标|鼓励"
    "|按照?.{0,12}标准|限额|(?:标准|比例|幅度|额度|上限|期限)[为是]"
)


def is_penalty(sentence: str) -> bool:
    """Tell whether a sentence sets sanctions or reports their use."""
    return _PENALTY.search(sentence) is not None


def is_reported(sentence: str) -> bool:
    """Tell whether a sentence reports what was."""
    return _REPORTED.search(sentence) is not None


def is_summed_up(sentence: str) -> bool:
    """Tell whether a sentence sums up, which looks back unless its document plans."""
    return _SUMMED_UP.search(sentence) is not None


def is_done(phrase: str) -> bool:
    """Tell whether a phrase says that something is so already."""
    return _DONE.search(phrase) is not None


def is_foreseen(phrase: str) -> bool:
    """Tell whether a phrase forecasts."""
    return _FORESEEN.search(phrase) is not None


def looks_ahead(phrase: str) -> bool:
    """Tell whether a phrase says in so many words what is to be, may be or must be."""
    return _AHEAD.search(phrase) is not None
