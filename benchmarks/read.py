"""How fast saved pages are read, beside trafilatura alone in the same run; how much memory a large archive takes.

    python benchmarks/read.py                        600 pages of 100 kB, a web archive of 300 MB
    python benchmarks/read.py --pages 100 --archive 0
    python benchmarks/read.py --json

Makes its own files in a temporary folder: pages of invented words in a dozen paragraphs, among the
navigation, scripts, lists of other stories and comments that bring a page of today to its size. One
process, one core. The peer is `trafilatura.bare_extraction` with the same options on the same markup,
decoded and parsed by its own loader, with its own metadata and, as the harder mark, without; every page is
read once by each, in turn.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SYLLABLES = "ka lo mi ren tos ve dra pol un si gar ten bo al er ist ma no ril ta".split()
# A page's share of story is small: this many paragraphs of about eighty words.
PARAGRAPHS, WORDS = 14, 80


def words(chance: random.Random, count: int) -> str:
    """Return invented words, in sentences, among English small words so that a language is found."""
    small = "the of and to in that was for on with said by at from were".split()
    rows = [
        chance.choice(small)
        if chance.random() < 0.45
        else "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4)))
        for _ in range(count)
    ]
    for at in range(0, count, 16):
        rows[at] = rows[at].capitalize()
        rows[min(at + 15, count - 1)] += "."
    return " ".join(rows)


def page(number: int, size: int) -> bytes:
    """Return a page of about so many bytes."""
    chance = random.Random(number)
    story = "".join(f"<p>{words(chance, WORDS)}</p>" for _ in range(PARAGRAPHS))
    title = words(chance, 8)
    data = {"@type": "NewsArticle", "headline": title, "datePublished": "2025-03-04T18:20:00+01:00"}
    head = (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<link rel='canonical' href='https://news.example/{number}'>"
        f"<script type='application/ld+json'>{json.dumps(data)}</script></head><body><nav><ul>"
    )
    menu = "".join(f"<li><a href='/s/{n}'>{words(chance, 2)}</a></li>" for n in range(80))
    parts = [head, menu, f"</ul></nav><main><article><h1>{title}</h1>{story}</article></main><aside>"]
    have = sum(map(len, parts))
    while have < size * 0.6:
        parts.append(
            f"<div class='teaser'><a href='/t/{have}'><img src='/i/{have}.jpg' alt=''><span>{words(chance, 9)}</span></a></div>"
        )
        have += len(parts[-1])
    parts.append("</aside><script>")
    while have < size:
        parts.append(f"window.q.push({{id:{have},v:'{words(chance, 6)}'}});")
        have += len(parts[-1])
    parts.append("</script></body></html>")
    return "".join(parts).encode()


def speed(folder: Path, count: int, size: int) -> dict[str, float]:
    """Return pages a second of both, and the ratio of their times."""
    from trafilatura import bare_extraction

    from whence import readers

    pages = [folder / f"{n}.html" for n in range(count)]
    for n, path in enumerate(pages):
        path.write_bytes(page(n, size))
    ours = theirs = body = 0.0
    for path in pages[:10]:
        readers.read(path)
        bare_extraction(path.read_bytes(), with_metadata=True)
    for path in pages:
        begun = time.process_time()
        article = readers.read(path)
        middle = time.process_time()
        bare_extraction(
            path.read_bytes(),
            include_comments=False,
            include_formatting=True,
            include_links=True,
            with_metadata=True,
        )
        ours += middle - begun
        end = time.process_time()
        theirs += end - middle
        bare_extraction(
            path.read_bytes(),
            include_comments=False,
            include_formatting=True,
            include_links=True,
            with_metadata=False,
        )
        body += time.process_time() - end
        assert len(article.text) > PARAGRAPHS * WORDS
    return {
        "pages_per_second": round(count / ours, 1),
        "trafilatura_pages_per_second": round(count / theirs, 1),
        "ratio": round(ours / theirs, 2),
        "ratio_to_body_alone": round(ours / body, 2),
    }


ARCHIVE = """
import resource, sys, time
from whence import readers
begun, count, failed = time.process_time(), 0, 0
for row in readers.captures(sys.argv[1]):
    failed += isinstance(row, readers.ReadError)
    count += 1
print(count, failed, time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def archive(folder: Path, megabytes: int) -> dict[str, float]:
    """Return what reading a gzipped web archive of pictures and pages takes, in a process of its own."""
    chance = random.Random(1)
    path, number = folder / "crawl.warc.gz", 0
    with path.open("wb") as file:
        while file.tell() < megabytes * 1_000_000:
            picture = chance.randbytes(900_000)
            file.write(gzip.compress(_record(picture, f"{number}.jpg", "image/jpeg"), 1))
            file.write(gzip.compress(_record(page(number, 100_000), f"{number}.html", "text/html"), 1))
            number += 1
    done = subprocess.run(
        [sys.executable, "-c", ARCHIVE, str(path)], capture_output=True, text=True, check=True
    )
    count, failed, seconds, peak = done.stdout.split()
    assert (int(count), int(failed)) == (number, 0), (count, failed, number)
    return {
        "archive_mb": round(path.stat().st_size / 1e6),
        "archive_pages": number,
        "archive_seconds": round(float(seconds), 1),
        "archive_peak_mb": round(float(peak) / (1024 if sys.platform != "darwin" else 1024**2)),
    }


def _record(body: bytes, name: str, media: str) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{name}\r\n"
        f"WARC-Date: 2025-03-06T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    ask.add_argument("--pages", type=int, default=600)
    ask.add_argument("--size", type=int, default=100_000, help="bytes of a page")
    ask.add_argument("--archive", type=int, default=300, help="megabytes of the web archive, 0 for none")
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found = speed(Path(name), given.pages, given.size)
        if given.archive:
            found |= archive(Path(name), given.archive)
    found["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    if given.json:
        print(json.dumps(found))
        return
    for key, value in found.items():
        print(f"{key:32} {value}")


if __name__ == "__main__":
    main()
