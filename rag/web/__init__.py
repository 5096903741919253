"""The web face: public routes, the reader page and the operators' routes.

``create_app`` builds the application around an open engine; nothing here is
built when the package is imported.
"""

from rag.web.app import create_app

__all__ = ["create_app"]
