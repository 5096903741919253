"""What a question counts, where no word of a passage names it; pure.

Who asks 新建多少座天桥 is not told by a passage that speaks of no bridge, whatever it counts
in the same unit. Only things named in so many words after their counter are held to this:
who describes a thing (多少个能遛弯的地儿) uses none of the documents' words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rag.compose.wordmatch import held, meant
from rag.understand.thesaurus import Term

_COUNTED: Final = re.compile(
    "(?:多少(?:平方米|平方公里|公里|人次|[个处座所家条部张套间户名位辆台棵盏块场米亩支])|(?<!哪)几[座所家条部张套间名辆台])"
    "(?P<thing>[一-鿿]{2,8}?)[?]?$"
)
# Words of a clause, not of a name.
_SPOKEN: Final = re.compile("[能想给要会的我他得有在去了把就让白还才上下是到便这那些人口着一没样]")
# 房子 is 房屋 in official words.
_ENDING: Final = "子儿"
_HEAD: Final = 2


def lacks_thing(question: str, terms: Sequence[Term], passage: str) -> bool:
    """Tell whether nothing of a passage names the thing that a question counts.

    Args:
        question: The part asked, folded.
        terms: The question's terms, with what documents call them.
        passage: The passage and its headings, folded.
    """
    counted = _COUNTED.search(question)
    if counted is None or _SPOKEN.search(counted["thing"]):
        return False
    thing = counted["thing"].rstrip(_ENDING)
    if held(thing, passage) or all(character in passage for character in thing[-_HEAD:]):
        return False
    naming = [term for term in terms if any(w in thing or thing in w for w in term.words)]
    return not any(meant(term, passage) for term in naming)
