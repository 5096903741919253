"""Saved web pages; ``rag.documents.html`` reads them."""

from __future__ import annotations

from rag.documents.reader import Reader, office
from rag.schemas import FileLimits, FileText


def _read(data: bytes, limits: FileLimits) -> FileText:
    from rag.documents.html.page import read  # noqa: PLC0415  its library loads where it reads

    return read(data, limits)


def _sample() -> tuple[bytes, str]:
    page = (
        '<!DOCTYPE html><html><head><meta charset="gb2312"><title>供暖通知-某区政府</title>'
        "<style>.x{display:none}</style></head><body>"
        '<div class="nav"><a href="/">首页</a></div>'
        "<h1>关于做好供暖工作的通知</h1><p>一、总体要求</p><p>&emsp;按时<b>供暖</b>。</p>"
        '<p class="x">隐藏的话。</p><script>alert(1)</script>'
        "<ol><li>检修管网<li>储备燃料</ol>"
        "<table><tr><th>项目<th>数量<tr><td>换热站<td>3个</table>"
        "<footer>版权所有</footer></body></html>"
    )
    text = (
        "关于做好供暖工作的通知\n一、总体要求\n按时供暖。\n1.检修管网\n2.储备燃料\n"
        "项目：换热站；数量：3个。"
    )
    return page.encode("gb18030"), text


READER = Reader(
    suffixes=frozenset({".html", ".htm", ".xhtml"}),
    read=_read,
    sample=_sample,
    budget=office,
    kinds=frozenset({"html"}),
)
