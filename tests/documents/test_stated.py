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
        ("本规定自二ＯＯ三年十二月三十一日起施行。", (2003, 12, 31), None),
        ("本规定自2023年7月1日起施行，有效期至2024年2月底。", (2023, 7, 1), (2024, 2, 29)),
        ("本规定自2023年7月1日起施行，有效期十二个月。", (2023, 7, 1), (2024, 6, 30)),
        ("本规定自2023年2月30日起施行，有效期至2024年13月底。", None, None),
        ("本规定自2023年7月1日起施行，有效期1二年。", (2023, 7, 1), None),
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


OWN_DAY = "本办法自2024年1月1日起施行"


@pytest.mark.parametrize(
    ("said", "replaced"),
    [
        (f"{OWN_DAY}。《旧养老办法》同时废止。", ("旧养老办法",)),
        (f"{OWN_DAY}，有效期5年。\n\n第九条 《旧养老办法》同时废止。", ("旧养老办法",)),
        (f"{OWN_DAY}，原市民政局印发的《旧养老办法》同时予以废止。", ("旧养老办法",)),
        ("自本办法施行之日起，《旧养老办法》停止执行，《旧助餐办法》同时废止。", ("旧助餐办法",)),
        (
            f"{OWN_DAY}，《旧养老办法》（洛政发〔2010〕3号）、《旧助餐办法》"
            "（市政府令第12号）和洛民〔2015〕7号文件同时废止。",
            ("旧养老办法", "洛政发〔2010〕3号", "旧助餐办法", "洛民〔2015〕7号"),
        ),
        (
            f"{OWN_DAY}。《关于印发〈旧养老办法〉的通知》同时废止！",
            ("关于印发〈旧养老办法〉的通知",),
        ),
        ("本若干措施自印发之日起施行，《旧养老办法》等文件一并废止。", ("旧养老办法",)),
        # a name that does not stand directly before the verb
        (
            "本办法依据《中华人民共和国老年人权益保障法》制定，自2024年1月1日起施行，"
            "《养老服务暂行办法》同时废止。",
            ("养老服务暂行办法",),
        ),
        (f"{OWN_DAY}，《旧养老办法》同时废止，《助餐办法》继续有效。", ("旧养老办法",)),
        (f"{OWN_DAY}，《助餐办法》继续有效，《旧养老办法》同时废止。", ("旧养老办法",)),
        (f"{OWN_DAY}。依据《养老服务条例》同时废止。", ()),
        (f"{OWN_DAY}，根据《养老服务条例》《助餐办法》同时废止。", ()),
        (f"{OWN_DAY}，《养老服务办法》同时废止《旧养老办法》。", ()),
        # not repealed, or not as a whole
        (f"{OWN_DAY}，《旧养老办法》不再予以废止。", ()),
        (f"{OWN_DAY}，不得将《旧养老办法》同时废止。", ()),
        (f"{OWN_DAY}，《旧养老办法》第三条同时废止。", ()),
        (f"{OWN_DAY}，《旧养老办法》（除第三条外）同时废止。", ()),
        (f"{OWN_DAY}，《旧养老办法》同时废止，但第三条继续有效。", ()),
        (f"{OWN_DAY}。如国家另有规定，《旧养老办法》同时废止。", ()),
        (f"{OWN_DAY}。《旧养老办法》同时废止的，重新申请。", ()),
        (f"{OWN_DAY}。《旧养老办法》同时废止？不。", ()),
        # said of what others did
        ("印发《新养老办法》，《旧养老办法》同时废止。", ()),
        ("《旧养老办法》同时废止，《助餐办法》继续有效。", ()),
        ("问：《养老服务办法》何时施行？答：1月1日施行，《旧养老办法》同时废止。", ()),
        ("问：本办法何时施行？答：1月1日，《旧养老办法》同时废止。", ()),
    ],
)
def test_only_what_the_document_itself_repeals_is_replaced(
    said: str, replaced: tuple[str, ...]
) -> None:
    found = stated(f"洛川市养老服务补助办法\n\n第一条 为了养老。\n\n{said}")
    assert found.supersedes == replaced
    assert ("supersedes" in {place.field for place in found.found}) == bool(replaced)


@pytest.mark.parametrize(
    "title",
    ["《养老服务办法》解读", "洛川市民政局工作总结", "《养老服务办法（征求意见稿）》起草说明"],
)
def test_what_tells_of_a_document_replaces_nothing(title: str) -> None:
    for lead in ("印发《养老服务办法》", "问：《养老服务办法》何时施行？答：现已施行", OWN_DAY):
        assert stated(f"{title}\n\n{lead}，《旧养老办法》同时废止。").supersedes == ()


@given(st.text(alphabet="本通知自2年月日起施行有效期至《》〔〕号，。\n 局废止同时1", max_size=300))
def test_places_lie_within_the_text(text: str) -> None:
    for place in stated(text).found:
        assert 0 <= place.start <= place.end <= len(text.strip())
