"""What a document states of itself is found where it says so, and nowhere else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.loading import load
from rag.documents.stated import describe
from rag.documents.title import find_title
from rag.schemas import DocumentMeta, DocumentStatus

NOTICE = """洛川市人民政府办公室 洛川市财政局关于印发城市绿化补助办法的通知

洛政办发〔2023〕12号

各区人民政府：

现将有关事项通知如下。

一、补助范围。按照《绿化条例》（国发〔2019〕3号）执行，该条例自2019年5月1日起施行。

二、本办法自2023年7月1日起施行，有效期两年。《城市绿化补助暂行办法》（洛政办发〔2020〕8号）同时废止。

洛川市人民政府办公室
洛川市财政局
2023年6月5日
"""


def stated(text: str) -> DocumentMeta:
    return describe(text.strip(), find_title(text.strip()))


def test_what_a_notice_states() -> None:
    found = stated(NOTICE)
    assert found.title.endswith("城市绿化补助办法的通知")
    assert found.number == "洛政办发〔2023〕12号"
    assert found.issuer == "洛川市人民政府办公室 洛川市财政局"
    assert found.issued_on == date(2023, 6, 5)
    assert found.effective_on == date(2023, 7, 1)
    assert found.expires_on == date(2025, 6, 30)
    assert found.supersedes == ("城市绿化补助暂行办法", "洛政办发〔2020〕8号")
    assert found.status is DocumentStatus.UNKNOWN
    text = NOTICE.strip()
    quotes = {place.field: text[place.start : place.end] for place in found.found}
    assert quotes["number"] == "洛政办发〔2023〕12号"
    assert quotes["issued_on"] == "2023年6月5日"
    assert quotes["effective_on"] == "自2023年7月1日起施行"
    assert quotes["expires_on"] == "有效期两年"


@pytest.mark.parametrize(
    ("said", "effective", "expires"),
    [
        ("本通知自印发之日起施行，有效期至2025年12月31日。", (2023, 6, 5), (2025, 12, 31)),
        ("本措施自印发之日起实施，有效期1年。", (2023, 6, 5), (2024, 6, 4)),
        ("本公告自2023年1月1日起施行，截止日期另行公告。", (2023, 1, 1), None),
        ("以上政策措施自印发之日起施行，有效期至2024年底。", (2023, 6, 5), (2024, 12, 31)),
        ("本规定自二〇二三年八月一日起施行。", (2023, 8, 1), None),
        # of others, or of something else than the document
        ("《绿化公告》自2023年1月1日起施行。", None, None),
        ("失业保险费率自2023年1月1日起执行，执行至2024年7月31日。", None, None),
        ("本市单位费率为0.5%，执行至2024年7月31日。", None, None),
        ("健康证明有效期至2024年12月31日。", None, None),
        ("明确自2023年1月1日起实施一系列措施。", None, None),
    ],
)
def test_days_of_force_are_the_documents_own(
    said: str, effective: tuple[int, ...] | None, expires: tuple[int, ...] | None
) -> None:
    found = stated(f"洛川市财政局关于补助的通知\n\n各区：\n\n{said}\n\n洛川市财政局\n2023年6月5日")
    assert found.effective_on == (effective and date(*effective))
    assert found.expires_on == (expires and date(*expires))


def test_a_report_on_documents_states_nothing_of_itself() -> None:
    found = stated(
        "城东出台补助新办法\n\n记者6月5日获悉，《绿化补助办法》（洛政办发〔2023〕12号）"
        "自2023年7月1日起施行，有效期两年。2023年6月5日，该市召开会议。"
    )
    assert {place.field for place in found.found} == {"title"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("绿化办法(征求意见稿)\n\n一、总则。", DocumentStatus.DRAFT),
        ("绿化办法（已废止）\n\n一、总则。", DocumentStatus.REPEALED),
        ("绿化办法的通知\n\n有效性：失效\n\n一、总则。", DocumentStatus.REPEALED),
        ("绿化办法的通知\n\n有效性：有效\n\n一、总则。", DocumentStatus.IN_FORCE),
        ("绿化办法的通知\n\n一、旧证书已废止的，重新申请。", DocumentStatus.UNKNOWN),
    ],
)
def test_standing(text: str, status: DocumentStatus) -> None:
    assert stated(text).status is status


def test_manifest_prevails_and_leaves_the_rest_to_the_text(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    told = DocumentMeta(title="绿化补助办法", issuer="洛川市", effective_on=None)
    meta = load(path, "notice.txt", told).meta
    assert (meta.title, meta.issuer, meta.effective_on) == ("绿化补助办法", "洛川市", None)
    assert meta.issued_on == date(2023, 6, 5)
    assert {"title", "issuer", "effective_on"}.isdisjoint(place.field for place in meta.found)


@given(st.text(alphabet="本通知自2年月日起施行有效期至《》〔〕号，。\n 局废止同时1", max_size=300))
def test_places_lie_within_the_text(text: str) -> None:
    for place in stated(text).found:
        assert 0 <= place.start <= place.end <= len(text.strip())
