"""The case bundle: whole, reproducible, checked file by file; hostile ones are refused."""

import hashlib
import io
import json
import struct
import zipfile
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stories
from whence.errors import ReadError
from whence.records import Capture
from whence.report.exports import export
from whence.report.exports.verify import verify

STORY = stories.story()
CAPTURES = (
    Capture(STORY.articles[0], b"<html>\xff\x00 as found", "text/html; charset=x", "/home/anna/secret/faro.html"),
    Capture(STORY.articles[0], b"later", "application/x-odd", "https://faro.example/sirena"),
)  # fmt: skip


@pytest.fixture(scope="module")
def made():
    to = io.BytesIO()
    story = replace(
        STORY,
        articles=(replace(STORY.articles[0], path="/home/anna/secret/faro.html"), *STORY.articles[1:]),
    )
    captures = tuple(replace(c, article=story.articles[0]) for c in CAPTURES)
    export(story, to, format="bundle", captures=captures)
    return to.getvalue()


@pytest.fixture
def bundle(made, tmp_path):
    path = tmp_path / "case.zip"
    path.write_bytes(made)
    return path


def rewritten(path, change):
    """Write the bundle anew with its files as `change` leaves them."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def test_what_is_in_it(bundle):
    with zipfile.ZipFile(bundle) as archive:
        names = archive.namelist()
        assert archive.read("whence-case/data/originals/A.html") == CAPTURES[0].original
        assert archive.read("whence-case/data/originals/A-2.bin") == CAPTURES[1].original
        assert archive.read("whence-case/data/texts/D.ar.txt").decode() == STORY.articles[3].text
        about = json.loads(archive.read("whence-case/data/articles.json"))
        assert json.loads(archive.read("whence-case/data/story.json"))["format"] == "whence.story/1"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in names:
            # The folders of the one who made it are nobody else's business.
            assert b"secret" not in archive.read(name)
    assert about[0]["originals"][0]["source"] == "faro.html"
    assert about[0]["originals"][0]["sha256"] == hashlib.sha256(CAPTURES[0].original).hexdigest()
    assert about[1]["originals"] == []


def test_an_untouched_bundle_is_intact(bundle):
    verdict = verify(bundle)
    assert verdict.intact
    assert verdict.checked == len(zipfile.ZipFile(bundle).namelist()) - 1


def test_bagit_takes_it_for_a_bag(bundle, tmp_path):
    bagit = pytest.importorskip("bagit")
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "out")
    bagit.Bag(str(tmp_path / "out" / "whence-case")).validate()


def test_an_intact_bundle_is_unpacked_and_no_other(bundle, tmp_path):
    assert verify(bundle, unpack=tmp_path / "out").intact
    assert (tmp_path / "out" / "data" / "originals" / "A.html").read_bytes() == CAPTURES[0].original
    with pytest.raises(ReadError, match="out: it is there already"):
        verify(bundle, unpack=tmp_path / "out")
    rewritten(bundle, lambda files: files.update({"whence-case/data/texts/A.es.txt": b"other"}))
    assert not verify(bundle, unpack=tmp_path / "more").intact
    assert not (tmp_path / "more").exists()


def test_a_large_bundle_has_larger_records(bundle, monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 3)
    rewritten(bundle, lambda _: None)
    assert b"PK\x06\x07" in bundle.read_bytes()
    assert verify(bundle).intact
    data = bytearray(bundle.read_bytes())
    at = data.rfind(b"PK\x06\x06")
    data[at + 40 : at + 48] = struct.pack("<Q", 900_000_000)
    bundle.write_bytes(data)
    with pytest.raises(ReadError, match="too many files"):
        verify(bundle)


def test_a_changed_file_is_named(bundle):
    rewritten(bundle, lambda files: files.update({"whence-case/data/texts/A.es.txt": b"other"}))
    verdict = verify(bundle)
    assert (verdict.changed, verdict.missing, verdict.extra) == (("data/texts/A.es.txt",), (), ())


def test_a_missing_and_an_added_file_are_named(bundle):
    def change(files):
        del files["whence-case/data/report.html"]
        files["whence-case/data/more.txt"] = b"?"

    rewritten(bundle, change)
    verdict = verify(bundle)
    assert (verdict.changed, verdict.missing) == ((), ("data/report.html",))
    assert verdict.extra == ("data/more.txt",)


def test_a_list_made_anew_shows_by_its_own_hash(bundle):
    before = verify(bundle).manifest
    listing = "whence-case/manifest-sha256.txt"

    def change(files):
        name = "data/texts/A.es.txt"
        old = hashlib.sha256(files[f"whence-case/{name}"]).hexdigest().encode()
        files[f"whence-case/{name}"] = b"forged"
        files[listing] = files[listing].replace(old, hashlib.sha256(b"forged").hexdigest().encode())

    rewritten(bundle, change)
    verdict = verify(bundle)
    assert verdict.changed == ("manifest-sha256.txt",)
    assert verdict.manifest != before


@pytest.mark.parametrize(
    "name",
    [
        "../up.txt", "../up/", "", "whence-case/../../up.txt", "/etc/passwd", "whence-case//x", "whence-case/./x", "C:/x",
        "whence-case/a\x1b[31m", "whence-case/\u202etxt.exe", "whence-case/data\\..\\x",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(bundle, name):
    with zipfile.ZipFile(bundle, "a") as archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        archive.writestr(entry, b"")
    with pytest.raises(ReadError, match="leads elsewhere"):
        verify(bundle)


@pytest.mark.parametrize(
    "again", ["whence-case/data/report.html", "whence-case/data/REPORT.html"], ids=["same", "case"]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(bundle, again):
    with zipfile.ZipFile(bundle, "a") as archive:
        archive.writestr(again, b"another")
    with pytest.raises(ReadError, match="two files of one name"):
        verify(bundle)


def test_a_link_is_refused(bundle):
    with zipfile.ZipFile(bundle, "a") as archive:
        entry = zipfile.ZipInfo("whence-case/data/link")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(ReadError, match="a link or device"):
        verify(bundle)


def test_an_encrypted_file_is_refused(bundle):
    data = bytearray(bundle.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    bundle.write_bytes(data)
    with pytest.raises(ReadError, match="encrypted"):
        verify(bundle)


def test_a_bomb_is_refused_by_what_it_states(bundle):
    with zipfile.ZipFile(bundle, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("whence-case/data/zeros", bytes(30_000_000))
    assert bundle.stat().st_size < 1_000_000
    with pytest.raises(ReadError, match="more than 10,000,000 bytes"):
        verify(bundle, most_bytes=10_000_000)


def test_a_bomb_is_refused_by_what_it_holds(bundle):
    """The sizes in the table of contents are forged: many entries over the same bytes count each time."""
    with zipfile.ZipFile(bundle, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("whence-case/data/zeros", bytes(30_000_000))
    data = bytearray(bundle.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    bundle.write_bytes(data)
    # Python reads no more of an entry than the table states: the file is damaged, not unpacked.
    verdict = verify(bundle, most_bytes=10_000_000)
    assert verdict.extra == ("data/zeros",)


def test_a_table_of_contents_that_would_fill_the_memory_is_refused(bundle):
    data = bytearray(bundle.read_bytes())
    data[-10:-6] = struct.pack("<L", 900_000_000)
    bundle.write_bytes(data)
    with pytest.raises(ReadError, match="too many files"):
        verify(bundle)


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all" * 9, b"PK\x05\x06" + bytes(18)])
def test_what_is_no_bundle_is_refused(tmp_path, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(ReadError):
        verify(path)


def test_a_zip_of_something_else_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("folder/file.txt", "hello")
    with pytest.raises(ReadError, match="without a list of hashes"):
        verify(tmp_path / "x.zip")
    with pytest.raises(ReadError, match="there is no such file"):
        verify(tmp_path / "missing.zip")


# Half of the damage goes to the table of contents at the end, which all else hangs on.
places = st.one_of(st.floats(0, 0.9999), st.floats(0.97, 0.9999))


@settings(max_examples=150, deadline=None)
@given(
    edits=st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=6), cut=st.floats(0, 1)
)
def test_damage_anywhere_is_told_or_refused(made, tmp_path_factory, edits, cut):
    data = bytearray(made)
    for where, byte in edits:
        data[int(where * len(data))] = byte
    if cut > 0.8:
        del data[int(len(data) * cut) :]
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(data)
    with suppress(ReadError):
        verify(path)


def test_a_folder_that_holds_bytes_is_refused(bundle):
    with zipfile.ZipFile(bundle, "a") as archive:
        archive.writestr("whence-case/data/empty/", b"")
    assert verify(bundle).intact
    with zipfile.ZipFile(bundle, "a") as archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = "whence-case/data/hidden/"
        archive.writestr(entry, b"not so empty")
    with pytest.raises(ReadError, match="a folder that holds bytes"):
        verify(bundle)
