"""`whence serve` as a process: what it says, what it refuses, and that killing it loses nothing accepted."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time

import pytest

import whence

WORDS = "boat harbour storm mole council crane ferry lamp winter engine bridge customs signal".split()


def start(path, *options, **environment):
    """Start a server on a free port; return the process and the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "whence", "serve", "-c", str(path), "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    line = process.stderr.readline()
    found = re.search(r"https?://\S+", line)
    assert found, line + process.stderr.read()
    return process, found.group()


def texts(count, seed):
    chance = random.Random(seed)
    for number in range(count):
        sentences = [" ".join(chance.choices(WORDS, k=9)).capitalize() + "." for _ in range(6)]
        yield f"{number}.txt", f"Edition {seed} {number}. " + " ".join(sentences)


def session(address):
    import httpx

    client = httpx.Client(base_url=address, timeout=20)
    for _ in range(200):
        try:
            page = client.get("/add")
            break
        except httpx.ConnectError:
            time.sleep(0.02)
    return client, re.search(r'data-form="(\w+)"', page.text).group(1)


def test_it_says_where_it_is_and_ends_on_a_signal(tmp_path):
    process, address = start(tmp_path / "case.whence")
    client, _ = session(address)
    assert client.get("/").status_code == 200
    client.close()
    process.send_signal(signal.SIGINT)
    assert process.wait(10) in {0, 3, -signal.SIGINT}
    assert "Traceback" not in process.stderr.read()


def test_beyond_this_machine_the_address_carries_a_token(tmp_path):
    process, address = start(tmp_path / "case.whence", "--host", "0.0.0.0")
    try:
        assert re.search(r"\?token=[\w-]{20,}$", address)
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--token", "short"], "at least 12"),
        (["--port", "99999"], "99999"),
    ],
)
def test_wrong_options_are_explained(tmp_path, options, told):
    done = subprocess.run(
        [sys.executable, "-m", "whence", "serve", "-c", str(tmp_path / "c.whence"), *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_explained(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "whence",
                "serve",
                "-c",
                str(tmp_path / "c.whence"),
                "--port",
                str(port),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 3
    assert "choose another with --port" in done.stderr


def test_a_file_that_is_no_collection_is_explained(tmp_path):
    wrong = tmp_path / "letter.whence"
    wrong.write_text("Dear all, this is a letter and no collection at all. " * 50)
    done = subprocess.run(
        [sys.executable, "-m", "whence", "serve", "-c", str(wrong), "--port", "0"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 3
    assert "letter.whence" in done.stderr
    assert "Traceback" not in done.stderr


def test_killed_at_any_moment_nothing_accepted_is_lost(tmp_path):
    path = tmp_path / "case.whence"
    chance = random.Random(7)
    with whence.open(path) as collection:
        passages = [text.split(". ") for _, text in texts(2, 0)]
        shared = passages[0]
        for extra in ("One.", "Two.", "Three."):
            collection.add(whence.Article.from_passages([*shared, extra], language="en"))
        pairs = [(k.left, k.right) for k in collection.kinships()]
    accepted = 0
    for round_ in range(3):
        process, address = start(path)
        client, form = session(address)
        files = [("files", (name, text.encode(), "text/plain")) for name, text in texts(60, round_ + 1)]
        assert client.post("/add", data={"csrf": form}, files=files).status_code == 303
        left, right = pairs[round_]
        reply = client.post("/queue", data={"csrf": form, "deed": f"accept {left} {right}"})
        assert reply.status_code == 303
        accepted += 1
        time.sleep(chance.uniform(0, 0.6))
        process.kill()
        process.wait()
        client.close()
        with whence.open(path) as collection:
            assert len(collection.decisions()) == accepted
            assert not collection.verify()
    with whence.open(path) as collection:
        collection.add([whence.Article.from_passages([t], language="en") for _, t in texts(60, 3)])
        assert len(collection.kinships(status="accepted")) == accepted
