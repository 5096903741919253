"""The front end's conversation, built of Gradio's components."""

from __future__ import annotations

import os

# read by Gradio when it is imported; without it Gradio calls its maker
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from rag.web.chat.page import Chat

__all__ = ["Chat"]
