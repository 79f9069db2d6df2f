"""Whatever comes in: a clear message, nothing else stopped, no traceback."""

import os
import random
import subprocess
import sys

import pytest

import whence
from whence import Article, ReadError

GOOD = "The mayor of Arlenz opened the new bridge on Monday. It is 412 metres long.\n\nIt cost 38 million.\n"


def refused(path, **more):
    with pytest.raises(ReadError) as caught:
        whence.read(path, **more)
    message = str(caught.value)
    assert str(path) in message
    return message


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_missing_file(tmp_path):
    assert "no such file" in refused(tmp_path / "missing.txt").lower()


def test_directory(tmp_path):
    assert "directory" in refused(tmp_path).lower()


@pytest.mark.parametrize("content", [b"", b" \n\t \r\n", "\ufeff \u00a0\u3000".encode()])
def test_empty(tmp_path, content):
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    refused(path)


def test_binary(tmp_path):
    path = tmp_path / "photo.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    assert "binary" in refused(path).lower() or "text" in refused(path).lower()


def test_legacy_encoding_is_read_with_a_notice(tmp_path):
    path = tmp_path / "old.txt"
    text = (
        "Das Schiff fährt täglich über die große Förde. Die Fähre fährt für fünf Gäste nicht früher.\n"
        * 5
    )
    path.write_bytes(text.encode("cp1252"))
    article = whence.read(path)
    assert "fährt täglich über" in article.text
    assert article.notices


def test_utf16(tmp_path):
    path = tmp_path / "wide.txt"
    path.write_text(GOOD, encoding="utf-16")
    assert whence.read(path).text.startswith("The mayor")


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    message = refused(path)
    assert "max" in message.lower()


@pytest.mark.skipif(
    os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0, reason="root reads everything"
)
def test_no_permission(good):
    good.chmod(0)
    refused(good)


def test_one_sentence_against_one_sentence():
    a = Article.from_passages(["The ferry Mirelle sank on 4 May with 312 crates."], language="en")
    b = Article.from_passages(["Le ferry Mirelle a coulé le 4 mai avec 312 caisses."], language="fr")
    assert [(link.left, link.right) for link in whence.compare(a, b).links] == [((0,), (0,))]


def test_a_language_without_lexicon_works_and_says_so():
    texts = ["Zubrik Malvane 4217 Arlenz", "Krovin Tesk 88 galbar", "Omdi Farrow 1951 Perrel"]
    a = Article.from_passages(texts, language="tlh")
    b = Article.from_passages([texts[0], "Quillon 63 Dastra hep", *texts[1:]], language="tlh")
    result = whence.compare(a, b)
    assert [(link.left, link.right) for link in result.links] == [
        ((0,), (0,)),
        ((1,), (2,)),
        ((2,), (3,)),
    ]
    assert any("tlh" in notice for notice in result.notices)


def test_the_same_text_twice(good):
    result = whence.trace([whence.read(good), whence.read(good)])
    assert result.relations[0].kind == "copy"
    assert not result.relations[0].variants
    assert any("same text" in notice for notice in result.notices)


def test_unrelated_texts_are_unrelated():
    a = Article.from_passages(
        ["The council of Arlenz closed the old bridge.", "Repairs will take two years.",
         "Tilda Monrath, the mayor, asked for patience."], language="en")  # fmt: skip
    b = Article.from_passages(
        ["Les raisins ont mûri tôt cette année.", "Les vignerons cherchent des vendangeurs.",
         "Le prix du vin blanc a baissé au marché."], language="fr")  # fmt: skip
    result = whence.compare(a, b)
    assert result.relation.kind == "unrelated"
    assert max(result.relation.coverage) < 0.3


def test_mixed_languages_are_noted(tmp_path):
    path = tmp_path / "mixed.txt"
    english = "The harbour master said that the ferry had left the port before the storm began. " * 8
    russian = "Начальник порта сообщил, что паром вышел из гавани до начала шторма. " * 8
    path.write_text(english + "\n\n" + russian, encoding="utf-8")
    assert any("language" in notice for notice in whence.read(path).notices)


@pytest.mark.parametrize(
    "odd", ["\x00", "\ud800", "\u202e", "\U000e0001", "\ufffe", "\r", "a\u0301" * 500]
)
def test_odd_characters(odd):
    a = Article(GOOD.replace("bridge", f"bri{odd}dge"), language="en")
    b = Article(GOOD, language="en")
    result = whence.compare(a, b)
    assert result.links
    import json

    from whence.report.html import page
    from whence.report.json import dumps

    json.loads(dumps(result))
    page(result).encode("utf-8", "strict")


def test_nul_bytes_in_a_file(tmp_path, good):
    path = tmp_path / "nul.txt"
    path.write_bytes(GOOD.replace("bridge", "bri\0dge").encode())
    article = whence.read(path)
    assert "bri\0dge" in article.text
    assert any("NUL" in notice for notice in article.notices)


def test_an_excerpt_of_a_very_long_text_is_found():
    count, start = 100_000, 40_000
    chance = random.Random(5)
    syllables = "bar ben dol fur gam kel lim mon nur pat res sil tov van zim cra ost und ilt ork".split()
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(60_000)]
    common = [1 / (rank + 5) for rank in range(len(words))]
    texts = [
        " ".join(chance.choices(words, common, k=chance.randint(8, 16))) + "." for _ in range(count)
    ]
    long = Article.from_passages(texts, language="en")
    result = whence.compare(long, Article.from_passages(texts[start : start + 60], language="en"))
    right = [link for link in result.links if [i - start for i in link.left] == list(link.right)]
    assert sum(len(link.left) for link in right) >= 55
    assert result.relation.kind == "excerpt"


def test_more_passages_than_allowed_is_said():
    few = whence.Settings(max_passages=3)
    a = Article.from_passages(["One.", "Two.", "Three.", "Four."], language="en")
    with pytest.raises(whence.UsageError, match="found 4 passages, expected at most 3"):
        whence.compare(a, a, settings=few)


def test_no_traceback_reaches_a_user(tmp_path, good):
    (tmp_path / "bytes.html").write_bytes(b"\xff\xfe\x00<html" + bytes(range(256)) * 2)
    done = subprocess.run(
        [sys.executable, "-m", "whence", "trace", str(good), str(tmp_path / "bytes.html"), str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in {1, 3}
    assert "Traceback" not in done.stderr
