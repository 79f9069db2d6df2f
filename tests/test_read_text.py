"""Plain text: encodings, line ends, bad input, titles, standard input, text already split."""

import io
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import ReadError, UsageError
from whence.readers import encoding, read
from whence.readers import text as plain
from whence.settings import Settings

BODY = (
    "Two tugs collided in the harbour of Brume on Tuesday evening, the port authority said. "
    "Three members of the crew were taken to hospital, and the pier was closed until Friday."
)
GERMAN = "Zwei Schlepper stießen im Hafen zusammen. Die Behörde prüft, ob Öl ausgetreten ist, und sperrt die Förde für Schiffe. "
RUSSIAN = "Два буксира столкнулись в порту. Управление порта сообщило, что причал закрыт до пятницы из-за густого тумана. "


def wrote(tmp_path, data, name="a.txt"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return path


def refusal(source, **more):
    with pytest.raises(ReadError) as caught:
        read(source, **more)
    error = caught.value
    assert str(source) in str(error) or source == "-"
    assert error.found
    assert error.do
    return str(error)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_text_is_kept_as_given(tmp_path, end):
    text = f"Pier closed{end}{end}{BODY}{end}"
    assert read(wrote(tmp_path, text)).text == text


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8"])
def test_unicode_encodings(tmp_path, name):
    article = read(wrote(tmp_path, (BODY + " Größe, naïve.").encode(name)))
    assert article.text == BODY + " Größe, naïve."


@pytest.mark.parametrize(
    ("text", "name"),
    [(GERMAN, "cp1252"), (GERMAN, "latin-1"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"),
     ("El señor Núñez dijo que la niebla cubría el puerto cuando chocaron los dos remolcadores. ", "latin-1"),
     ("Loď se potopila v přístavu, řekl mluvčí úřadu, a že příčina zůstává nejasná, uvedla šéfka. ", "iso8859-2"),
     ("Το λιμάνι έκλεισε την Τρίτη μετά τη σύγκρουση δύο ρυμουλκών στην ομίχλη, είπαν οι αρχές. ", "cp1253"),
     ("הנמל נסגר ביום שלישי לאחר ששתי גוררות התנגשו בערפל, אמר הדובר, אבל איש לא נפגע. ", "cp1255"),
     ("أغلق الميناء مساء الثلاثاء بعد أن اصطدم قاربان في الضباب، وقالت السلطات إن ثلاثة أصيبوا. ", "cp1256"),
     ("拖船在港口相撞，三名船员受伤，码头关闭到星期五。港务局说，雾很大。" * 3, "gb18030"),
     ("港で二隻のタグボートが衝突した。港湾局によると、三人がけがをした。" * 3, "shift_jis")],
)  # fmt: skip
def test_legacy_encodings_are_guessed_and_said(tmp_path, text, name):
    text = text * 3
    article = read(wrote(tmp_path, text.encode(name)))
    assert article.text == text
    assert any("encoding guessed" in notice for notice in article.notices)


def test_damaged_utf8_is_read_with_a_notice(tmp_path):
    data = (GERMAN * 5).encode()
    article = read(wrote(tmp_path, data.replace("Behörde".encode(), b"Beh\xc3rde", 1)))
    assert article.text.count("\ufffd") == 1
    assert any("1 broken character" in notice for notice in article.notices)


def test_nul_characters_are_kept_and_said(tmp_path):
    text = BODY.replace("Brume", "Bru\x00me")
    article = read(wrote(tmp_path, text))
    assert article.text == text
    assert any("NUL" in notice for notice in article.notices)


def test_missing(tmp_path):
    assert "no such file" in refusal(tmp_path / "none.txt")


def test_directory(tmp_path):
    assert "directory" in refusal(tmp_path)


@pytest.mark.parametrize(
    "data", [b"", b" \n\t", b"\xef\xbb\xbf", "\u3000\u200b\u00a0\n".encode(), b"\xff\xfe"]
)
def test_nothing_to_read(tmp_path, data):
    message = refusal(wrote(tmp_path, data))
    assert "empty" in message or "white space" in message


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"), (b"BZh9" + bytes(40), "bzip2"),
     (bytes(range(32)) * 40, "binary"), (b"\x7fELF" + bytes(60), "program")],
)  # fmt: skip
def test_binary(tmp_path, data, what):
    message = refusal(wrote(tmp_path, data))
    assert what in message
    assert "expected a text" in message


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"%PDF-1.7\n%abc", "PDF"), (b"PK\x03\x04" + bytes(50), "zip"), (b"\x1f\x8b\x08" + bytes(40), "gzip")],
)  # fmt: skip
def test_damaged_containers(tmp_path, data, what):
    assert what in refusal(wrote(tmp_path, data))


def test_too_large_is_not_even_opened(tmp_path):
    path = wrote(tmp_path, BODY)
    message = refusal(path, settings=Settings(max_bytes=100))
    assert "100" in message
    assert f"{len(BODY):,}" in message
    assert "max_bytes" in message


def test_permission(tmp_path, monkeypatch):
    path = wrote(tmp_path, BODY)

    def deny(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", deny)
    assert "permission" in refusal(path)


@pytest.mark.parametrize("source", ["https://brume.example/a", "bad\x00name", "x" * 5000])
def test_what_is_no_file_name(source):
    with pytest.raises(ReadError):
        read(source)


def test_a_wrong_language_is_a_wrong_call(tmp_path):
    with pytest.raises(UsageError):
        read(wrote(tmp_path, BODY), language="not a tag")


def test_a_stated_language_overrides(tmp_path):
    assert read(wrote(tmp_path, BODY), language="pt-BR").language == "pt"


def standard_input(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input(monkeypatch):
    standard_input(monkeypatch, BODY.encode())
    article = read("-")
    assert (article.text, article.path, article.language) == (BODY, None, "en")


def test_standard_input_has_the_same_limit(monkeypatch):
    standard_input(monkeypatch, BODY.encode())
    with pytest.raises(ReadError, match="standard input"):
        read("-", settings=Settings(max_bytes=10))


def test_a_web_page_from_standard_input(monkeypatch):
    standard_input(monkeypatch, f"<!doctype html><html><body><p>{BODY}</p></body></html>".encode())
    assert read("-").format == "html"


def test_a_title_over_two_lines(tmp_path):
    article = read(wrote(tmp_path, f"Tugs collide in the harbour of\r\nBrume\r\n\r\n{BODY}"))
    assert article.title == "Tugs collide in the harbour of Brume"


def test_title_and_byline(tmp_path):
    article = read(wrote(tmp_path, f"Tugs collide in Brume\n\nBy Mara Venn\n\n{BODY}\n\n{BODY}"))
    assert (article.title, article.byline) == ("Tugs collide in Brume", "Mara Venn")


@pytest.mark.parametrize(
    "head",
    ["", "Two tugs collided in the harbour.\n\n", "Sources:\n\n", "By Mara Venn\n\n", "- one\n\n"],
)
def test_no_title_where_none_is_clear(tmp_path, head):
    assert read(wrote(tmp_path, head + BODY)).title is None


@pytest.mark.parametrize(
    ("line", "name"),
    [("By Mara Venn and Ada Ohm", "Mara Venn and Ada Ohm"), ("da Redazione", "Redazione"), ("Von Jens Brandt, Kiel", "Jens Brandt"),
     ("Par Luc de La Brume", "Luc de La Brume"), ("بقلم سامي الضباب", "سامي الضباب"), ("文／雾中人", "雾中人"), ("By Friday, they were gone.", None),
     ("By the time it was over nobody cared", None), ("Da ieri il porto", None)],
)  # fmt: skip
def test_bylines(line, name):
    from whence.bylines import byline

    assert byline(line) == name


def test_lines_are_passages_as_given(tmp_path):
    text = "One. Two.\r\n\r\n  Three \nFour"
    article = read(wrote(tmp_path, text, "a.html"), lines=True)
    assert [(p.number, p.text, p.paragraph) for p in article.passages] == [
        (0, "One. Two.", 0),
        (1, "  Three ", 1),
        (2, "Four", 1),
    ]
    assert all(article.text[p.start : p.end] == p.text for p in article.passages)


def test_lines_without_blank_ones_are_paragraphs(tmp_path):
    assert [p.paragraph for p in read(wrote(tmp_path, "a\nb\nc"), lines=True).passages] == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("one.fr.txt", "fr"),
        ("x/y.zh-CN.txt", "zh-cn"),
        ("one.txt", None),
        ("v1.2.txt", None),
        ("harbour.final.txt", None),
    ],
)
def test_language_in_a_file_name(name, expected):
    assert plain.names_language(name) == expected


def test_one_word(tmp_path):
    article = read(wrote(tmp_path, "Hi."))
    assert article.text == "Hi."
    assert article.language == "und"


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_text_or_a_read_error(data):
    try:
        text, notices = encoding.decode(data, "file")
    except ReadError as error:
        assert error.source == "file"  # noqa: PT017 - either outcome is right
    else:
        assert isinstance(text, str)
        assert all(notices)
