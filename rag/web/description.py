"""Makes the OpenAPI document tell of the faults that the routes really send."""

from __future__ import annotations

import json
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from rag.web.compatible_faults import PREFIX
from rag.web.problems import MEDIA_TYPE, Problem

_METHODS: Final = ("get", "post", "put", "patch", "delete")
_EVENTS: Final = "text/event-stream"
_PROBLEM: Final = {"$ref": "#/components/schemas/Problem"}
_EVENT: Final = {
    "type": "object",
    "required": ["event", "data"],
    "properties": {
        "event": {"enum": ["stage", "token", "citation", "answer", "error"]},
        "data": {
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": {
                "anyOf": [
                    {"type": "object", "required": ["stage"], "title": "stage"},
                    {"type": "object", "required": ["text"], "title": "token"},
                    {"$ref": "#/components/schemas/Citation"},
                    {"$ref": "#/components/schemas/Answer"},
                    _PROBLEM,
                ]
            },
        },
    },
}


def describe(app: FastAPI) -> None:
    """Make ``app`` describe itself with the faults it really sends."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _with_problems(
                get_openapi(title=app.title, version=app.version, routes=app.routes)
            )
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _with_problems(document: dict[str, Any]) -> dict[str, Any]:
    schemas = document["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema(mode="serialization")
    for address, path in document["paths"].items():
        if address.startswith(PREFIX):
            for operation in path.values():
                operation["responses"].pop("422", None)  # told as 400, in the default's shape
            continue
        for method in _METHODS:
            if method in path:
                _tell_faults(path[method]["responses"])
                _tell_events(path[method]["responses"])
    _drop_unused(document, schemas)
    return document


def _tell_faults(responses: dict[str, Any]) -> None:
    """Name the content type of every fault, and the fault that any route may end in."""
    responses.pop("422", None)
    for status, response in responses.items():
        content = response.get("content", {})
        if status >= "400" and "application/json" in content:
            content[MEDIA_TYPE] = content.pop("application/json")
    responses["default"] = {
        "description": "A fault, as RFC 9457 lays it out",
        "content": {MEDIA_TYPE: {"schema": _PROBLEM}},
    }


def _tell_events(responses: dict[str, Any]) -> None:
    """Describe a stream by its events, which is what OpenAPI 3.2 calls ``itemSchema``."""
    content = responses.get("200", {}).get("content", {})
    if _EVENTS in content:
        content[_EVENTS] = {"itemSchema": _EVENT}


def _drop_unused(document: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Drop the schemas that nothing refers to: the framework's own, and hidden fields'."""
    while unused := [name for name in schemas if f'schemas/{name}"' not in json.dumps(document)]:
        for name in unused:
            del schemas[name]
