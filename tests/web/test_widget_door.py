"""The widget's script, its visitors' tokens, and who may call from another site."""

from __future__ import annotations

import gzip
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from serving import LIFTS

from rag.errors import ConfigurationError, VisitorTokenError
from rag.settings import Settings, get_settings
from rag.web.visitors import Visitors, secret_of
from rag.wording import keys

TOWN = "https://www.example.gov.cn"
OTHER = "https://other.example.org"
TOKEN = "/api/widget/token"
VISITOR = "x-tiaowen-visitor"

ClientWith = Callable[..., TestClient]


@pytest.fixture
def listed(client_with: ClientWith) -> TestClient:
    return client_with(allowed_origins=(TOWN,), ask_per_minute=1000)


def ask(client: TestClient, origin: str | None, token: str | None = None) -> int:
    headers = {"origin": origin} if origin else {}
    if token:
        headers[VISITOR] = token
    return client.post("/api/ask", json={"question": "你好"}, headers=headers).status_code


# -- the script


def test_script_is_small_and_is_kept_by_browsers(client: TestClient) -> None:
    reply = client.get("/widget.js", headers={"accept-encoding": "gzip"})
    assert reply.headers["content-type"].startswith("text/javascript")
    assert reply.headers["content-encoding"] == "gzip"
    assert reply.headers["cross-origin-resource-policy"] == "cross-origin"
    assert int(reply.headers["content-length"]) < 40_000
    plain = client.get("/widget.js", headers={"accept-encoding": "identity"})
    assert plain.text == reply.text
    assert len(gzip.compress(plain.content, 6)) < 40_000
    known = {"if-none-match": reply.headers["etag"]}
    again = client.get("/widget.js", headers=known)
    assert again.status_code == 304
    assert again.content == b""


def test_script_changes_its_tag_with_its_words(client_with: ClientWith) -> None:
    tags = {client_with(handoff=number).get("/widget.js").headers["etag"] for number in "12"}
    assert len(tags) == 2


def test_script_writes_no_html_and_evaluates_nothing(client: TestClient) -> None:
    text = client.get("/widget.js").text
    for danger in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        'createElement("style")',
        "localStorage",
        "document.cookie",
        '"style",',
        "import(",
    ):
        assert danger not in text, danger
    assert set(re.findall(r"https?://[\w.-]+", text)) == {"http://www.w3.org"}


def test_every_word_the_script_says_is_there() -> None:
    folder = Path(__file__).parents[2] / "rag" / "web" / "static" / "widget"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
    spoken = set(re.findall(r'"((?:widget|front|status)\.[a-z_.]*[a-z_])"', text))
    assert len(spoken) > 30
    assert spoken <= keys()


# -- tokens and origins


def test_token_of_a_listed_site_lets_it_ask(listed: TestClient) -> None:
    given = listed.post(TOKEN, headers={"origin": TOWN})
    assert given.status_code == 200
    assert given.headers["access-control-allow-origin"] == TOWN
    assert given.headers["cache-control"] == "no-store"
    assert given.json()["expires_in"] == 600
    assert ask(listed, TOWN, given.json()["token"]) == 200


def test_browser_may_send_the_token_from_a_listed_site_only(listed: TestClient) -> None:
    wish = {
        "access-control-request-method": "POST",
        "access-control-request-headers": f"content-type,{VISITOR}",
    }
    good = listed.options("/api/ask/stream", headers={**wish, "origin": TOWN})
    assert good.status_code == 200
    assert VISITOR in good.headers["access-control-allow-headers"].lower()
    bad = listed.options("/api/ask/stream", headers={**wish, "origin": OTHER})
    assert bad.status_code == 400
    assert "access-control-allow-origin" not in bad.headers


def test_browser_may_send_a_key_to_openais_routes_alone(listed: TestClient) -> None:
    wish = {
        "origin": TOWN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,x-stainless-lang",
    }
    good = listed.options("/v1/chat/completions", headers=wish)
    assert good.status_code == 200
    assert "authorization" in good.headers["access-control-allow-headers"].lower()
    assert listed.options("/v1/models", headers=wish).status_code == 200
    for path in ("/api/ask", "/api/admin/documents"):
        bad = listed.options(path, headers=wish)
        assert bad.status_code == 400
        assert "authorization" not in bad.headers["access-control-allow-headers"].lower()
    elsewhere = listed.options("/v1/chat/completions", headers={**wish, "origin": OTHER})
    assert elsewhere.status_code == 400


@pytest.mark.parametrize("path", [TOKEN, "/api/ask", "/api/ask/stream", "/api/feedback"])
@pytest.mark.parametrize(
    "origin", [OTHER, "null", f"{TOWN}.evil.example", "http://", f"{TOWN}:444"]
)
def test_other_sites_are_refused_in_words(listed: TestClient, path: str, origin: str) -> None:
    body = {"question": LIFTS} if "ask" in path else {"answer_id": "a", "rating": "up"}
    reply = listed.post(path, json=body, headers={"origin": origin, "accept-language": "en"})
    assert reply.status_code == 403
    assert reply.json()["type"] == "urn:tiaowen:problem:origin"
    assert "TIAOWEN_ALLOWED_ORIGINS" in reply.json()["detail"]
    assert "access-control-allow-origin" not in reply.headers


def test_own_pages_and_programs_need_no_list(client_with: ClientWith) -> None:
    client = client_with(public_url="https://ask.example.gov.cn")
    for origin in ("http://testserver", "https://testserver", "https://ask.example.gov.cn"):
        assert client.post(TOKEN, headers={"origin": origin}).status_code == 200
        assert ask(client, origin) == 200
    assert ask(client, None) == 200
    assert client.post(TOKEN).status_code == 403


def test_token_of_one_site_is_void_at_another(listed: TestClient, client_with: ClientWith) -> None:
    both = client_with(allowed_origins=(TOWN, OTHER))
    token = both.post(TOKEN, headers={"origin": TOWN}).json()["token"]
    assert ask(both, OTHER, token) == 403
    assert ask(both, TOWN, token) == 200
    # a second server over the same data folder knows it too
    assert ask(listed, TOWN, token) == 200


@pytest.mark.parametrize("spoil", ["", "x", "a.b.c", "1.99999999999.", ".", "名.字.号"])
def test_forged_token_is_void(listed: TestClient, spoil: str) -> None:
    headers = {b"origin": TOWN.encode(), VISITOR.encode(): spoil.encode()}
    reply = listed.post("/api/ask", json={"question": "你好"}, headers=headers)
    assert reply.status_code == 403
    assert reply.json()["type"] == "urn:tiaowen:problem:visitor_token"


def test_visitors_behind_one_address_are_counted_one_by_one(client_with: ClientWith) -> None:
    client = client_with(allowed_origins=(TOWN,), ask_per_minute=5, widget_per_minute=2)
    one, two = (client.post(TOKEN, headers={"origin": TOWN}).json()["token"] for _ in range(2))
    assert [ask(client, TOWN, one) for _ in range(3)] == [200, 200, 429]
    assert ask(client, TOWN, two) == 200
    # and the address as a whole
    assert [ask(client, TOWN, two), ask(client, TOWN, two)] == [200, 429]


def test_renewed_token_is_the_same_visitor_and_runs_out() -> None:
    now = [1_000_000.0]
    visitors = Visitors(b"s" * 32, 600, lambda: now[0])
    first = visitors.admit(TOWN)
    name = visitors.check(first.token, TOWN)
    now[0] += 601
    with pytest.raises(VisitorTokenError):
        visitors.check(first.token, TOWN)
    second = visitors.admit(TOWN, first.token)
    assert visitors.check(second.token, TOWN) == name
    assert visitors.check(visitors.admit(OTHER, second.token).token, OTHER) != name
    now[0] += 24 * 3600
    assert visitors.check(visitors.admit(TOWN, second.token).token, TOWN) != name
    with pytest.raises(VisitorTokenError):
        Visitors(b"t" * 32, 600, lambda: now[0]).check(visitors.admit(TOWN).token, TOWN)


def test_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    secret = secret_of(tmp_path)
    assert secret_of(tmp_path) == secret
    (kept,) = tmp_path.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    kept.unlink()
    assert secret_of(tmp_path) != secret


def test_without_a_place_for_the_secret_the_service_goes_on(tmp_path: Path) -> None:
    assert len(secret_of(tmp_path / "not" / "there")) == 32


@pytest.mark.parametrize(
    "text", ["*", "www.example.gov.cn", "https://*.gov.cn", "https://a.cn/path", "ftp://a.cn"]
)
def test_what_is_no_origin_is_refused_at_start(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIAOWEN_ALLOWED_ORIGINS", text)
    get_settings.cache_clear()
    with pytest.raises(ConfigurationError, match="TIAOWEN_ALLOWED_ORIGINS"):
        get_settings()
    get_settings.cache_clear()


def test_origins_are_read_as_browsers_write_them() -> None:
    read = Settings(_env_file=None, allowed_origins="https://WWW.Example.gov.cn/, http://a.cn:8080")
    assert read.allowed_origins == ("https://www.example.gov.cn", "http://a.cn:8080")


# -- the page that shows it


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_demo_runs_under_a_strict_policy(client: TestClient, lang: str) -> None:
    pages = [client.get("/widget/demo", params={"lang": lang}) for _ in range(2)]
    nonces = set()
    for page in pages:
        policy = page.headers["content-security-policy"]
        (nonce,) = re.findall(r"'nonce-([\w-]+)'", policy)
        assert f'nonce="{nonce}"' in page.text
        assert "unsafe" not in policy
        assert "style=" not in page.text
        nonces.add(nonce)
    assert len(nonces) == 2
