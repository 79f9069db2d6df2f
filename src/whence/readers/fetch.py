"""address → Response: the network behind one method, and a polite, careful way to use it.

    fetcher.get("https://courier.example/port")  →  Response(url, status, media_type, body, fetched)

`Polite` asks robots.txt first, waits between requests to one host, follows few redirects, and reads no
more than the limits say. A host's name is resolved once, the address is checked, and the connection
goes to that very address: a name that changes its mind in between gains nothing. The same is done for
every redirect. Addresses inside the user's own network are refused unless allowed.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import SplitResult, urljoin, urlsplit

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import times
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.records import Time

AGENT = "whence"
_HEADERS = {
    "User-Agent": f"{AGENT} (reads articles that a person asks for)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
}
# Redirects that are followed, and addresses of one name that are tried.
_REDIRECTS, _TRIED = 5, 3
_CHUNK = 65_536
# Bytes of a robots.txt that are read: what the standard (RFC 9309) asks for.
_ROBOTS = 500_000
# The longest pause that a robots.txt is followed in, in seconds; what asks for more asks not to be read.
_LONGEST_DELAY = 60.0
_PORTS = {"http": 80, "https": 443}
_MOVED = {301, 302, 303, 307, 308}


@dataclass(frozen=True, slots=True)
class Response:
    """What stands at an address: `url` is where it was found in the end."""

    url: str
    status: int
    media_type: str
    body: bytes
    fetched: Time | None = None


class Fetcher(Protocol):
    """What fetches an address; ReadError says why it cannot."""

    def get(self, url: str) -> Response:
        """Return what stands at an address."""


@dataclass(slots=True)
class _Host:
    """What is known of one host: its rules, when it was last asked, how long to wait."""

    rules: Any = None
    last: float = float("-inf")
    delay: float = 0.0


@dataclass(slots=True)
class Polite:
    """The fetcher that is used where none is given."""

    settings: Settings = DEFAULT
    allow_private: bool = False
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def get(self, url: str) -> Response:
        """Return what stands at an address, redirects followed; ReadError says why it cannot be had."""
        at = url
        for _ in range(_REDIRECTS + 1):
            parts = _web(at, url)
            host = self._host(parts)
            if host.rules is not None and not host.rules.can_fetch(at, AGENT):
                raise ReadError(
                    url, phrase("the site asks programs not to read this page (robots.txt)"),
                    phrase("open it in a browser, save it, and pass the file"),
                )  # fmt: skip
            status, headers, body = self._ask(parts, host, self.settings.max_bytes, url)
            if status in _MOVED and headers.get("Location"):
                at = urljoin(at, headers["Location"])
                continue
            if status != 200:
                raise ReadError(
                    url,
                    phrase("the server answers {status}", status=status),
                    phrase("check the address"),
                )
            kind = headers.get("Content-Type", "")
            return Response(at, status, kind, body, _now())
        raise ReadError(
            url,
            phrase("it redirects more than {redirects} times", redirects=_REDIRECTS),
            phrase("pass where it leads"),
        )

    def _host(self, parts: SplitResult) -> _Host:
        """Return what is known of a host; its robots.txt is asked for once."""
        key = f"{parts.scheme}://{parts.netloc}".lower()
        host = self._hosts.get(key)
        if host is None:
            host = _Host(delay=self.settings.fetch_delay)
            host.rules = self._rules(f"{key}/robots.txt", host)
            asked = host.rules.crawl_delay(AGENT) if host.rules is not None else None
            host.delay = max(host.delay, min(float(asked or 0), _LONGEST_DELAY))
            self._hosts[key] = host
        return host

    def _rules(self, address: str, host: _Host) -> Any:
        """Return a host's rules; no rules where it has none, closed where it cannot say (RFC 9309)."""
        from protego import Protego

        at = address
        for _ in range(_REDIRECTS + 1):
            status, headers, body = self._ask(_web(at, address), host, _ROBOTS, address, cut=True)
            if status in _MOVED and headers.get("Location"):
                at = urljoin(at, headers["Location"])
                continue
            if status >= 500:
                return Protego.parse("User-agent: *\nDisallow: /")
            return Protego.parse(body.decode("utf-8", "replace")) if status == 200 else None
        return None

    def _ask(
        self, parts: SplitResult, host: _Host, limit: int, shown: str, *, cut: bool = False
    ) -> tuple[int, Any, bytes]:
        """Return status, headers and body of one request to an address that was checked."""
        import http.client

        import urllib3

        addresses = self._checked(parts, shown)
        wait = host.last + host.delay - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        deadline = time.monotonic() + self.settings.fetch_seconds
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection = _connected(parts, addresses, self.settings.fetch_seconds)
            # The time-out of a socket begins anew with each byte: the whole has one of its own.
            ending = threading.Timer(self.settings.fetch_seconds, _shut, (connection,))
            ending.daemon = True
            ending.start()
            try:
                connection.request(
                    "GET", target, headers={**_HEADERS, "Host": _host_header(parts)}, preload_content=False,
                    decode_content=True,
                )  # fmt: skip
                answer = connection.getresponse()
                moved = answer.status in _MOVED
                body = b"" if moved else _body(answer, limit, deadline, shown, cut=cut)
            finally:
                ending.cancel()
                connection.close()
        except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            if time.monotonic() >= deadline:
                raise _too_long(shown) from error
            raise ReadError(
                shown,
                phrase("it cannot be fetched ({reason})", reason=_reason(error)),
                phrase("try it in a browser"),
            ) from error
        finally:
            host.last = time.monotonic()
        return answer.status, answer.headers, body

    def _checked(self, parts: SplitResult, shown: str) -> list[str]:
        """Return the addresses that a host's name stands for, all of them checked."""
        name = parts.hostname or ""
        try:
            found = socket.getaddrinfo(
                name.encode("idna").decode() if not name.isascii() else name,
                parts.port or _PORTS[parts.scheme], type=socket.SOCK_STREAM,
            )  # fmt: skip
        except (OSError, UnicodeError) as error:
            raise ReadError(
                shown,
                phrase("the host {name} is not known", name=name),
                phrase("check the address and the network"),
            ) from error
        addresses = [str(row[4][0]) for row in found]
        if not self.allow_private:
            for address in addresses:
                if not is_public(address):
                    raise ReadError(
                        shown, phrase("{name} is inside a private network ({address})", name=name, address=address),
                        phrase("pass --allow-private if you mean it"),
                    )  # fmt: skip
        return [*dict.fromkeys(addresses)]


def is_public(address: str) -> bool:
    """Return True for an IP address that is on the open internet, whatever it is wrapped in."""
    ip: Any = ipaddress.ip_address(address.partition("%")[0])
    inner = [ip]
    if ip.version == 6:
        inner += [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        # NAT64: the last four bytes are an address of the old kind.
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner.append(ipaddress.ip_address(int(ip) & 0xFFFFFFFF))
    return all(one.is_global and not one.is_multicast for one in inner if one is not None)


def _web(address: str, shown: str) -> SplitResult:
    """Return the parts of an address on the web; ReadError for any other."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ReadError(
            shown, phrase("{address} is no address", address=address[:200]), phrase("check it")
        ) from error
    if parts.scheme.lower() not in _PORTS or not parts.hostname or port == 0:
        raise ReadError(
            shown,
            phrase("{address} is no address on the web", address=address[:200]),
            phrase("expected http:// or https://"),
        )
    if parts.username or parts.password:
        raise ReadError(
            shown, phrase("it holds a name or a password"), phrase("pass the address without them")
        )
    quoted = "".join(c if c.isascii() and c.isprintable() and c != " " else _quoted(c) for c in address)
    return urlsplit(quoted)._replace(scheme=parts.scheme.lower(), netloc=parts.netloc)


def _quoted(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def _host_header(parts: SplitResult) -> str:
    name = parts.hostname or ""
    name = name if name.isascii() else name.encode("idna").decode()
    name = f"[{name}]" if ":" in name else name
    return name if parts.port in {None, _PORTS[parts.scheme]} else f"{name}:{parts.port}"


def _connected(parts: SplitResult, addresses: list[str], seconds: float) -> Any:
    """Return a connection to the first of the checked addresses that answers."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    port = parts.port or _PORTS[parts.scheme]
    name = parts.hostname or ""
    name = name if name.isascii() else name.encode("idna").decode()
    for left, address in enumerate(addresses[:_TRIED], 1 - len(addresses[:_TRIED])):
        connection = (
            HTTPConnection(address, port, timeout=seconds)
            if parts.scheme == "http"
            else HTTPSConnection(
                address,
                port,
                timeout=seconds,
                server_hostname=name,
                assert_hostname=name,
                ssl_context=_tls(),
            )
        )
        try:
            connection.connect()
        except Exception:
            connection.close()
            if left == 0:
                raise
        else:
            return connection
    raise OSError("the name stands for no address")


def _shut(connection: Any) -> None:
    """End a connection from outside: who waits for it gets an error."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _too_long(shown: str) -> ReadError:
    return ReadError(shown, phrase("it takes too long"), phrase("try later, or raise fetch_seconds"))


def _tls() -> Any:
    """Return the TLS settings: the system's certificates, and those of certifi where it has none."""
    import ssl

    context = ssl.create_default_context()
    if not context.get_ca_certs():
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def _body(answer: Any, limit: int, deadline: float, shown: str, *, cut: bool) -> bytes:
    """Return a body within its limits of bytes and time."""
    parts: list[bytes] = []
    size = 0
    for chunk in _chunks(answer):
        parts.append(chunk)
        size += len(chunk)
        if size > limit and cut:
            break
        if size > limit:
            raise ReadError(
                shown,
                phrase("it has more bytes than the limit of {limit}", limit=f"{limit:,}"),
                phrase("raise it (max_bytes)"),
            )
        if time.monotonic() > deadline:
            raise _too_long(shown)
    return b"".join(parts)[:limit]


def _chunks(answer: Any) -> Iterator[bytes]:
    # read1 gives what has come: a server that drips single bytes cannot hold us beyond the deadline.
    while chunk := answer.read1(_CHUNK, decode_content=True):
        yield chunk


def _reason(error: BaseException) -> str:
    reason = getattr(error, "reason", None)
    inner = reason if isinstance(reason, BaseException) else error
    said = " ".join(str(inner).split())
    return f"{type(inner).__name__}: {said}"[:200]


def _now() -> Time | None:
    return times.parse(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
