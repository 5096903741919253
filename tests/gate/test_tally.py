"""What words of our own count or add up is counted and added up again."""

from __future__ import annotations

import pytest
from making import a_document

from rag.gate import Rule, examine
from rag.schemas import Commitment, DocumentMeta, Draft, DraftSentence, Evidence, Tally

TEXT = (
    "某区安排\n(一)建设。建设公园5处。修建公厕12座。新建书房3处。"
    "总投资1.2亿元，其中区级自筹3000万元。"
)
META = DocumentMeta(title="某区安排", region="某区")
DOCUMENT, CLAUSES, _ = a_document("甲.txt", TEXT, META)


def a_row(quote: str, value: str, unit: str) -> Commitment:
    start = TEXT.index(quote)
    return Commitment(
        id=quote,
        document_id=DOCUMENT.id,
        source="甲.txt",
        region="某区",
        clause_id=CLAUSES[-1].id,
        clause_path="(一)",
        quote=quote,
        start=start,
        end=start + len(quote),
        action="建设",
        subject="公园",
        value=value,
        value_max=None,
        unit=unit,
        comparator="=",
        is_percentage=False,
        deadline_text=None,
        deadline_from=None,
        deadline_to=None,
        deadline_month_day=None,
        places=(),
        category="环境",
        strict=True,
    )


PARK, TOILET, STUDY = (
    a_row("建设公园5处", "5", "处"),
    a_row("修建公厕12座", "12", "座"),
    a_row("新建书房3处", "3", "处"),
)
WHOLE, OWN = (
    a_row("总投资1.2亿元", "120000000", "元"),
    a_row("区级自筹3000万元", "30000000", "元"),
)


def a_draft(lead: str, tally: Tally, *rows: Commitment) -> Draft:
    evidence = tuple(
        Evidence(
            document_id=row.document_id,
            clause_id=row.clause_id,
            topic=None,
            start=row.start,
            end=row.end,
            quote=row.quote,
        )
        for row in rows
    )
    lines = [DraftSentence(text=f"{row.quote}。", evidence=(at,)) for at, row in enumerate(rows)]
    return Draft(
        sentences=(DraftSentence(text=lead, ours=True, tally=tally), *lines),
        evidence=evidence,
        composer="ledger",
        complete=True,
        commitments=rows,
    )


def ids(*rows: Commitment) -> tuple[str, ...]:
    return tuple(row.id for row in rows)


@pytest.mark.parametrize(
    ("lead", "tally", "rows"),
    [
        ("共 2 条：", Tally(rows=ids(PARK, TOILET), count=2), (PARK, TOILET)),
        ("5 + 3 = 8 处：", Tally(rows=ids(PARK, STUDY), total="8"), (PARK, STUDY)),
        ("5 处，3 处：", Tally(rows=ids(PARK, STUDY), falling=True), (PARK, STUDY)),
        (
            "相差 5 - 3 = 2 处。",
            Tally(rows=ids(PARK, STUDY), falling=True, difference="2"),
            (PARK, STUDY),
        ),
        ("共 9 条，只列 1 条：", Tally(rows=ids(PARK), count=9, beyond=8), (PARK,)),
        ("合计 1.2亿元 + 3000万元：", Tally(rows=ids(WHOLE, OWN), total="150000000"), (WHOLE, OWN)),
        (
            "120,000,000 + 30,000,000 yuan",
            Tally(rows=ids(WHOLE, OWN), total="150000000"),
            (WHOLE, OWN),
        ),
        (
            "剩余 12000万元 - 3000万元 = 9000万元：",
            Tally(rows=ids(WHOLE, OWN), rest="90000000"),
            (WHOLE, OWN),
        ),
    ],
)
def test_what_is_counted_rightly_stays(
    lead: str, tally: Tally, rows: tuple[Commitment, ...]
) -> None:
    draft = a_draft(lead, tally, *rows)
    assert examine(draft, {DOCUMENT.id: DOCUMENT}, {}) == (draft, ())


@pytest.mark.parametrize(
    ("lead", "tally", "rows"),
    [
        ("共 3 条：", Tally(rows=ids(PARK, TOILET), count=3), (PARK, TOILET)),
        ("共 2 条：", Tally(rows=ids(PARK, TOILET), count=2), (PARK,)),
        ("共 2 条：", Tally(rows=ids(PARK, PARK), count=2), (PARK,)),
        ("5 + 3 = 9 处：", Tally(rows=ids(PARK, STUDY), total="9"), (PARK, STUDY)),
        ("5 + 12 = 17：", Tally(rows=ids(PARK, TOILET), total="17"), (PARK, TOILET)),
        ("共 7 条：", Tally(rows=ids(PARK, TOILET), count=2), (PARK, TOILET)),
        (
            "相差 5 - 3 = 1 处。",
            Tally(rows=ids(PARK, STUDY), falling=True, difference="1"),
            (PARK, STUDY),
        ),
        (
            "相差 12 - 5 = 7。",
            Tally(rows=ids(TOILET, PARK), falling=True, difference="7"),
            (TOILET, PARK),
        ),
        (
            "前者是后者的 2 倍（5 ÷ 3）。",
            Tally(rows=ids(PARK, STUDY), falling=True, ratio="2"),
            (PARK, STUDY),
        ),
        ("3 处，5 处：", Tally(rows=ids(STUDY, PARK), falling=True), (STUDY, PARK)),
        ("合计 1.5万元：", Tally(rows=ids(WHOLE, OWN), total="150000000"), (WHOLE, OWN)),
        ("130,000,000 yuan", Tally(rows=ids(WHOLE, OWN), total="150000000"), (WHOLE, OWN)),
        ("剩余 1亿元：", Tally(rows=ids(WHOLE, OWN), rest="100000000"), (WHOLE, OWN)),
        ("剩余 -9000万元：", Tally(rows=ids(OWN, WHOLE), rest="-90000000"), (OWN, WHOLE)),
        ("剩余 5 - 12 = 7：", Tally(rows=ids(TOILET, PARK), rest="7"), (TOILET, PARK)),
    ],
)
def test_what_is_miscounted_goes_and_takes_the_claim_of_completeness_with_it(
    lead: str, tally: Tally, rows: tuple[Commitment, ...]
) -> None:
    passed, faults = examine(a_draft(lead, tally, *rows), {DOCUMENT.id: DOCUMENT}, {})
    assert [fault.rule for fault in faults] == [Rule.TALLY]
    assert lead not in [sentence.text for sentence in passed.sentences]
    assert passed.complete is None


def test_a_row_whose_number_the_words_do_not_hold_counts_for_nothing() -> None:
    forged = PARK.model_copy(update={"value": "50"})
    draft = a_draft("50 + 3 = 53 处：", Tally(rows=ids(forged, STUDY), total="53"), forged, STUDY)
    _, faults = examine(draft, {DOCUMENT.id: DOCUMENT}, {})
    assert [fault.rule for fault in faults] == [Rule.TALLY]
