"""Writes the OpenAPI document: ``python -m rag.web.openapi > docs/openapi.json``."""

from __future__ import annotations

import json
import sys

from rag.web.app import bare_app


def document() -> str:
    """Return the OpenAPI document as the JSON text that is kept under ``docs/``."""
    return json.dumps(bare_app().openapi(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
