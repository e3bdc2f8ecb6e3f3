"""Requests to a server and what may go wrong with them, each in one line.

The one place that knows HTTP: `requests` keeps the connection open, minds proxies and certificates, and finds names and
passwords in ``.netrc`` where the address has none.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import requests
from requests.auth import HTTPDigestAuth

from kg.errors import Problem

if TYPE_CHECKING:
    from kg.graph.endpoint.address import Address

CONNECT: Final = 10.0
"""Seconds a server may take to answer the telephone."""
SILENCE: Final = 300.0
"""Seconds of silence that are waited for where nobody says how long."""
SHOWN: Final = 200  # characters of a server's own words


_BROKEN_OFF: Final = ("端点中途断开，回答不完整", "the endpoint broke off in the middle of its answer")
_FAILED: Final = ("端点访问失败，请检查地址", "the request failed: look at the address")
_FAULTS: Final[dict[type[Exception], tuple[str, str]]] = {
    requests.exceptions.ConnectTimeout: ("端点{seconds}秒内没有接受连接", "no connection within {seconds} s"),
    requests.exceptions.ReadTimeout: ("端点超过{seconds}秒没有回答，已停止", "no answer for {seconds} s"),
    requests.exceptions.SSLError: ("端点的证书无效", "the certificate of the endpoint is not valid"),
    requests.exceptions.ConnectionError: (
        "连接不上端点；请检查地址以及服务是否已启动",
        "nobody answers there: is it running?",
    ),
    requests.exceptions.ChunkedEncodingError: _BROKEN_OFF,
    requests.exceptions.ContentDecodingError: _BROKEN_OFF,
}
"""What may go wrong, the more special first, in both languages."""


class Connection:
    """A server that is asked; each request is answered or raises Problem. Not for several threads at once."""

    def __init__(self, address: Address, seconds: float = 0) -> None:
        """``seconds`` is the longest silence of the server that is waited for, 0 for as long as it likes."""
        self.address, self.seconds = address, seconds
        self._session = requests.Session()
        if address.user:
            self._session.auth = (address.user, address.password)

    def post(self, url: str, content: bytes, content_type: str, accept: str = "*/*") -> requests.Response:
        """The answer to content posted, whatever its status."""
        return self._request("POST", url, content, {"Content-Type": content_type, "Accept": accept})

    def put(self, url: str, content: bytes, content_type: str) -> requests.Response:
        """The answer to content put, whatever its status."""
        return self._request("PUT", url, content, {"Content-Type": content_type})

    def delete(self, url: str) -> requests.Response:
        """The answer to a request to delete, whatever its status."""
        return self._request("DELETE", url, b"", {})

    def refuse(self, answer: requests.Response, what: str, what_en: str) -> None:
        """Raise Problem unless the answer says that all is well; ``what`` was asked for."""
        if answer.ok:
            return
        where, status = self.address.url, answer.status_code
        if status == HTTPStatus.UNAUTHORIZED:
            zh = f"端点要求用户名和密码，或者所给的不对（HTTP {status}）；写法：http://user:password@host/path"
            raise Problem(where, zh, f"not authorised (HTTP {status}): http://user:password@host/path")
        if status == HTTPStatus.FORBIDDEN:
            zh = f"端点不允许{what}（HTTP {status}）：端点只读，或者此用户没有权限"
            raise Problem(where, zh, f"forbidden (HTTP {status}): read-only, or no right of this user")
        reason = _words(answer)
        reply = f"HTTP {status}，{reason}" if reason else f"HTTP {status}"
        raise Problem(where, f"端点拒绝了{what}（{reply}）", f"the endpoint refused {what_en} ({reply})")

    def _request(self, method: str, url: str, content: bytes, headers: dict[str, str]) -> requests.Response:
        limits = (CONNECT, self.seconds or None)
        try:
            answer = self._session.request(method, url, data=content, headers=headers, timeout=limits)
            if self._digest(answer):
                answer = self._session.request(method, url, data=content, headers=headers, timeout=limits)
        except requests.RequestException as error:
            raise self._problem(error) from error
        return answer

    def _digest(self, answer: requests.Response) -> bool:
        """Whether the server wants the password hashed; from now on it gets it so."""
        asks = answer.headers.get("WWW-Authenticate", "").lower().startswith("digest")
        if answer.status_code != HTTPStatus.UNAUTHORIZED or not asks or not isinstance(self._session.auth, tuple):
            return False
        self._session.auth = HTTPDigestAuth(self.address.user, self.address.password)
        return True

    def _problem(self, error: requests.RequestException) -> Problem:
        kind, text = type(error), str(error)
        if "timed out" in text and not isinstance(error, requests.exceptions.ConnectTimeout):
            kind = requests.exceptions.ReadTimeout  # also the silence of a server that had begun to answer
        zh, en = next((words for known, words in _FAULTS.items() if issubclass(kind, known)), _FAILED)
        if kind is requests.exceptions.ConnectionError and not ("refused" in text or "resolve" in text):
            zh, en = _BROKEN_OFF
        seconds = f"{CONNECT if kind is requests.exceptions.ConnectTimeout else self.seconds:g}"
        return Problem(self.address.url, zh.format(seconds=seconds), en.format(seconds=seconds))


def _words(answer: requests.Response) -> str:
    """The server's own words in one short line; none where it sent a page."""
    if "html" in answer.headers.get("Content-Type", ""):
        return ""
    return " ".join(answer.content[: 4 * SHOWN].decode("utf-8", "replace").split())[:SHOWN]
