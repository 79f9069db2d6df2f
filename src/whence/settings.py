"""Every tunable number: name, default, unit, what it gates, how it was chosen, what to re-run.

A stage takes the `Settings` record and reads its own fields. Add a field with its `_tunable` line;
`docs/reference/settings.md` is made from this file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def _tunable(default: Any, unit: str, gates: str, chosen: str, rerun: str = "") -> Any:
    """Declare one tunable with the story of its number."""
    about = {"unit": unit, "gates": gates, "chosen": chosen, "rerun": rerun}
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True)
class Settings:
    """All tunables with their defaults; pass a changed copy to `whence.compare` or `whence.trace`."""

    # read
    max_bytes: int = _tunable(
        64_000_000, "bytes", "the largest file that is read",
        "about ten thousand pages of text; a longer one is rarely one article",
    )  # fmt: skip
    max_unpacked_bytes: int = _tunable(
        1_000_000_000, "bytes", "how far one compressed input may unpack: gzip, EPUB, DOCX, XLSX (web archives by the record)",
        "tens of thousands of articles; ordinary text packs 3 to 10 times, a bomb 1,000 times and more",
        "benchmarks/fuzz.py",
    )  # fmt: skip
    max_articles: int = _tunable(
        1_000_000, "articles", "how many articles are taken from one source; what is more is reported",
        "a year of a large news desk; a table without an end must end",
    )  # fmt: skip
    max_nesting: int = _tunable(
        4, "levels", "sources within sources: a message in a message, a feed in a list of feeds, a page of a feed",
        "list of feeds, feed, page and one to spare",
    )  # fmt: skip
    max_versions: int = _tunable(
        200, "articles", "how many articles of one source a trace takes, where it is not told otherwise",
        "about the most that a family tree can show; more belong in a collection",
    )  # fmt: skip
    fetch_seconds: float = _tunable(
        20.0, "seconds", "how long one address may take from the first byte asked for to the last one read",
        "a slow page takes five; a server that drips bytes must not hold the others",
    )  # fmt: skip
    fetch_delay: float = _tunable(
        1.0, "seconds", "the pause between two requests to one host, unless its robots.txt asks for a longer one",
        "what crawlers of archives and libraries keep",
    )  # fmt: skip
    max_passages: int = _tunable(
        100_000, "passages", "the longest article that is aligned",
        "memory grows linearly, by about 40 kB a passage of both sides: 4 GB at this size",
        "python benchmarks/news_alignment.py",
    )  # fmt: skip
    # split
    max_passage_characters: int = _tunable(
        1_000, "characters", "the longest passage; a longer sentence is cut at a semicolon, comma or space",
        "twice the longest sentence in parallel news of 24 languages (504 characters)",
        "benchmarks/split.py",
    )  # fmt: skip
    # candidates
    all_pairs_up_to: int = _tunable(
        60, "articles", "how many articles are all compared with each other",
        "1,770 pairs of 40 passages take about as long as a person waits for a result",
    )  # fmt: skip
    candidate_overlap: float = _tunable(
        0.1, "share of the lighter article's weight", "pairs that share less are taken for unrelated",
        "swept 0.02 to 0.3 over 40 news stories in 5 languages: the largest that lost no translation; two pairs "
        "in three are not compared",
    )  # fmt: skip
    spread: int = _tunable(
        100, "articles", "keys that more articles of a collection share make no candidates: they are boilerplate",
        "published systems for text reuse take 100; the cost of the join grows with it",
        "python benchmarks/reuse.py",
    )  # fmt: skip
    words_from: float = _tunable(
        2.0, "fingerprints", "rare fingerprints of wording that two articles of a collection must share",
        "one is met by chance; of 20,000 articles with planted reuse, two find 0.995 of edited paragraphs, three 0.983", "python benchmarks/reuse.py",
    )  # fmt: skip
    quoted_words: int = _tunable(
        16, "words", "shortest run of equal wording that makes two articles of a collection kin",
        "two short sentences; shorter runs are phrases that everybody uses", "python benchmarks/reuse.py",
    )  # fmt: skip
    meaning_from: float = _tunable(
        2.25, "weight", "weight of rare pairs of concepts that two articles of a collection must share",
        "three pairs, of weights mostly above 0.75; two meet by chance too often in a large archive", "python benchmarks/reuse.py",
    )  # fmt: skip
    alike_from: float = _tunable(
        0.12, "cosine", "least likeness of two sentences of a candidate pair that go on with a run of sentences alike in meaning",
        "swept 0.12 to 0.25 with the next one on translations, partial ones and foreign texts, with a lexicon that had learned from them and one that had not", "python benchmarks/reuse.py",
    )  # fmt: skip
    meant_from: float = _tunable(
        0.3, "cosine", "sum over a run of such sentences of their likeness above that, from which two articles are kin",
        "swept 0.2 to 0.5 with the one before: the false pairs of new text fall to a sixth, more translations are found", "python benchmarks/reuse.py",
    )  # fmt: skip
    # align
    link_from: float = _tunable(
        0.5, "probability", "least score of a link that is kept",
        "a reader should find more links right than wrong; the scores are calibrated to it",
        "benchmarks/news_alignment.py, benchmarks/alignment.py",
    )  # fmt: skip
    link_evidence: int = _tunable(
        12, "meetings", "how many words, names and numbers that met are shown with a link",
        "a sentence has about twelve words of content",
    )  # fmt: skip
    encoder_weight: float = _tunable(
        0.5, "share", "how much a sentence encoder of the user's own counts beside the words in a link's likeness",
        "of 0, 0.25 … 1 with simulated encoders: less wastes them where a language has no word list, more lets "
        "weak ones do harm where it has",
        "benchmarks/encoder.py",
    )  # fmt: skip
    # relate
    unrelated_below: float = _tunable(
        0.06, "share of the text", "below it, on both sides, two articles are called unrelated; on one side, where wording and order do not speak for kinship",
        "a stray link or two in articles of forty passages", "tests/test_relate.py, benchmarks/lineage.py",
    )  # fmt: skip
    transmitted_from: float = _tunable(
        0.45, "share", "share of links in one order, times that of neighbours that stay near each other, or of same wording, from which one text depends on another",
        "two reports of one event by different hands share scattered facts only: of 60 pairs across languages four "
        "have 0.45 and more, of 30 with a common source all 0.55 and more",
        "benchmarks/relations.py, benchmarks/mixed.py --kind event",
    )  # fmt: skip
    transmitted_few: float = _tunable(
        0.5, "share of the text", "linked share from which one text depends on another where there are less than four links",
        "three sentences that meet by chance are a third of a short text", "benchmarks/relations.py",
    )  # fmt: skip
    independent_wording: float = _tunable(
        0.15, "share of word triples", "same wording below which two texts of one language are told independently",
        "reports of one event by two hands: at most 0.11; copies 0.7 and more; two translations about 0.2",
        "benchmarks/relations.py",
    )  # fmt: skip
    one_event: float = _tunable(
        0.27, "share of the matter, by rarity", "common to two texts of one language that tell of one event, where no passages are linked",
        "of 7,400 pairs of unrelated news stories one in a thousand has 0.25, real reports of one event 0.27 to 0.5",
        "benchmarks/relations.py",
    )  # fmt: skip
    one_event_across: float = _tunable(
        0.2, "share of the matter, by rarity", "the same in two languages, where names in other scripts do not meet",
        "of 2,500 pairs of unrelated news stories one in a thousand has 0.19, nine in ten reports of one event 0.2 and more",
        "benchmarks/relations.py",
    )  # fmt: skip
    one_matter: float = _tunable(
        0.1, "cosine of the matter, by rarity", "two parts of a text, or two who have one each, are of one story",
        "stretches of 4 to 24 sentences in eight languages: of one news story 6 % have less, of two 6 % more",
        "benchmarks/mixed.py",
    )  # fmt: skip
    one_matter_across: float = _tunable(
        0.065, "cosine of the matter, by rarity", "the same in two languages",
        "of one news story 6 % have less, of two 6 % more", "benchmarks/mixed.py",
    )  # fmt: skip
    full_from: float = _tunable(
        0.8, "share of the text", "linked share from which a text counts as wholly contained in the other",
        "leaves room for a heading, a caption and a missed link in a text of twenty passages",
        "tests/test_relate.py, benchmarks/lineage.py",
    )  # fmt: skip
    core_from: float = _tunable(
        0.25, "share of the text", "least linked share of both sides for a common source",
        "below it the overlap may be quotation", "tests/test_relate.py",
    )  # fmt: skip
    excerpt_below: float = _tunable(
        0.65, "share of the text", "linked share of the longer text below which the shorter is an excerpt",
        "a copy that leaves out up to a third is still called a copy", "tests/test_relate.py",
    )  # fmt: skip
    own_passage_length: float = _tunable(
        120.0, "characters", "how much text inside the core counts as one passage of own material",
        "the length of a news sentence", "tests/test_relate.py",
    )  # fmt: skip
    own_material: float = _tunable(
        2.0, "passages", "own material on each side from which neither can come from the other alone",
        "one added passage is usual on any copy, two that nobody else has are not; named sources count two",
        "tests/test_relate.py, benchmarks/lineage.py",
    )  # fmt: skip
    copied_wording: float = _tunable(
        0.5, "share of word triples", "same wording from which a text in one language is a copy",
        "an edited copy keeps most sentences whole, two translations of one text share about a fifth",
        "tests/test_relate.py",
    )  # fmt: skip
    foreign_block: float = _tunable(
        0.25, "share of the text", "size of an unlinked block from which a text may be a compilation",
        "a quarter of the text is more than a caption or a comment policy", "tests/test_relate.py",
    )  # fmt: skip
    foreign_words: float = _tunable(
        0.15, "share of the meaning, by rarity", "a block that has less in common with the rest is another text",
        "halves of one news story have more in common in 91 % of cases, of two stories less in 86 % "
        "(eleven languages)", "benchmarks/relations.py",
    )  # fmt: skip

    # variants
    variant_score: float = _tunable(
        0.5, "probability", "least certainty of a variant inside a link that is reported",
        "a reader should find more variants right than wrong; the kinds calibrate their scores to it",
        "benchmarks/edits.py",
    )  # fmt: skip
    # serve
    max_upload_bytes: int = _tunable(
        512_000_000, "bytes", "the most that one request to the local page may carry",
        "five hundred saved pages of a megabyte; more goes in with `whence add`", "tests/test_web_security.py",
    )  # fmt: skip


DEFAULT = Settings()


def describe() -> list[dict[str, Any]]:
    """Return one row a tunable: name, default, unit, gates, chosen, rerun (for docs and reports)."""
    return [{"name": f.name, "default": f.default, **f.metadata} for f in fields(Settings)]
