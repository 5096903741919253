"""Versions of one document, no two of which stand alike."""

from __future__ import annotations

import re

from rag.wording import say

_FACTS = {
    "draft.txt": 'title = "青岭市养老服务办法（草案）"\nstatus = "draft"',
    "expired.txt": 'title = "青岭市养老服务办法（2016年版）"\nstatus = "in_force"\n'
    "expires_on = 2021-12-31",
    "former.txt": 'title = "青岭市养老服务办法（2019年版）"\nstatus = "in_force"',
    "adopted.txt": 'title = "青岭市养老服务办法（2023年版）"\nstatus = "in_force"\n'
    'supersedes = ["青岭市养老服务办法（2019年版）"]',
    "coming.txt": 'title = "青岭市养老服务办法（2999年版）"\nstatus = "in_force"\n'
    "effective_on = 2999-01-01",
}
FAMILY = {
    name: f"青岭市养老服务办法\n\n一、设施\n(一)社区食堂。年内新建社区食堂{number}个。\n"
    for number, name in enumerate(_FACTS, 5)
} | {
    "manifest.toml": "\n".join(
        f'[[documents]]\nsource = "{name}"\n{facts}' for name, facts in _FACTS.items()
    )
}
"""File name to text; the folder's manifest too."""
STANDINGS = {
    "draft.txt": "draft",
    "expired.txt": "expired",
    "former.txt": "superseded",
    "adopted.txt": "in_force",
    "coming.txt": "not_yet",
}
"""How each of them stands, by file name."""

_ENTRY = re.compile(r"<(li|tr|dd)\b.*?</\1>", re.S)


def told_beside(page: str, document_id: str) -> list[set[str]]:
    """Return the standings in words beside each link of a page to, or to a diff with, a document.

    Only entries of lists and tables count.
    """
    return [
        {one for one in STANDINGS.values() if say(f"status.{one}") in entry[0]}
        for entry in _ENTRY.finditer(page)
        if f'/{document_id}"' in entry[0]
    ]
