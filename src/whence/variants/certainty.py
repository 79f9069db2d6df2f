"""Place → Draft: a claim hedged in one version ("allegedly") and stated as fact in the other."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from whence.lexicon.forms import WORD
from whence.text import fold, tag
from whence.variants.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Attribution
    from whence.variants.places import Place, Side

# Words that mark a claim as somebody's claim or a mere possibility, folded; a phrase is joined by
# "_". Before the bar those that are worth a report when the other side has no hedge at all; after it
# what may translate them (moods, "according to", verbs of seeming), which keeps the detector silent.
_WORDS = {
    "en": "reportedly allegedly supposedly purportedly apparently rumored rumoured presumably perhaps maybe "
    "possibly | alleged suspected believed thought likely probably seem seems seemed appear appears appeared may "
    "might could would should according said says reported claimed claims understood unconfirmed considered potential "
    "potentially suggests suggested expected possible",
    "de": "angeblich mutmasslich vermeintlich anscheinend offenbar moglicherweise vielleicht vermutlich "
    "wohl | soll sollen solle sollte sollten konnte konnten durfte wurde wurden scheint scheinbar laut zufolge nach habe "
    "hatte sei seien ware wahrscheinlich heisst mag moglich berichten gemeldet",
    "nl": "naar_verluidt vermeende zogenaamd blijkbaar misschien wellicht mogelijk vermoedelijk | zou zouden "
    "schijnt lijkt kan kunnen volgens waarschijnlijk verdachte vermoed",
    "sv": "pastatt pastas formodligen kanske mojligen mojligtvis uppenbarligen tydligen uppges | ska skulle lar "
    "kan enligt troligen sannolikt rapporteras misstankt verkar antas sags sagt",
    "da": "angiveligt formentlig maske muligvis tilsyneladende | skulle kan ifolge sandsynligvis formodes sigtet",
    "nb": "angivelig formodentlig kanskje muligens tilsynelatende visstnok | skal skulle kan ifolge sannsynligvis",
    "fr": "apparemment pretendument soi-disant peut-etre possiblement vraisemblablement presume presumee presumes "
    "| aurait auraient serait seraient pourrait pourraient devrait semble semblerait selon probablement dit dirait "
    "suppose supposee suspecte peut eventuellement doute",
    "it": "apparentemente presumibilmente presunto presunta presunti forse asseritamente | avrebbe avrebbero sarebbe "
    "sarebbero potrebbe potrebbero dovrebbe secondo sembra probabilmente pare possibile sospetto puo stando",
    "es": "presuntamente supuestamente aparentemente quiza quizas posiblemente presunto presunta | habria habrian seria "
    "serian podria podrian segun probablemente parece puede pueda sospechoso supuesto supuesta "
    "alegado vez",
    "pt": "alegadamente supostamente aparentemente talvez possivelmente presumivelmente | teria teriam seria seriam "
    "poderia poderiam segundo provavelmente parece pode suposto suposta suspeito alegado",
    "ro": "presupus aparent poate posibil probabil | ar ar_fi potrivit conform pare ce",
    "pl": "rzekomo podobno prawdopodobnie byc_moze moze ponoc | mial miala mieli mialy mialo wedlug zdaje wydaje "
    "domniemany podejrzany moglo moga mogl moglby",
    "cs": "udajne pry mozna zrejme patrne snad | mel mela meli mohl mohla mohou podle pravdepodobne domnely podezrely "
    "by muze",
    "sk": "udajne vraj mozno zrejme | mal mala mohol podla pravdepodobne",
    "ru": "якобы предположительно вероятно возможно видимо наверное | мог могла могли может бы сообщается согласно "
    "по_словам похоже предполагаемый предполагаемого подозреваемый словам данным",
    "uk": "нібито імовірно ймовірно можливо мабуть | міг могла могли може б би повідомляється згідно схоже "
    "підозрюваний словами даними",
    "bg": "предполагаемо вероятно може_би възможно уж явно | би бил била били могъл според изглежда може "
    "предполагаем",
    "el": "φερεται φερομενος φερομενη ισως πιθανως ενδεχομενως προφανως δηθεν | θα μπορει μπορουσε συμφωνα φαινεται "
    "πιθανον υποτιθεμενος",
    "fi": "vaitetysti kuulemma ehka mahdollisesti ilmeisesti tiettavasti | voi voisi saattaa saattoi mukaan "
    "luultavasti todennakoisesti vaitetty epailty kerrotaan lie olisi ilmeisen",
    "hu": "allitolag allitolagos talan lehetseges feltehetoleg valoszinuleg | lehet szerint lehetett -hat ugy tunik "
    "gyanusitott",
    "tr": "iddiaya_gore sozde belki muhtemelen gorunuse_gore | gore iddia iddialara olabilir olasi bildirildi mis "
    "edilen supheli sanirim",
    "id": "kabarnya konon diduga mungkin dikabarkan agaknya | bisa dapat menurut tampaknya seolah dilaporkan "
    "dituduh kemungkinan",
    "ar": "يزعم يُزعم زعم المزعوم المزعومة ربما لعل يبدو | قد يمكن وفقا حسب بحسب مزاعم محتمل تقارير افادت ذكرت يقال زعمت",
    "fa": "گويا ظاهرا شاید شايد احتمالا گفته_می‌شود | ممکن به_گفته ادعا ممكن متهم گزارش",
    "he": "לכאורה אולי ייתכן כנראה | עשוי עלול לפי על_פי נראה חשוד דווח טוען לטענת",
    "hi": "कथित कथित_तौर शायद संभवतः | सकता सकते सकती अनुसार हो लगता संदिग्ध",
    "zh": "据称 據稱 据说 據說 涉嫌 所谓 也许 或许 可能 疑似 | 据 據 报道 报导 或 似乎 看来 好像 应该 恐怕 声称 称 指控 被控",
    "ja": "とされ らしい と言われ 疑い もしかし おそらく 恐らく かもしれ と見られ とみられ | によると よう だろう 可能性 そう 報 "
    "でしょう 思われ 疑 容疑 たぶん 主張",
}  # fmt: skip
_UNSPACED = frozenset({"zh", "ja"})
# Certainty of a hedge that only one side has. Chosen on benchmarks/edits.py (wording); re-run it.
_SCORE = 0.65


def certainty(place: Place, rows: Sequence[Attribution]) -> list[Draft]:
    """Return a draft where only one side hedges, and the other neither hedges nor names a source."""
    found = [_hedges(side) for side in (place.left, place.right)]
    if found[0] is None or found[1] is None:
        return []
    for k in (0, 1):
        side, other = (place.left, place.right) if k == 0 else (place.right, place.left)
        sure, any_here = found[k] or ([], False)
        _, any_there = found[1 - k] or ([], False)
        if not sure or any_there or _attributed(other, rows):
            continue
        here = side.span(*sure[0])
        both = (here, None) if k == 0 else (None, here)
        return [Draft("wording", *both, place.score * _SCORE, "hedged in one version only", place.link)]
    return []


def _attributed(side: Side, rows: Sequence[Attribution]) -> bool:
    return any(a.article == side.index and a.content.passage in side.passages for a in rows)


def _hedges(side: Side) -> tuple[list[tuple[int, int]], bool] | None:
    """Return where a side hedges plainly, and whether it hedges in any way; None: language unknown."""
    sure, leaning = [], False
    for row in (side.article.passages[p] for p in side.passages):
        found = _in_text(row.text, tag(side.article.language))
        if found is None:
            return None
        sure += [(row.start + a, row.start + b) for a, b in found[0]]
        leaning = leaning or bool(found[0]) or found[1]
    return sure, leaning


@cache
def _table(language: str) -> tuple[frozenset[str], frozenset[str]] | None:
    if language not in _WORDS:
        return None
    plain, _, leaning = _WORDS[language].partition("|")
    return frozenset(map(fold, plain.split())), frozenset(map(fold, leaning.split()))


@lru_cache(maxsize=4096)
def _in_text(text: str, language: str) -> tuple[tuple[tuple[int, int], ...], bool] | None:
    table = _table(language)
    if table is None:
        return None
    if language in _UNSPACED:
        sure = [(m.start(), m.end()) for w in sorted(table[0]) for m in re.finditer(re.escape(w), text)]
        return tuple(sorted(sure)), any(w in text for w in table[1])
    rows = [(fold(m[0]), m.start(), m.end()) for m in WORD.finditer(text)]
    sure = [(a, b) for w, a, b in rows if w in table[0]]
    for (one, start, _), (two, _, end) in zip(rows, rows[1:], strict=False):
        if f"{one}_{two}" in table[0] or f"{one}-{two}" in table[0]:
            sure.append((start, end))
    return tuple(sorted(sure)), any(w in table[1] for w, _, _ in rows)
