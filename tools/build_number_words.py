"""CLDR's spell-out rules → src/whence/values/data/number_words.json.

    npm pack cldr-rbnf && tar xzf cldr-rbnf-*.tgz
    python tools/build_number_words.py package/rbnf [--check]

The rules (RBNF) say how a number is written out. This tool runs them and keeps what the grammar of
`whence.values.number_words` needs to read such numbers: a form is stored only where the forms
stored before it do not already compose to the right value. Scale words ("million", "млн") also come from
CLDR's compact number patterns through babel. What CLDR lacks stands in `number_words_extra.json`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path

from whence.text import tag
from whence.values import number_words
from whence.values.figures import WORD
from whence.values.spelled import value as spelled

OUT = Path(__file__).parents[1] / "src/whence/values/data/number_words.json"
EXTRA = Path(__file__).with_name("number_words_extra.json")
# The longest list of alternative spellings of one number that is followed.
ALTERNATIVES = 64
PART = re.compile(r"→([^→]*)→(→?)|←([^←]*)←|=([^=]*)=|(\[)|(\])|\$\(\w+,(.*?)\)\$|([^→←=\[\]$]+|\$)")
PLURAL = re.compile(r"\w+\{(.*?)\}")
# Particles written onto the number word.
CLITICS = {"ar": "و ال وال ب ل", "he": "ו ה ב ל וה"}
UNSPACED = {"th", "lo", "km", "my"}
# Pieces that join the parts of compounds: vier·und·zwanzig.
LINKS = "und en og och"
SMALL = [*range(101), *range(200, 1000, 100)]
SCALES = (10**3, 10**4, 10**5, 10**6, 10**7, 10**8, 10**9, 10**12)
# Read by `whence.values.cjk`, or spoken where no news is written in them.
SKIP = {
    "zh",
    "yue",
    "ja",
    "ko",
    "ccp",
    "root",
    "ak",
    "chr",
    "ee",
    "ff",
    "blo",
    "kl",
    "lrc",
    "se",
    "su",
    "und",
}


class Rules:
    """One language's rule sets, run on whole numbers."""

    def __init__(self, path: Path) -> None:
        groups = json.loads(path.read_text("utf-8"))["rbnf"]["rbnf"]
        self.sets: dict[str, list[tuple[int, int, str]]] = {}
        for name, rules in groups.get("SpelloutRules", {}).items():
            rows = []
            if not name.startswith("%"):
                continue
            for descriptor, body in rules:
                match = re.fullmatch(r"([\d,. ]+)(?:/([\d,. ]+))?(>*)", descriptor)
                if match:
                    base = int(re.sub(r"\D", "", match[1]))
                    radix = int(re.sub(r"\D", "", match[2])) if match[2] else 10
                    rows.append((base, _divisor(base, radix, len(match[3])), body.rstrip(";")))
            self.sets[name] = sorted(rows, key=lambda row: row[0])
        self.memo: dict[tuple[str, int], frozenset[str]] = {}

    def public(self, kind: str) -> list[str]:
        """Return the names of the rule sets for "cardinal" or "ordinal" numbers."""
        starts = (
            ("%spellout-" + kind,)
            if kind == "ordinal"
            else ("%spellout-cardinal", "%spellout-numbering", "%spellout-construct")
        )
        return [
            n for n in self.sets if n.startswith(starts) and not re.search("year|financial|verbose", n)
        ]

    def spell(self, name: str, number: int, depth: int = 0) -> frozenset[str]:
        """Return the ways to write `number` by the rule set `name`."""
        key = (name, number)
        if key not in self.memo:
            self.memo[key] = frozenset() if depth > 40 else frozenset(self._spell(name, number, depth))
        return self.memo[key]

    def _spell(self, name: str, number: int, depth: int) -> list[str]:
        rows = [row for row in self.sets.get(name, ()) if row[0] <= number]
        if not rows:
            return []
        rule = rows[-1]
        if (
            len(rows) > 1
            and number % rule[1] == 0
            and rule[0] % rule[1]
            and re.search("→.*←|←.*→", rule[2])
        ):
            rows.pop()
            rule = rows[-1]
        return self._run(rule, rows, name, number, depth)

    def _run(
        self,
        rule: tuple[int, int, str],
        rows: list[tuple[int, int, str]],
        name: str,
        number: int,
        depth: int,
    ) -> list[str]:
        _base, divisor, body = rule
        quotient, remainder = divmod(number, divisor)
        stack: list[list[str]] = [[""]]
        for match in PART.finditer(body.removeprefix("'")):
            more, direct, fewer, same, opened, closed, plural, plain = match.groups()
            if opened:
                stack.append([""])
                continue
            if closed:
                options = stack.pop() if len(stack) > 1 else [""]
                options = options if remainder else [""]
            elif more is not None and direct:
                previous = rows[-2] if len(rows) > 1 else rows[-1]
                options = self._run(previous, rows[:-1], name, remainder, depth + 1)
            elif more is not None:
                options = sorted(self._sub(more, name, remainder, depth))
            elif fewer is not None:
                options = sorted(self._sub(fewer, name, quotient, depth))
            elif same is not None:
                options = sorted(self._sub(same, name, number, depth))
            elif plural is not None:
                options = PLURAL.findall(plural)
            else:
                options = [plain]
            stack[-1] = [left + right for left in stack[-1] for right in options][:ALTERNATIVES]
        return stack[0]

    def _sub(self, what: str, name: str, number: int, depth: int) -> frozenset[str]:
        if what and not what.startswith("%"):
            return frozenset()
        return self.spell(what or name, number, depth + 1)


def _divisor(base: int, radix: int, less: int) -> int:
    """Return the power of the radix that a rule divides by."""
    power = 0
    while base and radix ** (power + 1) <= base:
        power += 1
    return radix ** max(power - less, 0)


def clean(form: str) -> str:
    """Return a written number as lower-case words parted by one space."""
    form = form.replace("\u00ad", "").replace("-", " ").replace("־", " ").replace("\u200b", "")
    return re.sub(r"[\s’'ʼʻ‘]+", " ", form).strip().lower()


def compounding(rules: Rules) -> bool:
    """Return whether the language writes its numbers together, by how it writes some of them."""
    forms = [
        form
        for name in rules.public("cardinal")
        for n in (24, 137, 348)
        for form in rules.spell(name, n)
    ]
    return any(
        "\u00ad" in form or (len(form) > 14 and " " not in form and "-" not in form) for form in forms
    )


def table(rules: Rules, language: str) -> dict[str, object]:
    """Return one language's row: the least forms from which the grammar reads all numbers."""
    row: dict[str, object] = {"cardinals": {}, "ordinals": {}, "joiners": joiners(rules)}
    if language in CLITICS:
        row |= {"clitic": CLITICS[language], "reversed": language == "ar"}
    if language in UNSPACED or compounding(rules):
        row |= {"compounds": True, "links": LINKS, "pieces": {}}
    for kind in ("cardinal", "ordinal"):
        forms: dict[int, set[str]] = {}
        for name in rules.public(kind):
            for number in SMALL:
                for form in rules.spell(name, number):
                    if form and "=" not in form and not re.search(r"\d", form):
                        forms.setdefault(number, set()).add(clean(form))
        for number in sorted(forms):
            vocabulary = number_words.build(row)
            needed = sorted(
                f
                for f in forms[number]
                if f and spelled(f, vocabulary) not in ((number, False), (number, kind == "ordinal"))
            )
            if needed:
                row[kind + "s"][str(number)] = "|".join(needed)  # type: ignore[index]
        if kind == "cardinal":
            add_scales(row, rules, language)
            add_pieces(row, rules)
    return row


def add_pieces(row: dict[str, object], rules: Rules) -> None:
    """Add what only occurs inside longer numbers: "ciento" (100), Italian "cent·otto", "mốt" (1)."""
    for name in rules.public("cardinal"):
        for number in (
            *range(21, 100),
            *range(101, 200),
            *(h + n for h in range(200, 1000, 100) for n in (0, 1, 8, 11, 80, 88)),
        ):
            for form in sorted(rules.spell(name, number)):
                whole = clean(form)
                vocabulary = number_words.build(row)
                if not whole or reads(whole, number, vocabulary):
                    continue
                spaced = " " in whole
                pieces = whole.split() if spaced else [p.lower() for p in form.split("\u00ad")]
                known = vocabulary.words if spaced else vocabulary.parts
                inside = {
                    word
                    for first, rest in vocabulary.phrases.items()
                    for option in rest
                    for word in (first, *option[0])
                }
                unknown = [
                    p
                    for p in pieces
                    if p not in known and p not in vocabulary.joiners and p not in inside
                ]
                if len(unknown) != 1 or len(pieces) < 2:
                    continue
                into: dict[str, str] = row["cardinals" if spaced else "pieces"]  # type: ignore[assignment]
                for value in dict.fromkeys(
                    (number % 10, number % 100, 100, number - number % 100, number % 100 - number % 10)
                ):
                    before = into.get(str(value))
                    into[str(value)] = f"{before}|{unknown[0]}" if before else unknown[0]
                    if reads(whole, number, number_words.build(row)):
                        break
                    if before is None:
                        del into[str(value)]
                    else:
                        into[str(value)] = before


def reads(form: str, number: int, vocabulary: number_words.Vocabulary, kind: str = "cardinal") -> bool:
    """Return whether the grammar already reads `form` as `number`."""
    found = spelled(form, vocabulary)
    return found == (number, kind == "ordinal")


def joiners(rules: Rules) -> str:
    """Return the words that stand between the parts of a number and are no number themselves."""
    whole, inner = set(), {}
    for name in rules.public("cardinal"):
        for number in (*range(1000), 1001, 1021, 2001, 1000001):
            for form in rules.spell(name, number):
                tokens = clean(form).split()
                if len(tokens) == 1:
                    whole.add(tokens[0])
                for token in tokens[1:-1]:
                    inner.setdefault(token, set()).add(number)
    return " ".join(
        sorted(t for t, seen in inner.items() if t not in whole and len(t) <= 3 and len(seen) > 60)
    )


def add_scales(row: dict[str, object], rules: Rules, language: str) -> None:
    """Add the words for thousand, million … : what is left when the count is taken off."""
    cardinals: dict[str, str] = row["cardinals"]  # type: ignore[assignment]
    forms: dict[int, set[str]] = {}
    for name in rules.public("cardinal"):
        for scale in SCALES:
            for count in (1, 2, 5):
                for form in rules.spell(name, scale * count):
                    tokens = clean(form).split()
                    if re.search(r"\d", form) or not tokens:
                        continue
                    vocabulary = number_words.build(row)
                    while len(tokens) > 1 and spelled(" ".join(tokens[:1]), vocabulary) == (
                        count,
                        False,
                    ):
                        tokens = tokens[1:]
                    if len(tokens) == 1 and spelled(tokens[0], vocabulary) is None:
                        alone = count == 1 or len(clean(form).split()) > 1
                        if alone and not any(tokens[0] in seen for seen in forms.values()):
                            forms.setdefault(scale, set()).add(tokens[0])
    for scale, word in compact(language):
        forms.setdefault(scale, set()).add(word)
    taken: set[str] = set()
    for scale in sorted(forms):
        fresh = sorted(
            form for form in forms[scale] - taken if spelled(form, number_words.build(row)) is None
        )
        taken |= forms[scale]
        if fresh:
            cardinals[str(scale)] = "|".join(fresh)


def compact(language: str) -> list[tuple[int, str]]:
    """Return the scale words of CLDR's compact patterns: (1000000, "млн")."""
    from babel import Locale, UnknownLocaleError

    try:
        formats = Locale.parse(language)._data["compact_decimal_formats"]  # noqa: SLF001
    except (UnknownLocaleError, ValueError):
        return []
    found = []
    for style in ("long", "short"):
        for plural in formats.get(style, {}).values():
            for size, pattern in plural.items():
                text = getattr(pattern, "pattern", pattern)
                zeros = text.count("0")
                word = (
                    re.sub(r"[0\s\u200e\u200f]+", " ", text.replace("'", "")).strip().rstrip(".").lower()
                )
                scale = int(size) // 10 ** max(zeros - 1, 0)
                # Beyond, no news counts, and the words are others ("नील" is blue, and Neil).
                if zeros and len(word) > 2 and re.fullmatch(WORD, word) and scale <= SCALES[-1]:
                    found.append((scale, word))
    return found


def check(rules: Rules, row: dict[str, object]) -> tuple[int, int, list[str]]:
    """Return how many written numbers are read back right, of how many, and some that are not."""
    rng = random.Random(7)
    vocabulary = number_words.build(row)
    numbers = [
        *range(1000),
        *(rng.randrange(1000, 10**6) for _ in range(200)),
        *(rng.randrange(1, 99) * 10**6 for _ in range(20)),
    ]
    right, total, wrong = 0, 0, []
    for name in rules.public("cardinal")[:4]:
        for number in numbers:
            for form in sorted(rules.spell(name, number))[:2]:
                if not form or re.search(r"\d", form):
                    continue
                total += 1
                found = spelled(clean(form), vocabulary)
                if found and found[0] == number:
                    right += 1
                elif len(wrong) < 400:
                    wrong.append(f"{number} {clean(form)} → {found and found[0]}")
    return right, total, rng.sample(wrong, min(3, len(wrong)))


def main() -> None:
    """Build the table, or with --check only say how well the grammar reads CLDR's own spellings."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rules", type=Path, help="folder with CLDR's rbnf JSON files")
    parser.add_argument("--check", action="store_true", help="print how well each language is read back")
    options = parser.parse_args()
    extra = json.loads(EXTRA.read_text("utf-8")) if EXTRA.exists() else {}
    result: dict[str, dict[str, object]] = {}
    for path in sorted(options.rules.glob("*.json")):
        language = tag(path.stem)
        if path.stem in SKIP or ("-" in path.stem and not path.stem.endswith("-Latn")):
            continue
        rules = Rules(path)
        if not rules.public("cardinal"):
            continue
        if language in result:
            merge(result[language], table(rules, path.stem))
            continue
        result[language] = table(rules, path.stem)
        if options.check:
            right, total, wrong = check(rules, result[language])
            print(f"{language:4} {right / max(total, 1):6.1%} of {total:5}  {'; '.join(wrong)}")
    for language, row in extra.items():
        merge(result.setdefault(language, {"cardinals": {}, "ordinals": {}, "joiners": ""}), row)
    OUT.write_text(json.dumps(result, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    print(f"{OUT.name}: {len(result)} languages, {OUT.stat().st_size / 1000:.0f} kB")


def merge(row: dict[str, object], extra: dict[str, object]) -> None:
    """Add the hand-made entries of a language to what CLDR gave."""
    for key, value in extra.items():
        if isinstance(value, dict):
            mine: dict[str, str] = row.setdefault(key, {})  # type: ignore[assignment]
            for number, forms in value.items():
                clean_forms = {clean(form) for form in forms.split("|")}
                mine[number] = "|".join(sorted({*mine.get(number, "").split("|"), *clean_forms} - {""}))
        elif key == "joiners":
            row[key] = " ".join(sorted({*str(row.get(key, "")).split(), *str(value).split()}))
        else:
            row[key] = value


if __name__ == "__main__":
    main()
