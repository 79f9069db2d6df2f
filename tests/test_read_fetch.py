"""Addresses: nothing is fetched unasked, nothing inside one's own network, and nothing without limits."""

import contextlib
import gzip
import http.server
import shutil
import socket
import ssl
import subprocess
import threading
import time
from dataclasses import dataclass, field

import pytest

import sources
from whence.errors import ReadError
from whence.readers import captures, read
from whence.readers.fetch import Polite, Response, is_public
from whence.records import Capture
from whence.settings import Settings

QUICK = Settings(fetch_delay=0.0, fetch_seconds=2.0, max_bytes=300_000)


@dataclass
class Recorded:
    """A fetcher that knows a few pages."""

    pages: dict[str, tuple[str, bytes]]
    asked: list[str] = field(default_factory=list)

    def get(self, url):
        self.asked.append(url)
        if url not in self.pages:
            raise ReadError(url, "the server answers 404", "check the address")
        kind, body = self.pages[url]
        return Response(url, 200, kind, body)


@pytest.fixture
def web():
    return Recorded(
        {
            "https://varn.example/dark": ("text/html", sources.page().encode()),
            "https://keld.example/school": ("text/html", sources.page(sources.OTHER, "School opens on Keld").encode()),
            "https://varn.example/school": ("text/html", sources.page(sources.OTHER, "School opens on Keld").encode()),
            "https://varn.example/feed": ("application/rss+xml", sources.rss()),
            "https://keld.example/feed": ("text/xml", sources.atom()),
            "https://varn.example/paper": ("application/pdf", sources.pdf(sources.pdf_pages())),
        }
    )  # fmt: skip


def titles(rows):
    return [row.article.title for row in rows if isinstance(row, Capture)]


def test_an_address_is_fetched_and_read_by_what_it_holds(web):
    found = [*captures("https://varn.example/dark", fetcher=web)]
    assert titles(found) == [sources.TITLE]
    assert found[0].article.url == found[0].source == "https://varn.example/dark"
    assert found[0].article.outlet == "varn.example"
    assert titles(captures("https://varn.example/feed", fetcher=web, follow=False)) == [sources.TITLE, "School opens on Keld"]  # fmt: skip
    assert next(captures("https://varn.example/paper", fetcher=web)).article.format == "pdf"


@pytest.mark.parametrize("name", ["list.txt", "feeds.opml", "mc.csv"])
def test_named_addresses_are_fetched_only_when_asked(web, tmp_path, name):
    path = tmp_path / name
    table = (
        b"id,language,media_name,publish_date,title,url\n1,en,v,2025-03-04,T,https://varn.example/dark\n"
    )
    path.write_bytes(table if name == "mc.csv" else sources.MADE[name]())
    found = [*captures(path)]
    assert found
    assert all(isinstance(row, ReadError) for row in found)
    assert all("not fetched" in str(row) for row in found)
    found = [*captures(path, fetcher=web)]
    assert sources.TITLE in titles(found)
    assert not [row for row in found if isinstance(row, ReadError)]
    assert str(path) in found[0].source


def test_a_feed_that_is_followed_gives_whole_pages(web, tmp_path):
    path = tmp_path / "feed.xml"
    path.write_bytes(sources.rss())
    found = [*captures(path, fetcher=web)]
    assert web.asked == ["https://varn.example/school"]
    assert found[1].article.text.endswith("fog.")


def test_what_cannot_be_fetched_stops_nothing(web, tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("https://varn.example/gone\nhttps://varn.example/dark\n")
    found = [*captures(path, fetcher=web)]
    assert "404" in str(found[0])
    assert titles(found) == [sources.TITLE]


@pytest.mark.parametrize("odd", ["ftp://varn.example/a", "file:///etc/passwd", "http://", "http://[::1", "https://a:b@varn.example/", "http://varn.example:99999/"])  # fmt: skip
def test_no_address_on_the_web(odd):
    with pytest.raises(ReadError):
        read(odd)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "::1", "::",
     "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "255.255.255.255"],
)  # fmt: skip
def test_addresses_inside_a_network(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_on_the_open_internet(address):
    assert is_public(address)


class Site(http.server.BaseHTTPRequestHandler):
    """A small site on this machine."""

    robots: str | None = "User-agent: *\nDisallow: /private\nDisallow: /*?print"
    seen: list[str] = []  # noqa: RUF012  # emptied by the fixture

    def do_GET(self):
        self.seen.append(self.path)
        body, status, more = sources.page().encode(), 200, {"Content-Type": "text/html"}
        if self.path == "/robots.txt":
            body, status = (self.robots or "").encode(), 200 if self.robots is not None else 500
        elif self.path == "/moved":
            status, more = 302, {"Location": "/dark"}
        elif self.path == "/inside":
            status, more = 302, {"Location": "http://10.0.0.1/secret"}
        elif self.path == "/file":
            status, more = 302, {"Location": "file:///etc/passwd"}
        elif self.path == "/loop":
            status, more = 302, {"Location": "/loop"}
        elif self.path == "/large":
            body = b"x" * 400_000
        elif self.path == "/bomb":
            body, more = gzip.compress(bytes(30_000_000)), {"Content-Encoding": "gzip"}
        elif self.path == "/packed":
            body, more = gzip.compress(body), {"Content-Type": "text/html", "Content-Encoding": "gzip"}
        elif self.path == "/gone":
            status = 404
        elif self.path == "/slow-head":
            with contextlib.suppress(OSError):
                for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 20:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(0.1)
            return
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + (5_000 if self.path == "/drip" else 0)))
        self.end_headers()
        try:
            self.wfile.write(body)
            for _ in range(40 if self.path == "/drip" else 0):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def log_message(self, *_):
        pass


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(Site, "seen", [])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher():
    return Polite(settings=QUICK, allow_private=True)


def test_this_machine_is_not_asked_unless_allowed(site, fetcher):
    with pytest.raises(ReadError, match="--allow-private"):
        Polite(settings=QUICK).get(f"{site}/dark")
    assert Site.seen == []
    assert fetcher.get(f"{site}/dark").body == sources.page().encode()
    assert Site.seen == ["/robots.txt", "/dark"]


def test_robots_are_asked_once_and_heard(site, fetcher):
    fetcher.get(f"{site}/dark")
    for path in ("/private/a", "/a?print=1"):
        with pytest.raises(ReadError, match=r"robots\.txt"):
            fetcher.get(site + path)
    assert Site.seen == ["/robots.txt", "/dark"]


def test_a_site_that_cannot_say_its_rules_is_left_alone(site, fetcher, monkeypatch):
    monkeypatch.setattr(Site, "robots", None)
    with pytest.raises(ReadError, match=r"robots\.txt"):
        fetcher.get(f"{site}/dark")


def test_redirects_are_followed_and_checked(site, fetcher, monkeypatch):
    got = fetcher.get(f"{site}/moved")
    assert (got.url, got.status) == (f"{site}/dark", 200)
    assert got.fetched.precision == "second"
    for path, said in (("/file", "no address on the web"), ("/loop", "redirects"), ("/gone", "404")):
        with pytest.raises(ReadError, match=said):
            fetcher.get(site + path)
    strict = Polite(settings=QUICK)
    real = strict._checked  # this machine is allowed, what it redirects to is not
    monkeypatch.setattr(Polite, "_checked", lambda self, parts, shown: ["127.0.0.1"] if parts.hostname == "127.0.0.1" else real(parts, shown))  # fmt: skip
    with pytest.raises(ReadError, match=r"private network \(10\.0\.0\.1\)"):
        strict.get(f"{site}/inside")


def test_bytes_are_bounded_packed_or_not(site, fetcher):
    assert fetcher.get(f"{site}/packed").body == sources.page().encode()
    for path in ("/large", "/bomb"):
        with pytest.raises(ReadError, match="max_bytes"):
            fetcher.get(site + path)


@pytest.mark.parametrize("path", ["/drip", "/slow-head"])
def test_a_server_that_drips_is_left(site, path):
    fetcher = Polite(settings=Settings(fetch_delay=0.0, fetch_seconds=0.8), allow_private=True)
    begun = time.monotonic()
    with pytest.raises(ReadError, match="too long"):
        fetcher.get(site + path)
    assert time.monotonic() - begun < 3


def test_a_name_is_resolved_once_and_that_address_is_used(site, monkeypatch):
    """A name that is public when it is checked and private when it is used gains nothing."""
    port = int(site.rsplit(":", 1)[1])
    asked = []
    real = socket.getaddrinfo

    def changing(host, *rest, **more):
        if host != "rebind.example":
            return real(host, *rest, **more)
        asked.append(host)
        address = "127.0.0.1" if len(asked) % 2 else "10.0.0.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    fetcher = Polite(settings=QUICK, allow_private=True)
    from urllib.parse import urlsplit

    from whence.readers.fetch import _Host

    status, _, body = fetcher._ask(urlsplit(f"http://rebind.example:{port}/dark"), _Host(), 300_000, "x")
    assert (status, body) == (200, sources.page().encode())
    assert len(asked) == 1
    with pytest.raises(ReadError, match=r"10\.0\.0\.9"):
        Polite(settings=QUICK).get(f"http://rebind.example:{port}/dark")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for varn.example that only this test trusts."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not there")
    key, made = (tmp_path_factory.mktemp("tls") / name for name in ("key.pem", "cert.pem"))
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=varn.example",
         "-addext", "subjectAltName=DNS:varn.example", "-keyout", key, "-out", made],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, made


def test_a_certificate_must_be_of_the_name_not_of_the_address(certificate, monkeypatch):
    key, made = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    address = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.server_port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [address])
    fetcher = Polite(settings=QUICK, allow_private=True)
    with pytest.raises(ReadError, match=r"(?i)certificate"):
        fetcher.get(f"https://varn.example:{server.server_port}/dark")
    trusting = ssl.create_default_context(cafile=made)
    monkeypatch.setattr("whence.readers.fetch._tls", lambda: trusting)
    fetcher = Polite(settings=QUICK, allow_private=True)
    assert fetcher.get(f"https://varn.example:{server.server_port}/dark").body == sources.page().encode()
    with pytest.raises(ReadError, match=r"(?i)certificate"):
        fetcher.get(f"https://keld.example:{server.server_port}/dark")
    server.shutdown()
    server.server_close()


def test_one_host_is_not_hurried(site):
    fetcher = Polite(settings=Settings(fetch_delay=0.3), allow_private=True)
    begun = time.monotonic()
    fetcher.get(f"{site}/dark")
    fetcher.get(f"{site}/moved")
    assert time.monotonic() - begun > 0.85


def test_no_such_host():
    with pytest.raises(ReadError, match=r"nowhere\.invalid"):
        Polite(settings=QUICK).get("https://nowhere.invalid/")
