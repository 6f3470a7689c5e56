"""A page for the browser of this machine alone: from memory, on a free port, with a word when there is a newer one."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Any

HOST = "127.0.0.1"
_WAIT_S = 10.0  # between two signs of life to a browser that listens


class PageServer:
    """Serves one page on the loopback interface until it is closed."""

    def __init__(self, page: bytes) -> None:
        self._page, self._version = page, 0
        self._changed = Condition()
        self._server = ThreadingHTTPServer((HOST, 0), _handler(self))
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.port}/"

    @property
    def port(self) -> int:
        """The port, which was free."""
        return int(self._server.server_address[1])

    @property
    def page(self) -> bytes:
        """The page as it is now."""
        return self._page

    def show(self, page: bytes) -> None:
        """Serve `page` from now on, and tell every browser that looks at an older one."""
        with self._changed:
            self._page, self._version = page, self._version + 1
            self._changed.notify_all()

    def follow(self, tell: Callable[[bytes], None]) -> None:
        """Call `tell` with an event whenever there is a newer page; ends when `tell` cannot."""
        seen = self._version
        while True:
            with self._changed:
                if self._version == seen:
                    self._changed.wait(_WAIT_S)
                newer, seen = self._version != seen, self._version
            tell(b"data: newer\n\n" if newer else b": waiting\n\n")

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


def _handler(pages: PageServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.headers.get("Host") not in (f"{HOST}:{pages.port}", f"localhost:{pages.port}"):
                self.send_error(HTTPStatus.FORBIDDEN)  # another site that calls itself by our address
            elif self.path == "/changes":
                self._changes()
            elif self.path.partition("?")[0] in ("/", "/index.html"):
                self._send(pages.page)
            else:
                self.send_error(HTTPStatus.NOT_FOUND)

        def _send(self, page: bytes) -> None:
            self.send_response(HTTPStatus.OK)
            for name, value in (("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def _changes(self) -> None:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()

            def tell(words: bytes) -> None:
                self.wfile.write(words)
                self.wfile.flush()

            try:
                pages.follow(tell)
            except OSError:
                return  # the browser has gone

        def log_message(self, *_: Any) -> None:
            """Say nothing: what is asked for is only the page."""

    return Handler
