"""Which words that end like the name of a place are one; pure."""

from __future__ import annotations

import re
from typing import Final

_KIND: Final = re.compile(
    r".*(?:小区|社区|园区|片区|校区|地区|辖区|景区|街区|库区|灾区|病区|郊区|市区|厂区|院区|特区|禁区|牧区"
    r"|林区|疫区|专区|分区|老区|区县|区域|(?:主|中心|核心|老|新|旧|建成)城区"
    r"|(?:安置|功能|示范|保护|先行|试验|实验|试点|集聚|核心|住宅|生活|商业|工业|度假|服务|自由贸易)区"
    r"|[全本我各两该]区|整个[区市]|每个区|哪个区|哪些区|哪几个区|[这那]几个区|上述.*区"
    r"|[超夜股楼上早菜农贸全本我各区]市|(?<![成江])都市|(?<!辛)集市|(?<![厦荆江玉海天])门市"
    r"|[全本我各区市郡]县|县市|[全本我各]省|节省|反省|城镇|村镇|乡镇|全镇"
    r"|城乡|下乡|返乡|老乡|振兴乡|美丽乡)$"
    # One character before them is a name (盐城市, 南山区, 西湖区), unless it tells the kind.
    r"|(?:..+|[大小新老旧主中古好本各全该我])?城市$|[老新旧主本全各]?城区$"
    # 现代化城区, 智慧韧性城区: what a town is to be like.
    r"|[^市省州]{2,}[^东西南北新]城区$"
    r"|(?:(?!石景山).{2,}|[大深浅高老各全本我该])?山区$|(?:(?!东西湖).{2,})?湖区$|.?矿区$|新市$"
    r"|(?:[国省市]家?级|城市|经济|技术|产业|高新|新)*(?:开发区|高新区|新区)$"
)
"""Kinds of place, and parts of one."""
_PHRASE: Final = re.compile(
    "[的了是在与及给被把对按哪]|打造|建成|(?<!高)要|让(?!胡路)|^为|..[和为]|[省市区县旗镇乡城村]和"
)
"""What joins words; of these a name holds 和 and 为 alone, first or second: 和平区, 无为市."""


def is_name(words: str) -> bool:
    """Tell whether folded words that end like a place's name are one, not a kind of place."""
    return not (_KIND.match(words) or _PHRASE.search(words))
