"""SPARQL servers for tests, all on loopback: Oxigraph's own, and ones that misbehave."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def oxigraph_binary():
    """The server of the package ``oxigraph``, which stands beside the Python that runs the tests."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


@contextmanager
def oxigraph(*options, read_only=False):
    """An Oxigraph server, empty and in memory unless the options say otherwise; its address."""
    port = free_port()
    command = [oxigraph_binary(), "serve-read-only" if read_only else "serve", "--bind", f"127.0.0.1:{port}", *options]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def wait_for(url, seconds=60):
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


@contextmanager
def answering(handle):
    """A server whose every request is answered by ``handle(handler, body)``; its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            handle(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the names http.server looks for

        def log_message(self, *_):
            pass

        def say(self, status, content_type, body, **headers):
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def between(target, cut, *, quietly=False):
    """A way to another server that ``cut(method, path, number of the request)`` may break off; its address.

    ``quietly`` says that all went well instead of breaking off.
    """
    seen = []

    def pass_on(handler, body):
        seen.append((handler.command, handler.path))
        broken = cut(handler.command, handler.path, len(seen))
        if broken and quietly:
            handler.say(204, "text/plain", b"")
            return
        if broken:
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        request = urllib.request.Request(target + handler.path, data=body or None, method=handler.command)
        for name in ("Content-Type", "Accept"):
            if handler.headers.get(name):
                request.add_header(name, handler.headers[name])
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                handler.say(answer.status, answer.headers.get("Content-Type", ""), answer.read())
        except urllib.error.HTTPError as error:
            handler.say(error.code, error.headers.get("Content-Type", ""), error.read())

    with answering(pass_on) as url:
        yield url
