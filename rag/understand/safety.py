"""Questions that are not to be answered, stored or forwarded: personal data and injection."""

from __future__ import annotations

import re
from typing import Final

_ID_CARD: Final = re.compile(r"(?<![0-9a-z])[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9x](?![0-9a-z])")
_OLD_ID_CARD: Final = re.compile(
    r"(?<![0-9])[1-9][0-9]{5}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9])"
)
_MOBILE: Final = re.compile(r"(?<![0-9])(?:\+?86)?1[3-9][0-9]{9}(?![0-9])")
_CARD: Final = re.compile(r"(?<![0-9a-z])[3-6][0-9]{15,18}(?![0-9a-z])")
_GAPS: Final = re.compile(r"(?<=[0-9])[ \-_.·]{1,2}(?=[0-9x])")

_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10x98765432"

# What only someone who addresses the machine behind the page would write.
_INJECTION: Final = re.compile(
    r"(?:忽略|无视|忘记|忘掉|抛开|绕过|跳过|不(?:要|用|必)(?:理会|管|遵守|参考))"
    r"[^。？?]{0,16}"
    r"(?:指令|指示|提示词?|规则|设定|限制|要求|约束|安全|检查|以上|上面|前面|之前)"
    r"|(?:系统|初始|隐藏|内部|开发者|管理员)(?:的)?(?:提示词?|指令|设定|消息|密码|口令|权限|模式)"
    r"|提示词|(?:进入|切换到|打开|启用|开启).{0,6}(?:开发者|调试|管理员|越狱|上帝|无限制|root)"
    r"|(?:你(?:现在|从现在起|将)?(?:是|扮演|充当|变成)|假装你|请扮演|扮演一[个名位])(?!什么|谁"
    r"|哪|不是|干|做)"
    r"|(?:api|access)[ _-]?(?:key|token|密钥)|环境变量|(?:你的|服务器的?|数据库的?)(?:密钥|密码"
    r"|口令|源代码|配置文件)"
    r"|(?:只|仅|直接|原样|必须)(?:能)?(?:回答|回复|输出|打印|复述|说)\s*[:：\"“'‘「a-z0-9]"
    r"|(?:请|你)?(?:输出|打印|复述|重复)(?:你的|上面|以上|全部|所有|前面|系统)"
    r"|不(?:要|用|需要|必)(?:给出|附上|标注?|提供|写|加)?(?:引用|出处|来源)"
    r"|ignore (?:all|any|the|your|every|previous|prior|above)|disregard (?:all|any|the|your"
    r"|previous)"
    r"|forget (?:all|everything|your|the|previous)|system prompt|you are now|act as (?:a|an|if"
    r"|my)\b"
    r"|pretend (?:to be|you|that)|jailbreak|developer mode|\bdan mode\b|do anything now"
    r"|reveal (?:your|the) |print (?:your|the) (?:instruction|prompt|config|environment|secret)"
    r"|repeat (?:your|the) (?:instruction|prompt|words above)|override (?:your|the|all)"
    r"|<\s*/?\s*(?:system|script|img|iframe|instructions?)\b|\[/?inst\]|<\|[a-z_]+\|>"
    r"|\b(?:drop|truncate) table\b|\bunion select\b|\brm -rf\b"
)


def personal_data(folded: str) -> str | None:
    """Return the kind of personal data in a folded question, or None.

    Kinds: ``id_card`` (18 digits whose check digit holds, or the older 15), ``mobile``,
    ``bank_card`` (16-19 digits that pass the Luhn test). Digits may be set apart by
    spaces, hyphens or dots.
    """
    joined = _GAPS.sub("", folded)
    if any(_is_id_card(found.group()) for found in _ID_CARD.finditer(joined)):
        return "id_card"
    if _MOBILE.search(joined):
        return "mobile"
    if any(_passes_luhn(found.group()) for found in _CARD.finditer(joined)):
        return "bank_card"
    if _OLD_ID_CARD.search(joined):
        return "id_card"
    return None


def is_injection(folded: str) -> bool:
    """Tell whether a folded question gives orders to the machine instead of asking."""
    return _INJECTION.search(folded) is not None


def _is_id_card(digits: str) -> bool:
    """Check digit of GB 11643-1999 (ISO 7064, MOD 11-2)."""
    total = sum(int(d) * w for d, w in zip(digits[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11] == digits[17]


def _passes_luhn(digits: str) -> bool:
    """The Luhn test of ISO/IEC 7812-1."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
