"""Sites of other origins that embed the widget, and a line that breaks."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from string import Template
from typing import Any

NONCE = "dG93bi1wYWdl"

# all that a page could do by accident to something it embeds
HOSTILE_STYLE = """
* { display: none !important; position: static !important; font-size: 3px !important;
    color: #fff !important; background: #fff !important; transition: all 2s !important; }
html, head ~ body, main, h1, p, tiaowen-widget { display: block !important; }
html { font-size: 62.5%; } button { width: 900px !important; }
tiaowen-widget { position: relative !important; opacity: 0 !important; height: 500px; }
"""
HOSTILE_SCRIPT = """
window.pressed = [];
document.addEventListener('keydown', event => { window.pressed.push(event.key); });
window.before = Object.getOwnPropertyNames(window);
window.shift = 0;
new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value; })
  .observe({type: 'layout-shift', buffered: true});
Array.prototype.town = 1; Object.prototype.town = 1; String.prototype.town = 1;
"""

PAGE = Template("""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>外站</title>
<link rel="stylesheet" href="/town.css"><script nonce="$nonce" src="/town.js"></script>
<script nonce="$nonce" src="$service/widget.js" $attributes defer></script></head>
<body><main><h1 tabindex="0">一个外站</h1><p>正文。</p></main></body></html>""")


class Town:
    """A site whose pages embed the widget of ``service`` under a strict content policy.

    Attributes:
        port: Where it listens; ``127.0.0.1`` and ``localhost`` are two origins of it.
        service: Address of the service.
        attributes: What its one line of HTML says.
        connect: Whether its policy admits the connection to the service.
    """

    def __init__(self) -> None:
        town = self
        self.service = ""
        self.attributes = ""
        self.connect = True

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, text = town.reply(self.path)
                body = text.encode()
                self.send_response(200)
                self.send_header("content-type", f"{kind}; charset=utf-8")
                self.send_header("content-length", str(len(body)))
                self.send_header("content-security-policy", town.policy())
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]

    def policy(self) -> str:
        connect = self.service if self.connect else "'none'"
        return (
            f"default-src 'none'; script-src 'nonce-{NONCE}'; style-src 'self'; "
            f"connect-src {connect}; base-uri 'none'; require-trusted-types-for 'script'"
        )

    def reply(self, path: str) -> tuple[str, str]:
        if path == "/town.css":
            return "text/css", HOSTILE_STYLE
        if path == "/town.js":
            return "text/javascript", HOSTILE_SCRIPT
        if path == "/favicon.ico":
            return "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"
        values = {"nonce": NONCE, "service": self.service, "attributes": self.attributes}
        return "text/html", PAGE.substitute(values)

    @contextlib.contextmanager
    def open(self) -> Iterator[Town]:
        thread = threading.Thread(target=self._server.serve_forever)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


class Line:
    """A line to the service that breaks in the middle of streams.

    Attributes:
        port: Where it listens.
        cuts: How many streams of answers are still to be broken.
        streams: How many were asked for.
    """

    def __init__(self, service_port: int) -> None:
        self._service = service_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.cuts = 0
        self.streams = 0

    @contextlib.contextmanager
    def open(self) -> Iterator[Line]:
        thread = threading.Thread(target=self._accept)
        thread.start()
        try:
            yield self
        finally:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            thread.join()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        """One request on each connection: the service is told to close it after the reply."""
        with near, contextlib.suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request:
                request += near.recv(65536)
            head, _, body = request.partition(b"\r\n\r\n")
            length = next(
                (
                    int(h.split(b":")[1])
                    for h in head.lower().split(b"\r\n")
                    if h.startswith(b"content-length")
                ),
                0,
            )
            while len(body) < length:
                body += near.recv(65536)
            is_stream = head.startswith(b"POST /api/ask/stream")
            self.streams += is_stream
            cut = is_stream and self.cuts > 0
            self.cuts -= cut
            lines = [h for h in head.split(b"\r\n") if not h.lower().startswith(b"connection")]
            with socket.create_connection(("127.0.0.1", self._service)) as far:
                far.sendall(b"\r\n".join([*lines, b"connection: close"]) + b"\r\n\r\n" + body)
                sent = 0
                while piece := far.recv(4096):
                    near.sendall(piece)
                    sent += len(piece)
                    if cut and b"event: stage" in piece:
                        return
