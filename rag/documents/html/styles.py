"""What the style sheets inside a page say of each of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Final, NamedTuple

from rag.documents.html.looks import Look
from rag.documents.html.sheets import cleaned, declarations, on_screen, rules_of
from rag.documents.markup import Element

_STEP: Final = re.compile(r"\s*(>?)\s*((?:\*|[a-z][\w-]*)?(?:[.#][\w-]+|\[[^\[\]]{1,80}\])*)", re.I)
_MARK: Final = re.compile(r"([.#])([\w-]+)|\[\s*([\w-]+)\s*(?:=\s*[\"']?([^\"'\]]*?)[\"']?\s*)?\]")
_MOST_RULES: Final = 5_000
_MOST_STEPS: Final = 8

_Weight = tuple[bool, bool, int, int, int, int]


class _Compound(NamedTuple):
    """What one element of a selector must be."""

    tag: str
    classes: frozenset[str]
    identity: str
    attributes: tuple[tuple[str, str | None], ...]
    is_child: bool

    def fits(self, element: Element) -> bool:
        return (
            self.tag in ("", "*", element.tag)
            and (not self.identity or element.get("id") == self.identity)
            and (not self.classes or self.classes <= set(element.get("class", "").split()))
            and all(
                element.get(name) is not None and wanted in (None, element.get(name))
                for name, wanted in self.attributes
            )
        )


class _Rule(NamedTuple):
    steps: tuple[_Compound, ...]
    declared: dict[tuple[str, bool], str]
    order: int

    @property
    def weight(self) -> tuple[int, int, int]:
        named = sum(len(step.classes) + len(step.attributes) for step in self.steps)
        tags = sum(step.tag not in ("", "*") for step in self.steps)
        return sum(bool(step.identity) for step in self.steps), named, tags

    def fits(self, chain: list[Element]) -> bool:
        """Tell whether the last element of ``chain``, from the root on, is meant."""
        reached, before = {0}, {0}
        for element in chain:
            here = {
                at + 1
                for at in (reached | before)
                if at < len(self.steps)
                and (at in before if self.steps[at].is_child else at in reached)
                and self.steps[at].fits(element)
            }
            reached |= here
            before = here | {0}
        return len(self.steps) in before


class Styles:
    """The looks of one page's elements, as far as the page itself states them."""

    def __init__(self, root: Element) -> None:
        """Read the style sheets that stand in the page."""
        self._rules: dict[str, list[_Rule]] = {}
        self._known: dict[Element, dict[str, str]] = {}
        self._looks: dict[Element, Look] = {}
        order = count()
        for sheet in root.iter("style"):
            for rule in _rules(sheet, order):
                last = rule.steps[-1]
                key = f"#{last.identity}" if last.identity else ""
                key = key or next((f".{name}" for name in sorted(last.classes)), "")
                self._rules.setdefault(key or last.tag or "*", []).append(rule)

    def of(self, element: Element) -> dict[str, str]:
        """Return what is declared of an element, by property."""
        if element not in self._known:
            self._known[element] = self._cascade(element)
        return self._known[element]

    def words_seen(self, element: Element) -> bool:
        """Tell whether words in an element itself can be made out on what they stand on."""
        unknown = []
        for one in (element, *element.iterancestors()):
            if one in self._looks:
                break
            unknown.append(one)
        for one in reversed(unknown):
            parent = one.getparent()
            above = Look() if parent is None else self._looks[parent]
            self._looks[one] = above.within(self.of(one), one.tag == "a" and "href" in one.attrib)
        return self._looks[element].is_seen

    def _cascade(self, element: Element) -> dict[str, str]:
        best: dict[str, tuple[_Weight, str]] = {}

        def declare(name: str, value: str, weight: _Weight) -> None:
            if name not in best or best[name][0] <= weight:
                best[name] = (weight, value)

        for name, value in _attributes(element):
            declare(name, value.lower(), (False, False, 0, 0, 0, -1))
        chain: list[Element] = []
        for rule in self._candidates(element):
            chain = chain or [*list(element.iterancestors())[::-1], element]
            if rule.fits(chain):
                for (name, important), value in rule.declared.items():
                    declare(name, value, (important, False, *rule.weight, rule.order))
        for (name, important), value in declarations(cleaned(element.get("style", ""))).items():
            declare(name, value, (important, True, 0, 0, 0, 0))
        return {name: value for name, (_, value) in best.items()}

    def _candidates(self, element: Element) -> Iterator[_Rule]:
        yield from self._rules.get("*", ())
        yield from self._rules.get(str(element.tag), ())
        for name in set(element.get("class", "").split()):
            yield from self._rules.get(f".{name}", ())
        if identity := element.get("id"):
            yield from self._rules.get(f"#{identity}", ())


def _rules(element: Element, order: Iterator[int]) -> Iterator[_Rule]:
    if not on_screen(element.get("media", "").lower()):
        return
    for selectors, body in rules_of(element.text or ""):
        declared = declarations(body)
        for selector in selectors.split(","):
            steps = _steps(selector.strip())
            number = next(order)
            if number > _MOST_RULES:
                return
            if steps and declared:
                yield _Rule(steps, declared, number)


def _steps(selector: str) -> tuple[_Compound, ...]:
    """Return what a selector asks for, from outside in; nothing where that is not to be told."""
    steps: list[_Compound] = []
    at = 0
    while at < len(selector):
        found = _STEP.match(selector, at)
        if found is None or not found[2] or len(steps) == _MOST_STEPS:
            return ()
        at = found.end()
        marks = _MARK.findall(found[2])
        steps.append(
            _Compound(
                tag=re.split(r"[.#\[]", found[2], maxsplit=1)[0].lower(),
                classes=frozenset(name for sign, name, _, _ in marks if sign == "."),
                identity=next((name for sign, name, _, _ in marks if sign == "#"), ""),
                attributes=tuple(
                    (name, value or None) for sign, _, name, value in marks if not sign
                ),
                is_child=bool(found[1]),
            )
        )
    return tuple(steps)


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what older markup states in attributes."""
    if element.tag == "font" and (colour := element.get("color")):
        yield "color", colour
    if element.tag == "body" and (colour := element.get("text")):
        yield "color", colour
    if ground := element.get("bgcolor"):
        yield "background-color", ground
    if element.get("background"):
        yield "background-image", "url()"
