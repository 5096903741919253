"""Places and years that a question names, held against what the documents are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Final

from pypinyin import lazy_pinyin

from rag.schemas import DocumentMeta
from rag.text import fold
from rag.understand.placenames import is_name

_SUFFIX: Final = re.compile("(?:自治区|自治州|开发区|高新区|新区|省|市|区|县)$")
_EVERY: Final = re.compile(
    r"[这那]几个区(?:里面?|中)?|(?P<count>两|二|三|四)个?(?:家(?=一[块起]|[各都合])|边(?=[各都合的])|头(?=[各都合])|区|县|市|地|城区|地方|地区)(?![一-鿿]*路)|各(?:个)?(?:区|县"
    r"|地)(?:都|各|分别|的)"
    r"|\b(?:the )?(?P<count_en>both|two|three|four) (?:districts|counties|cities|areas|places)\b"
)
_COUNTS: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "both": 2, "two": 2, "three": 3, "four": 4}
_PLACE: Final = re.compile(
    r"(?:(?:^|(?<=[^一-鿿]))(?:(?<=[0-9])[年月日])?"
    r"|(?<=[在到去对问给跟和与及比是的帮请说替省市州,，、。？! ])|(?<=想问)"
    r"|(?<=请问)|(?<=那么)|(?<=关于)|(?<=比如)|^那)"
    r"(?P<name>[一-鿿]{2,6}?(?:自治区|自治州|开发区|高新区|新区|省"
    r"|市(?![管场民政区容委里域直属])|区(?![域属管委划间别块])|县(?![委级域])|旗|镇(?![办村])"
    r"|乡(?![村镇贤愁土]))(?![路街道]))(?=[一-鿿0-9\s,，、?？]|$)"
)
# Characters that names of places read in more than one way.
_READ_ALSO: Final = {
    "泊": "bo po",
    "长": "chang zhang",
    "朝": "chao zhao",
    "乐": "le yue lao",
    "重": "chong zhong",
    "厦": "xia sha",
    "单": "dan shan",
    "蔚": "wei yu",
    "尉": "wei yu",
    "六": "liu lu",
    "堡": "bao bu pu",
    "番": "fan pan",
    "会": "hui kuai",
}
_POLITE: Final = re.compile(
    "^(?:请问|想问|问下|问问|那么?|我们?|咱们?|你们?|今年|明年|去年|关于|比如|查询|了解|知道"
    "|哪个|一个|这个)+"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Which regions a question names.

    Attributes:
        regions: Regions of documents, as their metadata spell them.
        unknown: Names of places that no document speaks of.
    """

    regions: tuple[str, ...]
    unknown: tuple[str, ...]


def _romanised(name: str) -> list[str]:
    """Return the pinyin of a place's own name, as a question in English may spell it.

    The likeliest first.
    """
    own = _SUFFIX.sub("", name)
    if len(own) < 2:
        return [fold(name)]
    likeliest = lazy_pinyin(own)
    readings = (_READ_ALSO.get(one, read).split() for one, read in zip(own, likeliest, strict=True))
    return ["".join(likeliest), *map("".join, product(*readings))]


def _sides(regions: Iterable[str]) -> dict[str, str]:
    """Return what people call a district by the side it lies on, where only one does: 东区."""
    found: dict[str, list[str]] = {}
    for region in regions:
        side = _SIDE.search(fold(region))
        if side:
            found.setdefault(side[1], []).append(region)
    return {side: named[0] for side, named in found.items() if len(named) == 1}


_SIDE: Final = re.compile("[一-鿿]([东南西北中]区)$")
_IN_QUOTES: Final = re.compile('[“"「『][^“”"「」『』]{2,20}[”"」』]')


class Gazetteer:
    """The regions that documents are about, under every name people use for them."""

    def __init__(self, metas: Iterable[DocumentMeta]) -> None:
        names: dict[str, str] = {}
        romanised: dict[str, str] = {}
        further: dict[str, set[str]] = {}
        for meta in metas:
            if meta.region:
                for name in (meta.region, *meta.region_aliases):
                    names[fold(name)] = meta.region
                    likeliest, *others = _romanised(name)
                    romanised.setdefault(likeliest, meta.region)
                    for spelt in others:
                        further.setdefault(spelt, set()).add(meta.region)
        sure = {spelt: next(iter(of)) for spelt, of in further.items() if len(of) == 1}
        self._own = names
        self._names = sure | romanised | names
        ordered = sorted(self._names, key=len, reverse=True)
        sides = _sides(tuple(dict.fromkeys(names.values())))
        sides = {side: region for side, region in sides.items() if side not in self._names}
        named = [*map(re.escape, ordered), *(rf"(?<![一-鿿]){side}(?!域)" for side in sides)]
        self._pattern = re.compile("|".join(named)) if ordered else None
        self._names |= sides

    @property
    def regions(self) -> tuple[str, ...]:
        """Every region, in order of first appearance."""
        return tuple(dict.fromkeys(self._own.values()))

    def names_of(self, region: str) -> tuple[str, ...]:
        """Return the folded names of ``region``, its full one first."""
        return tuple(name for name, own in self._own.items() if own == region)

    def short(self, region: str) -> str:
        """Return the name by which people call ``region``: the first of its other names."""
        return next(iter(self.names_of(region)[1:]), region)

    def alike(self, name: str) -> str:
        """Return the region whose name sounds like a folded ``name`` of none; "" without one.

        Who types by pinyin writes 西宫区 for 西工区.
        """
        spelt = "".join(lazy_pinyin(_SUFFIX.sub("", name)))
        return next(
            (
                region
                for own, region in self._own.items()
                if len(own) > 1 and _romanised(own)[0] == spelt
            ),
            "",
        )

    def find(self, folded: str, is_known: Callable[[str], bool]) -> Places:
        """Return the places that the folded question names.

        ``is_known`` tells whether a name occurs anywhere in the documents: a place
        that they speak of is not unknown, though none of them is about it.
        """
        found = self._pattern.findall(folded) if self._pattern else []
        regions = tuple(dict.fromkeys(self._names[name] for name in found))
        if not regions and (every := _EVERY.search(folded)):
            count = _COUNTS.get(every["count"] or every["count_en"] or "")
            regions = self.regions if count in (None, len(self.regions)) else ()
        unknown = tuple(
            dict.fromkeys(
                name
                for match in _PLACE.finditer(self.strip(folded))
                if is_name(name := _POLITE.sub("", match["name"]))
                and len(name) > 2
                and not is_known(name)
            )
        )
        return Places(regions, unknown)

    def mentions(self, folded: str) -> list[tuple[str, int, int]]:
        """Return each mention of a known region with where its name starts and ends."""
        if self._pattern is None:
            return []
        return [
            (self._names[found.group()], found.start(), found.end())
            for found in self._pattern.finditer(folded)
        ]

    def strip(self, folded: str) -> str:
        """Return the folded text with every known region's name replaced by a space.

        In quotation marks it stays, being part of what is named: “智慧西工”.
        """
        rest = _EVERY.sub(" ", folded)
        if self._pattern is None:
            return rest
        quoted = [(m.start(), m.end()) for m in _IN_QUOTES.finditer(rest)]
        return self._pattern.sub(
            lambda m: m.group() if any(a < m.start() < b for a, b in quoted) else " ", rest
        )


_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?:年|(?![0-9])(?= ?(?:的|度|年度)))")
_YEAR_EN: Final = re.compile(r"\b(?:in|for|by|of|during|year) ((?:19|20)[0-9]{2})\b")


_COMING: Final = re.compile(
    "明年|来年|次年|下一?年度|下一年|(?<![以之今前此年月日天周])后年"
    r"|\b(?:next|the coming|the following) year\b|\byear after next\b"
)


def coming_years(folded: str) -> tuple[str, ...]:
    """Return how a folded text names years to come by no number: 明年, next year."""
    return tuple(dict.fromkeys(_COMING.findall(folded)))


def years(folded: str) -> tuple[int, ...]:
    """Return the years that a folded question names with four digits."""
    found = [*_YEAR.findall(folded), *_YEAR_EN.findall(folded)]
    return tuple(dict.fromkeys(int(year) for year in found))
