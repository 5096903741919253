"""The OpenAPI document is the one kept under ``docs``, and tells the truth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import requests
import schemathesis
from fastapi.testclient import TestClient
from pydantic import SecretStr
from schemathesis.specs.openapi.checks import positive_data_acceptance
from serving import serving, whole_app

from rag.chain import Engine
from rag.settings import Settings
from rag.web.app import bare_app
from rag.web.openapi import document

schema = schemathesis.openapi.from_dict(bare_app().openapi())

KEPT = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_kept_document_has_not_drifted() -> None:
    assert KEPT.read_text(encoding="utf-8") == document(), (
        "run: python -m rag.web.openapi > docs/openapi.json"
    )


def test_served_document_is_the_same(client: TestClient) -> None:
    assert client.get("/openapi.json").json() == bare_app().openapi()


@pytest.fixture(scope="session")
def site(engine: Engine, settings: Settings) -> Iterator[str]:
    # with the staff door open, so that what a missing token brings is told too
    open_door = settings.model_copy(update={"staff_token": SecretStr("a token of some length")})
    with serving(whole_app(engine, open_door), open_door) as (_, caller):
        yield str(caller.base_url)


@schema.parametrize()
@hypothesis.settings(
    max_examples=12,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
def test_every_operation_keeps_its_word(case: schemathesis.Case, site: str) -> None:
    with requests.Session() as session:
        case.call_and_validate(
            base_url=site,
            session=session,
            # a question of spaces fits the description, and is refused all the same
            excluded_checks=[positive_data_acceptance],
        )
