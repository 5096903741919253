"""The asking journey under OpenAI's protocol, for clients that speak no other.

``/v1/chat/completions`` and ``/v1/models``. Nothing is answered here that ``/api/ask``
would not answer, and within the same limits.
"""

from __future__ import annotations

from rag.web.compatible.routes import router

__all__ = ["router"]
