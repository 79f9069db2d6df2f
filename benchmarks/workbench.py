"""The pages of a large case: how quickly they answer, how much memory they take, how many a second.

    python benchmarks/workbench.py ../shared/eval/ntrex --size 10000 [--case CASE] [--seconds 60]

Makes a case with planted reuse (benchmarks/corpus.py; kept and used again with --case), serves it in a process
of its own, and prints for each page how long it takes the first time (a large story is compared in a job),
the median and the longest time until its first byte, the server's CPU for it, the median until it can be used in
headless Chromium (DOMContentLoaded with all scripts run), the memory of the server, and what it answers under
load for --seconds. The last line says how busy the machine was: on one that others use, times are too long.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROUNDS, CLIENTS = 15, 8
# Versions of the story whose page is timed beside the largest one.
SMALL = 6
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def build(data: Path, size: int, case: Path) -> None:
    """Make the case, unless it is there."""
    import whence
    from corpus import make
    from whence.text import tag

    if case.exists():
        return
    began = time.perf_counter()
    corpus = make(data, size, languages=["eng", "fra", "deu", "rus", "arb", "zho"])
    rows = [
        whence.Article(text=text, language=tag(language), title=text[:60], outlet=f"Outlet {n % 97}")
        for n, (language, text) in enumerate(corpus.articles)
    ]
    # Two versions of about 300 passages: the longest that are read side by side.
    english = [row.text for row in rows if row.language == "en"][:24]
    joined = "\n\n".join(english)
    rows += [whence.Article(text=joined + extra, language="en") for extra in ("", "\n\nAnother end.")]
    with whence.open(case) as collection:
        collection.add(rows)
        print(
            f"made {case}: {collection.info().articles} articles in {time.perf_counter() - began:.0f} s"
        )


def addresses(case: Path) -> dict[str, str]:
    """Return one address of each page."""
    import whence

    with whence.open(case, readonly=True) as collection:
        info = collection.info()
        print(
            f"{info.articles} articles, {info.stories} stories, {info.kinships} kinships, {info.bytes / 1e6:.0f} MB"
        )
        story = collection.stories(order="articles", limit=1)[0]
        small = next(s for s in collection.stories(order="articles", limit=10**6) if s.articles == SMALL)
        longest = sorted(collection.articles(limit=info.articles), key=lambda a: -a.passages)[:2]
        words = " ".join(collection.article(story.members[0]).text.split()[5:8])
    return {
        "case": "/",
        "to decide": "/queue",
        "stories to decide": "/queue/stories",
        "stories": "/stories",
        f"story of {SMALL} versions": f"/stories/{small.id}",
        f"story of {story.articles} versions": f"/stories/{story.id}",
        "side by side, 3 versions of a story": f"/stories/{small.id}/side?v=0&v=1&v=2",
        "articles": "/articles",
        "article": f"/articles/{story.members[0]}",
        f"side by side, {longest[0].passages} passages": f"/compare/{longest[0].id}/{longest[1].id}",
        "search": f"/search?q={quote(words)}",
        "decisions": "/decisions",
        "add": "/add",
    }


class Server:
    """The workbench in a process of its own."""

    def __init__(self, case: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "whence", "serve", "-c", str(case), "--port", str(self.port)]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                self.get("/add")
                break
            except OSError:
                time.sleep(0.05)

    def get(self, address: str) -> tuple[int, float]:
        """Return the status and the seconds until the first byte."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        began = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read(1)
        taken = time.perf_counter() - began
        answer.read()
        connection.close()
        return answer.status, taken

    def wait(self, address: str) -> float:
        """Ask for a page that is made in a job until it is there; return the seconds."""
        began = time.perf_counter()
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request("GET", address)
            body = connection.getresponse().read()
            connection.close()
            if b"data-reload" not in body:
                return time.perf_counter() - began
            time.sleep(0.2)

    def cpu(self) -> float:
        """Return the CPU seconds that the server has used (Linux): others on the machine do not count."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        if not stat.exists():
            return float("nan")
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Return the peak resident memory in MB (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return float("nan")
        row = next(r for r in status.read_text().splitlines() if r.startswith("VmHWM"))
        return int(row.split()[1]) / 1024

    def close(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(20)


def first_bytes(server: Server, pages: dict[str, str]) -> dict[str, tuple[float, float, float]]:
    """Return for each page the median and the longest milliseconds, and the mean of the server's own."""
    found = {}
    for name, address in pages.items():
        times, before = [], server.cpu()
        for _ in range(ROUNDS):
            status, taken = server.get(address)
            assert status == 200, (address, status)
            times.append(taken * 1000)
        used = (server.cpu() - before) / ROUNDS * 1000
        found[name] = (statistics.median(times), max(times), used)
    return found


def interactive(server: Server, pages: dict[str, str]) -> dict[str, float]:
    """Return the milliseconds until a page can be used, in headless Chromium; empty where there is none."""
    if CHROMIUM is None:
        return {}
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        tab = browser.new_page()
        for name, address in pages.items():
            times = []
            for _ in range(5):
                tab.goto(f"http://127.0.0.1:{server.port}{address}", wait_until="load")
                times.append(
                    tab.evaluate(
                        "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
                    )
                )
            found[name] = statistics.median(times)
        browser.close()
    return found


def load(server: Server, pages: dict[str, str], seconds: float) -> dict[str, Any]:
    """Ask for pages from several clients at once for some seconds; return how many a second, and errors."""
    before = server.cpu()
    done, errors, end = [0] * CLIENTS, [0] * CLIENTS, time.perf_counter() + seconds
    light = [pages[name] for name in ("case", "stories", "articles", "article", "decisions", "add")]

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        while time.perf_counter() < end:
            try:
                connection.request("GET", light[(done[number] + number) % len(light)])
                answer = connection.getresponse()
                answer.read()
                errors[number] += answer.status != 200
            except (OSError, http.client.HTTPException):
                errors[number] += 1
                connection.close()
            done[number] += 1

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "requests_per_second": sum(done) / seconds,
        "errors": sum(errors),
        "seconds": seconds,
        "cpu_ms": (server.cpu() - before) / max(sum(done), 1) * 1000,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    case = options.case or Path(tempfile.mkdtemp()) / "bench.whence"
    build(options.data, options.size, case)
    pages = addresses(case)
    server = Server(case)
    try:
        made = {name: server.wait(address) for name, address in pages.items()}
        first = first_bytes(server, pages)
        usable = interactive(server, pages)
        under_load = load(server, pages, options.seconds)
        memory = server.memory()
    finally:
        server.close()
    rows = [
        {
            "page": name,
            "first_time_ms": made[name] * 1000,
            "first_byte_ms": first[name][0],
            "slowest_ms": first[name][1],
            "cpu_ms": first[name][2],
            "usable_ms": usable.get(name),
        }
        for name in pages
    ]
    if options.json:
        print(json.dumps({"pages": rows, "load": under_load, "peak_mb": memory}))
        return
    columns = {"first time": "first_time_ms", "first byte": "first_byte_ms", "slowest": "slowest_ms"}
    columns |= {"CPU": "cpu_ms", "usable": "usable_ms"}
    print(f"{'page':36} " + " ".join(f"{name:>10}" for name in columns) + "   (ms)")
    for row in rows:
        cells = ("–" if row[key] is None else f"{row[key]:.0f}" for key in columns.values())
        print(f"{row['page']:36} " + " ".join(f"{cell:>10}" for cell in cells))
    print(f"peak memory of the server {memory:.0f} MB")
    print(
        f"under load ({CLIENTS} clients, {under_load['seconds']:.0f} s): "
        f"{under_load['requests_per_second']:.0f} pages a second, {under_load['errors']} errors, "
        f"{under_load['cpu_ms']:.1f} ms of CPU a page"
    )
    print(f"the machine: {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
