"""The documents as tools that assistants call, over the Model Context Protocol.

The only user of the vendor package ``mcp``. A tool answers what the same HTTP route
answers, in the same shapes and within the same limits.
"""

from __future__ import annotations

from rag.assistants.http import mount
from rag.assistants.stdio import serve_stdio

__all__ = ["mount", "serve_stdio"]
