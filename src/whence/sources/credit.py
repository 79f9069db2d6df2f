"""Article → Credit: what an article says of its own origin, by place and by label.

    By Mara Lind                       byline        at the head or foot, in a short passage
    Sources: Blue Gazette – Radio Cove source        one credit a name
    Photo: J. Brand / Coast Images     photo         kept whole, as photographers are credited
    PORT SARL, Aug 3 (Kyodo) –         agency        in the dateline

The labels of all languages are tried on every text: credits often stand in another language.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast, get_args

from whence.outlets import identity, known
from whence.records import Credit, CreditRole
from whence.sources.dateline import agencies
from whence.text import fold, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.records import Article, Passage

# Credits stand in the first or last passages of a text, or in short ones. Chosen on saved articles of
# several papers; wider margins found sentences, narrower ones lost the lines under a standfirst.
MARGIN = 6
SHORT = 200  # characters
LONGEST_NAME = 10  # words
LONGEST_LABEL = 5  # words
LONGEST_LEAD = 5  # words before a label that a sentence tells

_SEPARATORS = re.compile(r"\s+[-–—]+\s+|\s*[|;·•、，,،]\s*|\s*/\s*")
_AND = re.compile(
    r"\s+(?:and|und|et|y|e|i|и|و|og|och|en|ve|ja|és|a|și|και|&)\s+|和|及|と", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
_EDGE = " \t\r\n.,;:،؛、。|–—-*•·\"'“”«»„‘’()[]（）【】<>"
# Where a label may begin: the start, or after the end of a sentence, a line or an opening bracket.
_BOUNDARY = frozenset(".!?|([\n\r（【—–•*·]。！？)")
_BRACKET = re.compile(r"[(\[（【]([^()\[\]（）【】\n]{3,120})[)\]）】]")
_CONNECTIVES = frozenset(
    "by of the de di du des del della dell dello dei delle da do dos von vom der des d l la le los courtesy "
    "agency agence agenzia agencia stampa presse news".split()
)
_BY = frozenset("by par von da di por door av af przez od".split())
_JOINING = frozenset(
    "and und et y e i of de di da del della der den van von zu la le du al bin ibn el ben и და".split()
)
# Roles whose label may stand without a colon right before the names ("By …", "Translated by …").
_LOOSE: frozenset[CreditRole] = frozenset(
    {"byline", "translator", "first-published", "via", "photo", "editor"}
)
# Roles that a sentence may tell: "This notice was first published by the Blue Gazette."
_TOLD: frozenset[CreditRole] = frozenset({"first-published", "translator"})
_SPLIT: frozenset[CreditRole] = frozenset({"source", "agency", "via", "byline", "translator", "editor"})
_UNSPACED = re.compile(r"[\u3040-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def credits_of(article: Article, index: int) -> tuple[Credit, ...]:
    """Return the credits of an article in the order of its text; those of its metadata come first."""
    found: list[Credit] = []
    for part in _AND.split(article.byline or ""):
        name = _name(part)
        if name:
            found.append(Credit(index, "byline", name))
    last = len(article.passages)
    pending: CreditRole | None = None
    for passage in article.passages:
        if pending is not None and len(passage.text) <= SHORT:
            found.extend(_named(article, index, passage, pending, (0, len(passage.text))))
            pending = None
            continue
        pending = _label_alone(passage.text)
        near = passage.number < MARGIN or passage.number >= last - MARGIN
        found.extend(_passage(article, index, passage, near=near))
    return tuple(_unique(found))


def _unique(found: list[Credit]) -> Iterator[Credit]:
    """Drop a credit that an earlier one of the same role has said, and give it the span it lacked."""
    seen: dict[tuple[str, str], int] = {}
    rows: list[Credit] = []
    for row in found:
        key = row.role, identity(row.name)
        if key in seen:
            if rows[seen[key]].span is None:
                rows[seen[key]] = Credit(row.article, row.role, rows[seen[key]].name, row.span)
            continue
        seen[key] = len(rows)
        rows.append(row)
    yield from rows


def _passage(article: Article, index: int, passage: Passage, *, near: bool) -> Iterator[Credit]:
    text = passage.text
    placed = near or len(text) <= SHORT or passage.role in {"credit", "caption"}
    for start, end in agencies(text):
        yield _credit(article, index, passage, "agency", (start, end))
    labelled = list(_labelled(text))
    if not (placed or passage.role == "furniture"):
        labelled = [row for row in labelled if row[0] == "photo"]
        for role, start, end in labelled:
            yield from _named(article, index, passage, role, (start, end))
    else:
        for role, start, end in labelled:
            yield from _named(article, index, passage, role, (start, end))
        if not labelled and (near or passage.role == "credit"):
            loose = _loose(text)
            if loose is not None:
                yield from _named(article, index, passage, loose[0], loose[1:])
            elif known(text.strip(_EDGE)) or _agencies_only(text):
                yield from _named(article, index, passage, "agency", (0, len(text)))
    for met in _BRACKET.finditer(text):
        inner = _loose(met[1], strict=False)
        if inner is not None and ":" not in met[1]:
            role, start, end = inner
            yield from _named(article, index, passage, role, (met.start(1) + start, met.start(1) + end))


def _agencies_only(text: str) -> bool:
    """Return True for a line of nothing but outlets: "AFP/Reuters"."""
    parts = [p.strip(_EDGE) for p in _SEPARATORS.split(text.strip(_EDGE)) if p.strip(_EDGE)]
    return 0 < len(parts) <= 4 and len(text) < 60 and all(known(p) for p in parts)


# ── labels ─────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def _labels() -> dict[str, CreditRole]:
    """Return label → role; where two roles share a label the first in the file keeps it."""
    roles = get_args(CreditRole)
    table: dict[str, CreditRole] = {}
    for row in files("whence.sources").joinpath("credit_labels.txt").read_text("utf-8").splitlines():
        role, _, labels = row.partition(" ")
        if role in roles:
            for label in labels.split():
                table.setdefault(fold(label.replace("_", " ").strip()), cast("CreditRole", role))
    return table


def _labelled(text: str) -> Iterator[tuple[CreditRole, int, int]]:
    """Yield role, start and end of each value after "Label:" in a passage."""
    colons = [m.start() for m in re.finditer(r"[:：]", text)][:12]
    found: list[tuple[CreditRole, int, int]] = []
    for colon in colons:
        met = _label_before(text, colon)
        if met is not None and text[colon + 1 : colon + 3] != "//":
            role, begin = met
            if found:
                found[-1] = (*found[-1][:2], min(found[-1][2], begin))
            found.append((role, colon + 1, _value_end(text, colon + 1)))
    yield from found


def _label_before(text: str, colon: int) -> tuple[CreditRole, int] | None:
    """Return the role of the label that ends at a colon, and where the label begins."""
    head = text[max(0, colon - 48) : colon]
    offset = max(0, colon - 48)
    table = _labels()
    words = [(m.start() + offset, m.group()) for m in re.finditer(r"[^\W_]+", head)]
    for n in range(min(LONGEST_LABEL, len(words)), 0, -1):
        begin = words[-n][0]
        role = table.get(fold(" ".join(w for _, w in words[-n:])))
        before = text[:begin].rstrip(" \t\xa0\"'«»“”")
        if role is not None and (
            not before or before[-1] in _BOUNDARY or "\n" in text[len(before) : begin]
        ):
            return role, begin
    return None


def _label_alone(text: str) -> CreditRole | None:
    """Return the role of a passage that is nothing but a label: "Photo:"."""
    bare = text.rstrip()
    if not bare.endswith((":", "：")) or len(bare) > 48:
        return None
    met = _label_before(bare, len(bare) - 1)
    return met[0] if met is not None and met[1] <= 2 else None


def _value_end(text: str, start: int) -> int:
    """Return where a credit's value ends: at its line's end, a closing bracket, or the text's end."""
    at = start
    while at < len(text) and text[at].isspace():
        at += 1
    ends = [text.find(mark, at) for mark in ("\n\n", ")", "]", "）", "】")]
    line = text.find("\n", at)
    # A hard-wrapped value goes on where its line ends in the middle of a name or list.
    if line >= 0 and text[line - 1] not in ",/&-–":
        ends.append(line)
    return min([e for e in ends if e >= 0], default=len(text))


def _loose(text: str, *, strict: bool = True) -> tuple[CreditRole, int, int] | None:
    """Return role and value of "By Mara Lind": a label without a colon and then only names."""
    words = [(m.start(), m.end(), m.group()) for m in re.finditer(r"[^\W_]+", text)]
    if not 2 <= len(words) <= LONGEST_NAME + LONGEST_LABEL or (
        strict and text.rstrip()[-1:] in '?!:…"”»'
    ):
        return None
    for skipped in range(min(LONGEST_LEAD, len(words) - 1) + 1 if strict else 1):
        found = _loose_at(text, words[skipped:], led=skipped > 0)
        if found is not None:
            whole = skipped > 0 or not (strict and _sentence(text))
            return found if whole else None
    return None


def _loose_at(
    text: str, words: list[tuple[int, int, str]], *, led: bool
) -> tuple[CreditRole, int, int] | None:
    """Return role and value where a label begins with the first word.

    Behind other words ("This notice was first published by …") only a label of several words will do.
    """
    table = _labels()
    for n in range(min(LONGEST_LABEL, len(words) - 1), int(led), -1):
        role = table.get(fold(" ".join(w for *_, w in words[:n])))
        if role not in (_TOLD if led else _LOOSE):
            continue
        rest = words[n:]
        if role != "byline":
            # "Traduit de l'espagnol par Mara Lind": the names follow the last "by".
            by = [k for k, (*_, w) in enumerate(rest) if fold(w) in _BY]
            rest = rest[by[-1] + 1 :] if by and by[-1] <= LONGEST_LABEL else rest
        while rest and fold(rest[0][2]) in _CONNECTIVES and rest[0][2].islower():
            rest = rest[1:]
        if not rest or len(rest) > LONGEST_NAME:
            return None
        if _are_names([w for *_, w in rest]):
            return role, rest[0][0], len(text.rstrip(_EDGE)) if text.rstrip(_EDGE) else rest[-1][1]
    return None


def _sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "。", "।")) and len(text) > 60


def _are_names(words: list[str]) -> bool:
    """Return True where every word begins with a capital, or the script has none and they are few."""
    if all(not w[0].isupper() and not w[0].islower() for w in words):
        return len(words) <= 4
    return (
        all(w[0].isupper() or w.lower() in _JOINING or w.isdigit() for w in words)
        and words[0][0].isupper()
    )


# ── names ──────────────────────────────────────────────────────────────────────────────────────


def _named(
    article: Article, index: int, passage: Passage, role: CreditRole, at: tuple[int, int]
) -> Iterator[Credit]:
    """Yield the credits of a value: one a name, but a photo's line whole."""
    text = passage.text
    start, end = at
    parts = [at]
    if role in _SPLIT and "://" not in text[start:end]:
        parts = list(_parts(text, start, end, people=role in {"byline", "translator", "editor"}))
    for part in parts:
        first, last = _stripped(text, *part)
        if _name(text[first:last]):
            yield _credit(article, index, passage, role, (first, last))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _parts(text: str, start: int, end: int, *, people: bool) -> Iterator[tuple[int, int]]:
    cuts = [(m.start(), m.end()) for m in _SEPARATORS.finditer(text, start, end)]
    if people:
        cuts += [(m.start(), m.end()) for m in _AND.finditer(text, start, end)]
    at = start
    for a, b in sorted(cuts):
        if a >= at:
            yield at, a
            at = b
    yield at, end


def _name(text: str) -> str:
    """Return a credit's name on one line, or "" where it is no name."""
    name = _SPACE.sub(" ", text).strip(_EDGE)
    words = name.split(" ")
    if not any(c.isalpha() for c in name) or len(words) > LONGEST_NAME or len(name) > 2 * SHORT:
        return ""
    long = len(name) > 24 and bool(_UNSPACED.search(name)) and len(words) == 1
    return "" if long else name


def _credit(
    article: Article, index: int, passage: Passage, role: CreditRole, at: tuple[int, int]
) -> Credit:
    where = span(index, article, passage.number, passage.start + at[0], passage.start + at[1])
    return Credit(index, role, _SPACE.sub(" ", where.text), where)
