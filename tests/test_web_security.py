"""The gate before the pages: hosts, origins, secrets, tokens, sizes, and what an answer may load."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from whence.errors import UsageError
from whence.web.application import application
from whence.web.security import HEADERS, Guard, RefusedError, form, is_loopback

OURS = "http://127.0.0.1:8765"


async def show(request: Request):
    return PlainTextResponse(request.scope["whence.csrf"])


async def change(request: Request):
    data = await form(request)
    return PlainTextResponse(str(data.get("word")))


def guarded(*, host="127.0.0.1", token=None, max_bytes=10_000):
    async def refused(_, error):
        return PlainTextResponse(error.why, status_code=error.status)

    app = Starlette(
        routes=[Route("/", show), Route("/change", change, methods=["POST"])],
        exception_handlers={RefusedError: refused},
    )
    return Guard(app, host=host, port=8765, token=token, max_bytes=max_bytes)


def client(base=OURS, **options):
    return TestClient(guarded(**options), base_url=base, follow_redirects=False)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost:8765", 200),
        ("localhost", 200),
        ("[::1]:8765", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example:8765", 421),
        ("localhost.evil.example", 421),
        ("evil.example:8765", 421),
        ("", 421),
        ("[::1", 421),
        ("127.0.0.1@evil.example", 421),
    ],
)
def test_only_the_names_of_this_machine_are_answered(host, status):
    assert client().get("/", headers={"host": host}).status_code == status


def test_a_header_that_stands_twice_is_refused():
    reply = client().get("/", headers=[("host", "127.0.0.1"), ("host", "evil.example")])
    assert reply.status_code == 400


def test_every_answer_carries_the_policy_refusals_too():
    for reply in (client().get("/"), client().get("/", headers={"host": "evil.example"})):
        for name, value in HEADERS.items():
            assert reply.headers[name] == value
    policy = HEADERS["content-security-policy"]
    assert "'unsafe-inline'" not in policy
    assert "default-src 'none'" in policy


def test_a_change_needs_the_secret_of_the_session():
    pages = client()
    secret = pages.get("/").text
    assert pages.post("/change", data={"word": "x"}).status_code == 403
    assert pages.post("/change", data={"word": "x", "csrf": "0" * 64}).status_code == 403
    assert pages.post("/change", data={"word": "x", "csrf": secret}).text == "x"
    assert pages.post("/change", data={"word": "x"}, headers={"x-whence-form": secret}).text == "x"


def test_the_secret_of_another_session_is_of_no_use():
    stolen = client().get("/").text
    assert client().post("/change", data={"word": "x", "csrf": stolen}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1:8765.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_from_another_site_is_refused_even_with_the_secret(headers):
    pages = client()
    secret = pages.get("/").text
    reply = pages.post("/change", data={"word": "x", "csrf": secret}, headers=headers)
    assert reply.status_code == 403


def test_a_change_from_our_own_page_is_taken():
    pages = client()
    secret = pages.get("/").text
    headers = {"origin": OURS, "sec-fetch-site": "same-origin"}
    assert pages.post("/change", data={"word": "x", "csrf": secret}, headers=headers).text == "x"


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites():
    cookie = client().get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert cookie.startswith("whence-8765=")


def test_a_body_over_the_limit_is_refused_whether_its_length_is_stated_or_not():
    pages = client(max_bytes=1_000)
    secret = pages.get("/").text
    headers = {"x-whence-form": secret, "content-type": "application/x-www-form-urlencoded"}
    assert pages.post("/change", content=b"word=" + b"x" * 2_000, headers=headers).status_code == 413

    def pieces():
        for _ in range(40):
            yield b"x" * 100

    assert pages.post("/change", content=pieces(), headers=headers).status_code == 413


def test_beyond_this_machine_a_token_is_needed(tmp_path):
    with pytest.raises(UsageError, match="token"):
        application(tmp_path / "case.whence", host="0.0.0.0")


def test_with_a_token_nothing_is_shown_without_it():
    pages = client("http://desk.example:8765", host="0.0.0.0", token="s3cret")
    assert pages.get("/").status_code == 401
    assert pages.get("/?token=wrong").status_code == 401
    assert pages.get("/?token=s3cret").status_code == 200
    assert pages.get("/").status_code == 200  # the session is signed now


def test_a_session_that_the_server_did_not_sign_does_not_stand_for_the_token():
    pages = client("http://desk.example:8765", host="0.0.0.0", token="s3cret")
    for forged in ("abc", "abc.def", "abc." + "0" * 64, "x" * 5_000):
        assert pages.get("/", headers={"cookie": f"whence-8765={forged}"}).status_code == 401


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("10.0.0.5", False)],
)
def test_loopback(host, expected):
    assert is_loopback(host) is expected
