"""Staff see what was asked, what found no answer, and which clauses are cited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from serving import LIFTS

from rag.chain import Engine
from rag.loop import Clusters
from rag.schemas import Answer, AskedQuestion, Feedback, Status
from rag.understand import Gazetteer

TOKEN = "a staff token of length"
STAFF = {"authorization": f"Bearer {TOKEN}"}
NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def staffed(own_engine: Engine, client_with: Callable[..., TestClient]) -> TestClient:
    return client_with(own_engine, staff_token=SecretStr(TOKEN))


def ask(client: TestClient, question: str) -> Answer:
    return Answer.model_validate(client.post("/api/ask", json={"question": question}).json())


def asked(
    question: str, status: Status = Status.REFUSED_NO_BASIS, *, ago: int = 0
) -> AskedQuestion:
    return AskedQuestion(
        answer_id=f"{question}-{ago}",
        asked_at=NOW - timedelta(minutes=ago),
        question=question,
        status=Status.REFUSED_NO_BASIS,
        composer="canned",
        language="zh",
    )


def test_only_staff_may_look(client: TestClient, client_with: Callable[..., TestClient]) -> None:
    assert client.get("/api/stats").status_code == 403
    assert client_with(staff_token=SecretStr(TOKEN)).get("/api/stats").status_code == 401


def test_what_was_asked_is_counted(staffed: TestClient) -> None:
    good, bad = ask(staffed, LIFTS), ask(staffed, LIFTS)
    refused = [
        ask(staffed, words) for words in ("西工区的失业率目标是多少？", "西工区失业率的目标是多少")
    ]
    assert {answer.status for answer in refused} == {Status.REFUSED_NO_BASIS}
    for answer, rating in ((good, "up"), (bad, "down")):
        body = {"answer_id": answer.id, "rating": rating}
        assert staffed.post("/api/feedback", json=body).status_code == 204

    stats = staffed.get("/api/stats", headers=STAFF).json()

    assert (stats["questions"], stats["refusals"], stats["kept_days"]) == (4, 2, 90)
    assert stats["by_status"] == {"answered": 2, "refused_no_basis": 2}
    assert stats["ratings"] == {"up": 1, "down": 1}
    assert len(stats["days"]) == 30
    assert (stats["days"][-1]["questions"], stats["days"][-1]["refusals"]) == (4, 2)
    assert sum(day["questions"] for day in stats["days"]) == 4
    by_question = {cluster["question"]: cluster for cluster in stats["unanswered"]}
    assert {(c["asked"], c["refused"], c["down"]) for c in by_question.values()} == {
        (2, 2, 0),
        (1, 0, 1),
    }
    assert by_question[LIFTS]["answer_id"] == bad.id
    (hit,) = stats["clause_hits"]
    assert hit["hits"] == 2
    assert hit["clause_id"] == good.citations[0].clause_id
    assert hit["clause_path"] == good.citations[0].clause_path


@pytest.mark.parametrize("days", ["0", "366", "many"])
def test_days_have_bounds(staffed: TestClient, days: str) -> None:
    reply = staffed.get(f"/api/stats?days={days}", headers=STAFF)
    assert reply.status_code == 422
    assert "days" in reply.json()["detail"]


def test_other_regions_years_and_figures_stand_apart(engine: Engine) -> None:
    questions = [
        asked("西工区的失业率目标是多少", ago=3),
        asked("西工区的失业率目标是多少？", ago=2),
        asked("城东区的失业率目标是多少", ago=1),
        asked("西工区2021年的失业率目标是多少", ago=1),
        asked("西工区改造30个小区吗", ago=1),
        asked("西工区改造50个小区吗", ago=1),
        asked("西工区改造五十个小区吗", ago=1),
        asked("怎么养猫", ago=1),
    ]
    groups = Clusters(lambda: engine.workspace.encoder)
    found = groups.group(questions, engine.library.gazetteer, 50)
    assert found[0].asked == 2
    assert found[0].last_asked == NOW - timedelta(minutes=2)
    apart = [{w.replace("？", "") for w in cluster.wordings} for cluster in found]
    for one, other in (
        ("西工区的", "城东区的"),
        ("西工区的", "2021"),
        ("30", "50"),
        ("猫", "小区"),
    ):
        assert not [g for g in apart if any(one in w for w in g) and any(other in w for w in g)]
    assert found == groups.group(questions[::-1], engine.library.gazetteer, 50)
    assert groups.group(questions, engine.library.gazetteer, 1) == found[:1]


def test_words_alone_group_where_no_model_is(engine: Engine) -> None:
    questions = [asked("失业率目标是多少"), asked("请问失业率目标是多少？"), asked("怎么养猫")]
    found = Clusters(lambda: None).group(questions, Gazetteer(()), 50)
    assert [cluster.asked for cluster in found] == [2, 1]
    assert Clusters(lambda: None).group([], Gazetteer(()), 50) == ()


def test_thousands_of_wordings_are_bounded(engine: Engine) -> None:
    questions = [asked(f"第{chr(0x4E00 + n)}{chr(0x5E00 + n)}件事呢", ago=n) for n in range(3000)]
    found = Clusters(lambda: None).group(questions, Gazetteer(()), 5)
    assert len(found) == 5


def test_ratings_of_answers_without_a_record_are_dropped(own_engine: Engine) -> None:
    own_engine.catalog.asked.write([], [Feedback(answer_id="none", rating="up")])
    assert own_engine.catalog.asked.ratings(NOW - timedelta(days=1)) == {"up": 0, "down": 0}
