"""Which questions are about the documents themselves, and which about what they say."""

from __future__ import annotations

import pytest

from rag.schemas import MetadataField
from rag.text import fold
from rag.understand.metadata import metadata_asked


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("你们收录了哪些文件？", "held"),
        ("What documents do you have?", "held"),
        ("请问这个文件是正式文件吗", "status"),
        ("那个办法是征求意见稿吗", "status"),
        ("这份措施现在作废了没有？", "status"),
        ("这两份文件哪个有效", "status"),
        ("Is the draft in force?", "status"),
        ("这个办法是哪一年的", "year"),
        ("这些文件是谁发布的", "issuer"),
        ("这份通知什么时候印发的", "issued_on"),
        ("When was the notice issued?", "issued_on"),
        ("这个办法从什么时候开始施行？", "effective_on"),
        ("这个措施有效期到什么时候", "expires_on"),
        ("这份文件的文号是多少", "number"),
    ],
)
def test_questions_about_documents(text: str, field: MetadataField) -> None:
    asked = metadata_asked(fold(text))
    assert asked is not None
    assert (asked.field, asked.title) == (field, "")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("《便民惠民服务若干措施（试行）》还有效吗", "便民惠民服务若干措施(试行)"),
        ("请问民生服务提质扩面若干措施几月几号生效？", "民生服务提质扩面若干措施"),
    ],
)
def test_a_document_is_named_by_its_title(text: str, title: str) -> None:
    asked = metadata_asked(fold(text))
    assert asked is not None
    assert asked.title == title


@pytest.mark.parametrize(
    "text",
    [
        "有哪些措施",
        "有哪些政策",
        "老旧小区改造什么时候开始实施",
        "征求意见稿的意见反馈截止到哪一天？",
        "谁发布招聘信息",
        "安置房什么时候交付",
        "新学校是哪一年的",
    ],
)
def test_questions_about_what_documents_say(text: str) -> None:
    assert metadata_asked(fold(text)) is None
