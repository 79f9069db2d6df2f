"""Build the lexicon that ships with whence: `python tools/build_lexicon.py SHARED [--out FILE]`.

SHARED has `lexicon` (word lists, English senses) and `parallel` (sentences to learn from); with
`--stories` also stories translated sentence by sentence (all but those of one fold, to measure on it).
The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

sys.path.insert(0, str(Path(__file__).parent))
import lexicon_sources as sources
from lexicon_english import English
from lexicon_language import Block, Language, build
from lexicon_matrix import rows_to_one, strongest
from whence.lexicon import hashing, table
from whence.lexicon.forms import normal

Array = npt.NDArray[Any]
# Most concepts (ids have 16 bits), and most rows and keys of a language, so that the file stays under
# 20 MB: the most used are kept. A concept whose share of a word is under LEAST_SHARE of the largest is left out.
MOST_CONCEPTS, MOST_ROWS, MOST_KEYS = 60_000, 16_500, 25_000
LEAST_SHARE = 0.08
# What a key from an inflection dictionary is worth against one from a word list or text.
SPARE = 0.01
# Concepts near to each other: how many are kept of each, and from which share of their common words on.
MOST_NEAR, LEAST_NEAR = 6, 0.02


def forms(tag: str) -> dict[str, str]:
    """Return simplemma's inflected forms of a language with their lemmas, in normal form."""
    from simplemma.strategies.dictionaries import dictionary_factory

    name = {"sh": "hbs", "no": "nb"}.get(tag, tag)
    if name not in dictionary_factory.SUPPORTED_LANGUAGES:
        return {}
    found: dict[str, str] = {}
    for form, lemma in dictionary_factory.DefaultDictionaryFactory().get_dictionary(name).items():
        if form != lemma and " " not in form:
            found.setdefault(normal(form, tag), normal(lemma, tag))
    return found


def main() -> None:
    """Build the file and tell what went into it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument(
        "--out", type=Path, default=Path(__file__).parents[1] / "src/whence/lexicon/lexicon.bin"
    )
    parser.add_argument("--only", default="", help="languages to build, for trials")
    parser.add_argument("--stories", type=Path, help="folder of parallel stories to learn from as well")
    parser.add_argument(
        "--fold", default="", help="K/N: learn nothing from every Nth story, beginning with K"
    )
    parser.add_argument("--limit", type=int, default=0, help="keys kept per language")
    args = parser.parse_args()
    started = time.time()
    senses = sources.senses(args.shared / "lexicon")
    lists = sources.word_lists(args.shared / "lexicon")
    pairs = sources.parallel(args.shared / "parallel")
    if args.stories:
        ids = [json.loads(line)["story"] for line in (args.stories / "eng.jsonl").open(encoding="utf-8")]
        fold, folds = map(int, args.fold.split("/")) if args.fold else (-1, 1)
        held = frozenset(s for i, s in enumerate(ids) if i % folds == fold)
        for language, rows in sources.stories(args.stories, held).items():
            pairs.setdefault(language, []).extend(rows)
    moved = sources.shifts({s.synset for s in senses}, {s for rows in lists.values() for _, s in rows})
    texts = sorted({e for rows in pairs.values() for e, _ in rows})
    english = English(senses, texts, forms("en"))
    print(
        f"{len(english):,} English stems, {len(texts):,} sentences, {time.time() - started:.0f} s",
        flush=True,
    )
    blocks = {}
    for tag in sorted((set(lists) | set(pairs)) - {"en"}):
        if args.only and tag not in args.only.split(","):
            continue
        listed = [(lemma, moved[s]) for lemma, s in lists.get(tag, [])]
        blocks[tag] = build(Language(tag, listed, english, forms(tag)), pairs.get(tag, []))
        print(f"{tag} {len(listed):,} entries, {len(pairs.get(tag, [])):,} pairs: {blocks[tag].rows.shape[0]:,} rows, "
              f"{len(blocks[tag].keys):,} keys, {time.time() - started:.0f} s", flush=True)  # fmt: skip
    blocks["en"] = english_block(english)
    size = write(args.out, blocks, english)
    print(f"{len(blocks)} languages, {size / 1e6:.1f} MB, {time.time() - started:.0f} s")


def english_block(english: English) -> Block:
    """Return the block of English itself: every stem, and irregular forms."""
    keys = {(hashing.STEM, stem): i for stem, i in english.ids.items()}
    for form in sorted(english.lemmas):
        concept = english.ids.get(english.unit(form))
        if concept is not None:
            keys.setdefault((hashing.STEM, english.stem(form)), concept)
    return Block(english.concepts, english.rarity, english.document_frequency + 1, keys)


def write(path: Path, blocks: dict[str, Block], english: English) -> int:
    """Choose the concepts and rows that are worth their bytes, and write the file."""
    uses = english.document_frequency.copy()
    for block in (b for t, b in blocks.items() if t != "en"):
        row = np.repeat(np.arange(block.rows.shape[0]), np.diff(block.rows.indptr))
        np.add.at(uses, block.rows.indices, block.use[row] > 0)
    order = np.argsort(-uses, kind="stable")[:MOST_CONCEPTS]
    kept = np.sort(order[uses[order] > 0])
    new = np.full(len(english), -1)
    new[kept] = np.arange(len(kept))
    columns = {}
    for tag, block in sorted(blocks.items()):
        for name, column in _columns(block, new).items():
            columns[f"{tag}.{name}"] = column
    columns |= _near(blocks, new, len(kept))
    stems = list(english.ids)
    captions = "\n".join(english.name(i, stems[i]) for i in kept.tolist())
    columns["captions"] = np.frombuffer(captions.encode(), np.uint8)
    columns["rarity"] = np.round(english.rarity[kept] * 255).astype(np.uint8)
    return table.write(path, {"languages": sorted(blocks)}, columns)


def _near(blocks: dict[str, Block], new: Array, size: int) -> table.Columns:
    """Return for each concept the concepts that the words of all languages share with it."""
    together = csr_array((size, size))
    for tag, block in blocks.items():
        if tag == "en":
            continue
        rows = rows_to_one(block.rows).tocoo()
        good = new[rows.col] >= 0
        shares = csr_array(
            (rows.data[good], (rows.row[good], new[rows.col[good]])), shape=(rows.shape[0], size)
        )
        together = together + csr_array(shares.T @ shares)
    together.setdiag(0)
    together = rows_to_one(together)
    together = strongest((together + together.T) / 2, MOST_NEAR)
    together.data[together.data < LEAST_NEAR] = 0
    together.eliminate_zeros()
    return {
        "near.count": np.diff(together.indptr).astype(np.uint8),
        "near.concept": together.indices.astype(np.uint16),
        "near.share": np.round(together.data * 255).astype(np.uint8),
    }


def _columns(block: Block, new: Array) -> table.Columns:
    """Return the columns of one block: keys sorted, unused rows gone, shares in 255ths."""
    rows = csr_array(block.rows)
    concept = new[rows.indices]
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    top = np.zeros(rows.shape[0])
    np.maximum.at(top, row, rows.data)
    share = np.round(np.sqrt(rows.data / np.maximum(top[row], 1e-12)) * 255)
    good = (concept >= 0) & (rows.data > LEAST_SHARE * top[row])
    count = np.bincount(row[good], minlength=rows.shape[0])
    pointed = np.zeros(rows.shape[0], bool)
    pointed[list(block.keys.values())] = True
    worth = np.where(pointed, block.use + 1e-9, 0)
    chosen = np.sort(np.argsort(-worth, kind="stable")[:MOST_ROWS])
    chosen = chosen[worth[chosen] > 0]
    place = np.full(rows.shape[0], -1)
    place[chosen] = np.arange(len(chosen))
    entries = [(k, v) for k, v in block.keys.items() if place[v] >= 0]
    worths = np.array([block.use[v] * (SPARE if k in block.spare else 1.0) for k, v in entries])
    entries = [entries[i] for i in np.sort(np.argsort(-worths, kind="stable")[:MOST_KEYS]).tolist()]
    keys = np.concatenate(
        [hashing.keys([s for (t, s), _ in entries if t == tag], tag) for tag in (0, 1, 2)]
    )
    to = np.array([place[v] for tag in (0, 1, 2) for (t, _), v in entries if t == tag], np.int64)
    order = np.argsort(keys, kind="stable")
    keys, to = keys[order], to[order]
    first = np.concatenate([[True], keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, bool)
    good &= place[row] >= 0
    return {
        "key": keys[first],
        "row": to[first].astype(np.uint16),
        "count": count[chosen].astype(np.uint8),
        "rarity": np.round(block.rarity[chosen] * 255).astype(np.uint8),
        "concept": concept[good].astype(np.uint16),
        "share": share[good].astype(np.uint8),
    }


if __name__ == "__main__":
    main()
