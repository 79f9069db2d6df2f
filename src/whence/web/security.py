"""request → request or refusal: who may ask, and what an answer may load.

A page of another site may send requests to this machine from the user's own browser. Therefore:

1. the Host must be one the server was started for (DNS rebinding);
2. what changes something must come from these pages: Origin, and a secret of the session in the form;
3. beyond the loopback interface every request needs the token that was printed at the start;
4. the content policy lets a page load only what this server has, and run no script within a page.

The pattern follows OWASP's cheat sheets on cross-site request forgery and content security policy.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # Not "no-referrer": browsers then send the origin "null" with a form, and it could not be checked.
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
# The most fields of a form: a bulk decision over one page of the queue.
_MOST_FIELDS = 1_000


class RefusedError(Exception):
    """A request that is not answered: the status, and why in words for the person at the screen."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


def is_loopback(host: str) -> bool:
    """Return True where only programs of this machine reach a server bound to `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """The gate before every page (ASGI middleware).

    `host` is what the server is bound to; `token` is asked for where it is not None; `max_bytes`
    bounds what one request may carry. `csrf` gives the secret of a request's session.
    """

    def __init__(self, app: ASGIApp, *, host: str, port: int, token: str | None, max_bytes: int) -> None:
        self._app = app
        self._token = token
        self._max_bytes = max_bytes
        self._secret = secrets.token_bytes(32)
        self._names = _LOOPBACK_NAMES if is_loopback(host) else None
        # Cookies do not know ports: two servers of one machine must not overwrite each other's.
        self.cookie = f"whence-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or refuse it in plain text."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers: dict[str, str] = {}
        doubled: set[str] = set()
        for name, value in scope["headers"]:
            key = name.decode("latin-1").lower()
            if key in headers:
                doubled.add(key)
            headers[key] = value.decode("latin-1")
        try:
            session, fresh = self._checked(scope, headers, doubled)
        except RefusedError as refusal:
            await _plain(send, refusal)
            return
        scope["whence.csrf"] = self._csrf(session)
        await self._app(scope, self._bounded(receive), self._answered(send, session if fresh else None))

    def _checked(
        self, scope: Scope, headers: dict[str, str], doubled: Collection[str]
    ) -> tuple[str, bool]:
        """Return the session of a request and whether it is new; raise RefusedError where it may not ask."""
        host = headers.get("host", "")
        if {"host", "origin", "content-length"} & set(doubled):
            raise RefusedError(400, "a header stands twice in this request")
        if not self._is_ours(host):
            raise RefusedError(421, "this address is not the one the server was started for")
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            raise RefusedError(400, "the length of this request is no number")
        if int(length) > self._max_bytes:
            raise RefusedError(
                413, f"this request carries {int(length):,} bytes, at most {self._max_bytes:,} are taken"
            )
        if scope["method"] not in _SAFE and not _same_origin(headers, host):
            raise RefusedError(403, "this request comes from another site")
        session = self._session(headers.get("cookie", ""))
        if self._token is None:
            return session or secrets.token_hex(16), session is None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if session is not None:
            return session, False
        if hmac.compare_digest(given.encode(), self._token.encode()):
            return self._signed(secrets.token_hex(16)), True
        raise RefusedError(
            401, "open the address that was printed when the server started: it ends with the token"
        )

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        # Beyond loopback the token guards: a server may be reached under names it does not know.
        return bool(name) and (self._names is None or name in self._names)

    def _session(self, cookies: str) -> str | None:
        """Return the session that a request states; with a token only one that this server signed."""
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load(cookies)
        except CookieError:
            return None
        value = jar[self.cookie].value if self.cookie in jar else ""
        if not value or len(value) > 200 or not value.isascii():
            return None
        if self._token is None:
            return value
        plain = value.partition(".")[0]
        return value if hmac.compare_digest(self._signed(plain), value) else None

    def _signed(self, session: str) -> str:
        return f"{session}.{hmac.digest(self._secret, b'session:' + session.encode(), 'sha256').hex()}"

    def _csrf(self, session: str) -> str:
        return hmac.digest(self._secret, b"form:" + session.encode(), "sha256").hex()

    def _bounded(self, receive: Receive) -> Receive:
        """Count what arrives: a length header may be missing or false."""
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._max_bytes:
                raise RefusedError(413, f"this request carries more than {self._max_bytes:,} bytes")
            return message

        return bounded

    def _answered(self, send: Send, session: str | None) -> Send:
        """Add the policy, and the cookie of a new session."""

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                have = {name.lower() for name, _ in message.setdefault("headers", [])}
                message["headers"] += [
                    (name.encode(), value.encode())
                    for name, value in HEADERS.items()
                    if name.encode() not in have
                ]
                if session is not None:
                    cookie = f"{self.cookie}={session}; Path=/; HttpOnly; SameSite=Strict"
                    message["headers"].append((b"set-cookie", cookie.encode()))
            await send(message)

        return answered


def _same_origin(headers: dict[str, str], host: str) -> bool:
    """Return True where a request comes from a page of this server, or from no page at all."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    if origin is None:
        return True  # a program: it still needs the session's secret
    try:
        return urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


async def form(request: Request, *, max_files: int = 0) -> FormData:
    """Return the form of a request that may change something; raise RefusedError without the secret."""
    data = await request.form(max_files=max_files, max_fields=_MOST_FIELDS)
    given = request.headers.get("x-whence-form") or data.get("csrf")
    if not isinstance(given, str) or not hmac.compare_digest(
        given.encode("utf-8", "replace"), request.scope["whence.csrf"].encode()
    ):
        raise RefusedError(
            403, "this page is from an earlier run of the server: load it again, then repeat"
        )
    return data


async def _plain(send: Send, refusal: RefusedError) -> None:
    body = f"whence: {refusal.why}\n".encode()
    headers = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    headers += [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
