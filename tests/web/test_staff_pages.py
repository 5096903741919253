"""The staff pages: signing in, seeing what was asked, and making something of it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from serving import LIFTS

from rag.chain import Engine
from rag.web import session
from rag.wording import say

TOKEN = "a staff token of length"
RATE = "西工区的失业率目标是多少？"
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)> 电梯几部'
PAGES = ("", "/questions", "/unanswered", "/pinned", "/inbox", "/documents")
CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


@pytest.fixture
def outside(own_engine: Engine, client_with: Callable[..., TestClient]) -> TestClient:
    """A browser that has not signed in."""
    folder = own_engine.settings.data_dir
    client = client_with(own_engine, staff_token=SecretStr(TOKEN), data_dir=folder)
    client.follow_redirects = False
    return client


@pytest.fixture
def inside(outside: TestClient) -> Iterator[TestClient]:
    """A browser that has."""
    reply = outside.post("/staff/sign-in", data={"token": TOKEN})
    assert (reply.status_code, reply.headers["location"]) == (303, "/staff")
    return outside


def ask(client: TestClient, question: str) -> dict:
    return client.post("/api/ask", json={"question": question}).json()


def csrf(client: TestClient) -> str:
    found = CSRF.search(client.get("/staff").text)
    assert found
    return found[1]


def test_the_door_is_closed_without_a_token(client: TestClient) -> None:
    reply = client.get("/staff")
    assert reply.status_code == 403
    assert say("staff_door_closed") in reply.text
    assert client.get("/staff/sign-in").status_code == 403


@pytest.mark.parametrize("page", [*PAGES, "/questions/x", "/inbox.jsonl", "/../etc/passwd"])
def test_whoever_has_not_signed_in_is_asked_to(outside: TestClient, page: str) -> None:
    reply = outside.get(f"/staff{page}")
    if page.startswith("/.."):
        assert reply.status_code == 404
        return
    assert (reply.status_code, reply.headers["location"]) == (303, "/staff/sign-in")
    assert outside.get("/staff/sign-in").status_code == 200


def test_a_wrong_token_opens_nothing(outside: TestClient) -> None:
    for shown in ("", "wrong", TOKEN + "x", "口令" * 500):
        reply = outside.post("/staff/sign-in", data={"token": shown})
        assert reply.status_code == 401
        assert say("staff.sign_in.wrong") in reply.text
        assert "set-cookie" not in reply.headers


def test_trying_tokens_has_a_limit(
    own_engine: Engine, client_with: Callable[..., TestClient]
) -> None:
    client = client_with(own_engine, staff_token=SecretStr(TOKEN), ask_per_minute=3)
    tried = [client.post("/staff/sign-in", data={"token": "x"}) for _ in range(4)]
    assert [reply.status_code for reply in tried] == [401, 401, 401, 429]
    assert int(tried[-1].headers["retry-after"]) > 0


def test_the_cookie_is_kept_from_scripts_and_other_sites(outside: TestClient) -> None:
    reply = outside.post("/staff/sign-in", data={"token": TOKEN})
    cookie = reply.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age=3600" in cookie
    assert TOKEN not in cookie
    secure = TestClient(outside.app, base_url="https://testserver", follow_redirects=False)
    reply = secure.post("/staff/sign-in", data={"token": TOKEN})
    assert "secure" in reply.headers["set-cookie"].lower()


def test_the_cookie_stays_off_plain_http_behind_a_proxy_that_ends_tls(
    own_engine: Engine, client_with: Callable[..., TestClient]
) -> None:
    client = client_with(
        own_engine,
        staff_token=SecretStr(TOKEN),
        data_dir=own_engine.settings.data_dir,
        public_url="https://ask.example.gov.cn",
    )
    reply = client.post("/staff/sign-in", data={"token": TOKEN}, follow_redirects=False)
    assert "secure" in reply.headers["set-cookie"].lower()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_is_there_empty_and_full(inside: TestClient, page: str, language: str) -> None:
    query = "?lang=en" if language == "en" else ""
    empty = inside.get(f"/staff{page}{query}")
    for question in (LIFTS, RATE, HOSTILE):
        ask(inside, question)
    full = inside.get(f"/staff{page}{query}")
    for reply in (empty, full):
        assert reply.status_code == 200
        assert reply.headers["cache-control"] == "no-store"
        policy = reply.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert ("script-src 'self'" in policy) == (page == "/documents")
        assert "<script>" not in reply.text
        assert "<img src=x" not in reply.text
        assert f'lang="{"en" if language == "en" else "zh-CN"}"' in reply.text
    if page == "/questions":
        assert LIFTS in full.text


def test_hostile_words_are_shown_as_words(inside: TestClient) -> None:
    answer = ask(inside, "<b>失业率</b> {{7*7}} ../../x 是多少")
    body = {"answer_id": answer["id"], "rating": "down", "comment": "<img src=x onerror=a()>"}
    inside.post("/api/feedback", json=body)
    page = inside.get(f"/staff/questions/{answer['id']}").text
    assert "&lt;b&gt;失业率&lt;/b&gt; {{7*7}}" in page
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page
    found = inside.get("/staff/questions", params={"q": '"><svg onload=1>', "show": "<x>"})
    assert found.status_code == 200
    assert "<svg onload" not in found.text
    assert "%" not in inside.get("/staff/questions", params={"q": "%_"}).text.split("results")[1]


def test_a_bad_answer_becomes_a_case_and_a_pinned_answer(inside: TestClient) -> None:
    answer, good = ask(inside, RATE), ask(inside, LIFTS)["citations"][0]
    here = f"/staff/questions/{answer['id']}"
    page = inside.get(here, params={"find": "加装电梯"}).text
    assert good["clause_id"] in page
    form = {
        "csrf": csrf(inside),
        "clause": good["clause_id"],
        f"quote:{good['clause_id']}": good["quote"],
        "wordings": f"{RATE}\r\n失业率目标呢",
        "must_contain": "300\r\n",
    }
    reply = inside.post(f"{here}/inbox", data=form)
    assert (reply.status_code, reply.headers["location"]) == (303, f"{here}?done=inbox")
    assert say("staff.done.inbox") in inside.get(reply.headers["location"]).text
    taken = inside.get("/staff/inbox.jsonl")
    assert taken.headers["content-disposition"] == 'attachment; filename="inbox.jsonl"'
    assert RATE in taken.text
    assert RATE in inside.get("/staff/inbox").text

    assert inside.post(f"{here}/pin", data=form).status_code == 303
    assert ask(inside, RATE)["answer"].startswith(good["quote"])
    pinned = inside.get("/staff/pinned").text
    assert say("staff.in_use") in pinned
    away = re.search(r'action="(/staff/pinned/[0-9a-f]+/unpin)"', pinned)
    assert away
    assert inside.post(away[1], data={"csrf": form["csrf"]}).status_code == 303
    assert ask(inside, RATE)["status"] == "refused_no_basis"


def test_what_cannot_be_done_is_told_on_a_page(inside: TestClient) -> None:
    answer = ask(inside, RATE)
    here, token = f"/staff/questions/{answer['id']}", csrf(inside)
    nothing = inside.post(f"{here}/inbox", data={"csrf": token})
    assert (nothing.status_code, say("bad_input.no_clause") in nothing.text) == (422, True)
    gone = inside.get("/staff/questions/none?lang=en")
    assert (gone.status_code, say("not_found.question", "en") in gone.text) == (404, True)
    refuse = inside.post(f"{here}/inbox", data={"csrf": token, "refuse": "1"})
    assert refuse.status_code == 303
    assert say("staff.case.refuse") in inside.get("/staff/inbox").text


@pytest.mark.parametrize("act", ["questions/{}/inbox", "questions/{}/pin", "pinned/x/unpin"])
def test_a_form_of_another_site_changes_nothing(inside: TestClient, act: str) -> None:
    path = f"/staff/{act.format(ask(inside, RATE)['id'])}"
    good = csrf(inside)
    for token in ("", "0" * 64, good[:-1] + "x"):
        reply = inside.post(path, data={"csrf": token, "refuse": "1"})
        assert (reply.status_code, say("bad_input.stale_page") in reply.text) == (422, True)
    elsewhere = {"origin": "https://evil.example"}
    reply = inside.post(path, data={"csrf": good, "refuse": "1"}, headers=elsewhere)
    assert reply.status_code == 303
    assert reply.headers["location"] == "/staff/sign-in"
    assert inside.get("/staff/inbox.jsonl").text == ""


def test_the_routes_of_the_api_take_the_session_too(inside: TestClient) -> None:
    token = csrf(inside)
    body = {"answer_id": ask(inside, RATE)["id"]}
    assert inside.get("/api/stats").status_code == 200
    assert inside.get("/api/stats", headers={"sec-fetch-site": "cross-site"}).status_code == 401
    assert inside.post("/api/inbox", json=body).status_code == 401
    wrong = {"x-csrf-token": "0" * 64}
    assert inside.post("/api/inbox", json=body, headers=wrong).status_code == 401
    elsewhere = {"x-csrf-token": token, "origin": "https://evil.example"}
    assert inside.post("/api/inbox", json=body, headers=elsewhere).status_code == 401
    assert inside.post("/api/inbox", json=body, headers={"x-csrf-token": token}).status_code == 201


def test_a_session_ends(inside: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    cookie = inside.cookies[session.COOKIE]
    later = time.time() + 3601
    monkeypatch.setattr(session.time, "time", lambda: later)
    # sent by hand, as the client drops what has expired
    kept = {"cookie": f"{session.COOKIE}={cookie}"}
    assert inside.get("/staff", headers=kept).status_code == 303
    monkeypatch.undo()
    inside.cookies.set(session.COOKIE, cookie)
    reply = inside.post("/staff/sign-out", data={"csrf": csrf(inside)})
    assert reply.headers["location"] == "/staff/sign-in"
    # whoever has kept the cookie is out as well
    inside.cookies.set(session.COOKIE, cookie)
    assert inside.get("/staff").status_code == 303


@pytest.mark.parametrize("at", [0, 12, 50, -1])
def test_a_forged_cookie_opens_nothing(inside: TestClient, at: int) -> None:
    cookie = inside.cookies[session.COOKIE]
    spoilt = list(cookie)
    spoilt[at] = "1" if spoilt[at] != "1" else "2"
    inside.cookies.clear()
    inside.cookies.set(session.COOKIE, "".join(spoilt))
    assert inside.get("/staff").status_code == 303
