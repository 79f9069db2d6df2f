"""Place → Draft: a claim hedged in one version ("allegedly") and stated as fact in the other."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from whence.lexicon.forms import WORD
from whence.phrases import said
from whence.text import fold, tag
from whence.variants.draft import Draft, on_side
from whence.variants.negation_words import readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Attribution
    from whence.variants.places import Place, Side

# Words that mark a claim as somebody's claim or a mere possibility, folded; a phrase is joined by
# "_". Before the bar those that are worth a report when the other side has no hedge at all; after it
# what may translate them (moods, "according to", verbs of seeming), which keeps the detector silent.
_WORDS = {
    "en": "reportedly allegedly supposedly purportedly rumored rumoured | alleged apparently suspected "
    "believed thought likely probably seem seems seemed appear appears appeared may might could "
    "would should according said says reported claimed claims understood unconfirmed considered "
    "potential potentially suggests suggested expected possible perhaps maybe possibly presumably",
    "de": "angeblich mutmasslich vermeintlich | soll sollen solle sollte sollten konnte konnten durfte "
    "wurde wurden scheint scheinbar laut zufolge nach habe hatte sei seien ware wahrscheinlich "
    "heisst mag moglich berichten gemeldet moglicherweise vielleicht vermutlich wohl offenbar "
    "anscheinend",
    "nl": "naar_verluidt vermeende zogenaamd vermoedelijk | zou zouden schijnt lijkt kan kunnen volgens "
    "waarschijnlijk verdachte vermoed misschien wellicht mogelijk blijkbaar",
    "sv": "pastatt pastas formodligen uppges | ska skulle lar kan enligt troligen sannolikt rapporteras "
    "misstankt verkar antas sags sagt kanske mojligen mojligtvis uppenbarligen tydligen",
    "da": "angiveligt formentlig | skulle kan ifølge sandsynligvis formodes sigtet maske muligvis "
    "tilsyneladende",
    "nb": "angivelig formodentlig visstnok | skal skulle kan ifølge sannsynligvis kanskje muligens "
    "tilsynelatende",
    "fr": "pretendument soi-disant presume presumee presumes | aurait auraient serait seraient pourrait "
    "pourraient devrait semble semblerait selon probablement dit dirait suppose supposee suspecte "
    "peut eventuellement doute peut-etre possiblement vraisemblablement apparemment",
    "it": "presumibilmente presunto presunta presunti asseritamente | avrebbe avrebbero sarebbe "
    "sarebbero potrebbe potrebbero dovrebbe secondo sembra probabilmente pare possibile sospetto "
    "puo stando forse apparentemente accusato riferisce",
    "es": "presuntamente supuestamente presunto presunta | habria habrian seria serian podria podrian "
    "segun probablemente parece puede pueda sospechoso supuesto supuesta alegado vez quiza quizas "
    "posiblemente aparentemente",
    "pt": "alegadamente supostamente presumivelmente | teria teriam seria seriam poderia poderiam "
    "segundo provavelmente parece pode suposto suposta suspeito alegado talvez possivelmente "
    "aparentemente relatos acusado",
    "ro": "presupus | ar ar_fi potrivit conform pare ce poate posibil probabil aparent",
    "pl": "rzekomo podobno ponoc | miał miała mieli miały miało według zdaje wydaje domniemany "
    "podejrzany mogło moga mogł mogłby prawdopodobnie byc_moze moze",
    "cs": "udajne pry | mel mela meli mohl mohla mohou podle pravdepodobne domnely podezrely by muze "
    "mozna zrejme patrne snad",
    "sk": "udajne vraj | mal mala mohol podla pravdepodobne mozno zrejme",
    "ru": "якобы предположительно | мог могла могли может бы сообщается согласно по_словам похоже "
    "предполагаемый предполагаемого подозреваемый словам данным вероятно возможно видимо сообщениям утверждают наверное",
    "uk": "нібито | міг могла могли може б би повідомляється згідно схоже підозрюваний словами даними "
    "імовірно ймовірно можливо мабуть повідомляють стверджують",
    "bg": "предполагаемо уж | би бил била били могъл според изглежда може предполагаем вероятно може_би "
    "възможно явно съобщено съобщава твърди твърдят",
    "el": "φερεται φερομενος φερομενη δηθεν | θα μπορει μπορουσε συμφωνα φαινεται πιθανον υποτιθεμενος "
    "ισως πιθανως ενδεχομενως προφανως φημολογειται λεγεται",
    "fi": "vaitetysti kuulemma tiettavasti | voi voisi saattaa saattoi mukaan luultavasti "
    "todennakoisesti vaitetty epailty kerrotaan lie olisi ilmeisen ehka mahdollisesti ilmeisesti",
    "hu": "allitolag allitolagos | lehet szerint lehetett ugy tunik gyanusitott talan lehetseges "
    "feltehetoleg valoszinuleg",
    "tr": "iddiaya_gore sozde gorunuse_gore | gore iddia iddialara olabilir olasi bildirildi edilen "
    "supheli sanırım belki muhtemelen",
    "id": "kabarnya konon diduga dikabarkan | bisa dapat menurut tampaknya seolah dilaporkan dituduh "
    "kemungkinan mungkin agaknya",
    "ar": "يزعم يُزعم زعم المزعوم المزعومة | قد يمكن وفقا حسب بحسب مزاعم محتمل تقارير افادت ذكرت يقال "
    "زعمت ربما لعل يبدو",
    "fa": "گويا گفته_می‌شود | ممکن به_گفته ادعا ممكن متهم گزارش شاید شايد احتمالا ظاهرا گزارش‌ها گزارشها",
    "he": "לכאורה | עשוי עלול לפי על_פי נראה חשוד דווח טוען לטענת אולי ייתכן כנראה נמסר דיווחים הדיווחים",
    "hi": "कथित कथित_तौर | सकता सकते सकती अनुसार हो लगता संदिग्ध शायد संभवतः शायद",
    "zh": "据称 據稱 据说 據說 涉嫌 所谓 疑似 | 据 據 报道 报导 或 似乎 看来 好像 应该 恐怕 声称 称 指控 被控 也许 或许 可能",
    "ja": "と言われ 疑い と見られ とみられ | とされ らしい によると よう だろう 可能性 そう 報 でしょう 思われ 疑 容疑 たぶん 主張 もしかし おそらく 恐らく かもしれ",
}  # fmt: skip
# Moods that report what others say, inside the word.
_MOODS = {
    "fr": r"\w{2,}r(?:ait|aient)\b",
    "it": r"\w{2,}r(?:ebbe|ebbero)\b",
    "es": r"\w{2,}r[ií]a[n]?\b",
    "pt": r"\w{2,}ria[m]?\b",
    "tr": r"\w{2,}m[ıiuü]ş\w*|\b(?:söyle|belirt|bildir|öne sür)\w*",
    "bg": r"\w{3,}л[аои]?\b",
    "fi": r"\w{3,}isi(?:vat)?\b|\w+nee\b",
    "et": r"\w{3,}vat\b",
    "hu": r"\w{2,}h[ae]t\w*|\w{2,}n[áé]\w*",
    "ja": r"という|だろう|ようだ|ようで|そうだ|とみ|とされ",
    "id": r"\bdi(?:duga|kabarkan|laporkan|sebut)\w*",
}  # fmt: skip
_UNSPACED = frozenset({"zh", "ja"})
# English words for suspecting and reporting; a side with a word of them hedges in its own way.
_SUSPECTING = (
    "accuse", "accusation", "charge", "suspect", "suspicion", "allege", "allegation", "seem", "appear", "report",
    "rumor", "claim", "suppose", "presume", "believe", "accord", "assume", "speculate", "possible", "likely",
)  # fmt: skip
_SHARE = 0.2
# Certainty of a hedge that only one side has. Chosen on benchmarks/edits.py (wording); re-run it.
_SCORE = 0.65


def certainty(place: Place, rows: Sequence[Attribution]) -> list[Draft]:
    """Return a draft where only one side hedges, and the other neither hedges nor names a source."""
    found = [_hedges(side) for side in (place.left, place.right)]
    if found[0] is None or found[1] is None:
        return []
    for k in (0, 1):
        side, other = (place.left, place.right) if k == 0 else (place.right, place.left)
        sure, _ = found[k] or ([], False)
        _, any_there = found[1 - k] or ([], False)
        if not sure or any_there or _attributed(other, rows) or other.means(_SUSPECTING, _SHARE):
            continue
        here = side.span(*sure[0])
        return [
            Draft(
                "wording",
                *on_side(k, here),
                place.score * _SCORE,
                said("hedged in one version only"),
                place.link,
            )
        ]
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
def _table(language: str) -> tuple[frozenset[str], frozenset[str], re.Pattern[str] | None] | None:
    if language not in _WORDS:
        return None
    plain, _, leaning = _WORDS[language].partition("|")
    mood = re.compile(_MOODS[language], re.IGNORECASE) if language in _MOODS else None
    return frozenset(map(fold, plain.split())), frozenset(map(fold, leaning.split())), mood


@lru_cache(maxsize=4096)
def _in_text(text: str, language: str) -> tuple[tuple[tuple[int, int], ...], bool] | None:
    table = _table(language)
    if table is None:
        return None
    text = readable(text, language)
    mood = table[2] is not None and bool(table[2].search(text))
    if language in _UNSPACED:
        sure = [(m.start(), m.end()) for w in sorted(table[0]) for m in re.finditer(re.escape(w), text)]
        return tuple(sorted(sure)), mood or any(w in text for w in table[1])
    rows = [(fold(m[0]), m.start(), m.end()) for m in WORD.finditer(text)]
    sure = [(a, b) for w, a, b in rows if w in table[0]]
    for (one, start, _), (two, _, end) in pairwise(rows):
        if f"{one}_{two}" in table[0] or f"{one}-{two}" in table[0]:
            sure.append((start, end))
    return tuple(sorted(sure)), mood or any(w in table[1] for w, _, _ in rows)
