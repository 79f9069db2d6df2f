"""Sentence → the same denied, affirmed again, or with a word turned into its opposite; None where it cannot be.

Forms that stand alone in each language and that everybody who learns it meets in the first weeks: "is" and
"is not", "will" and "will not". They are put in or taken out by their letters alone, so that what is planted
does not lean on what whence knows of negation.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

# language: words after which, or (before the bar) in front of which, the word of denial stands
_BESIDE = {
    "en": ("not", "", "is are was were has have had will would can could should did does"),
    "de": ("nicht", "", "ist war wird wurde hat hatte kann sind waren haben werden wurden konnte"),
    "nl": ("niet", "", "is was heeft wordt werd kan zijn hebben had zal zullen"),
    "sv": ("inte", "", "är var har kan ska hade kommer blev kunde"),
    "da": ("ikke", "", "er var har kan skal havde blev kunne"),
    "nb": ("ikke", "", "er var har kan skal hadde ble kunne"),
    "es": ("no", "ha es fue está son han era será puede tiene eran están", ""),
    "it": ("non", "ha è sono hanno era sarà può deve erano aveva", ""),
    "pt": ("não", "foi é está são tem será pode estava foram", ""),
    "ro": ("nu", "este sunt era are au va pot poate fost", ""),
    "pl": ("nie", "jest są był była było ma będzie może mogą byli", ""),
    "ru": ("не", "был была было были будет будут может могут имеет является", ""),
    "uk": ("не", "був була було були буде будуть може можуть має мають є", ""),
    "bg": ("не", "е са беше може бяха", ""),
    "el": ("δεν", "είναι ήταν έχει έχουν μπορεί είχε", ""),
    "hu": ("nem", "volt voltak lesz lett tud kell", ""),
    "id": ("tidak", "akan dapat bisa telah", ""),
    "he": ("לא", "היה הייתה היתה יהיה היו יכול יכולה", ""),
}  # fmt: skip
# language: affirmed/denied; an underscore is a space, a dot the end of the sentence
_FORMS = {
    "fr": "est/n'est_pas était/n'était_pas sera/ne_sera_pas peut/ne_peut_pas doit/ne_doit_pas va/ne_va_pas "
    "ont/n'ont_pas sont/ne_sont_pas avait/n'avait_pas étaient/n'étaient_pas",
    "cs": "je/není byl/nebyl byla/nebyla bylo/nebylo má/nemá bude/nebude může/nemůže jsou/nejsou mají/nemají",
    "fi": "on/ei_ole oli/ei_ollut ovat/eivät_ole voi/ei_voi olivat/eivät_olleet voivat/eivät_voi",
    "tr": "ediyor/etmiyor oldu/olmadı etti/etmedi oluyor/olmuyor olduğunu/olmadığını edildi/edilmedi edecek/etmeyecek "
    "olacak/olmayacak yapıldı/yapılmadı vardı/yoktu var/yok",
    "hi": "है।/नहीं_है। हैं।/नहीं_हैं। था।/नहीं_था। थे।/नहीं_थे। थी।/नहीं_थी।",
    "ar": "كان/لم_يكن كانت/لم_تكن يمكن/لا_يمكن سيكون/لن_يكون يكون/لا_يكون تكون/لا_تكون",
    "fa": "است/نیست بود/نبود شد/نشد کرد/نکرد هستند/نیستند دارد/ندارد کرده/نکرده شده/نشده",
    "zh": "会/不会 能/不能 可以/不可以 需要/不需要",
    "ja": "します。/しません。 ている。/ていない。 した。/しなかった。 ています。/ていません。 ました。/ませんでした。 である。/ではない。",
    "ko": "했다./하지_않았다. 한다./하지_않는다. 있다./있지_않다.",
}  # fmt: skip
_UNSPACED = frozenset({"zh", "ja", "ko"})
# Before these the affirmed form already belongs to a denial, or is no verb.
_NOT_BEFORE = r"(?<!n['’])(?<!s['’])(?<![不未没能])"
# Words of English and their opposites: what a reader would call the contrary.
_OPPOSITES = (
    "confirmed/denied increased/decreased rose/fell before/after more/less up/down won/lost accepted/rejected "
    "opened/closed arrested/released allowed/banned largest/smallest higher/lower supported/opposed began/ended "
    "above/below approved/rejected guilty/innocent north/south east/west best/worst success/failure agreed/refused "
    "increase/decrease first/last bought/sold joined/left good/bad inside/outside victory/defeat early/late"
)  # fmt: skip


@cache
def _pairs(language: str) -> tuple[tuple[str, str], ...]:
    rows = [tuple(p.replace("_", " ").split("/")) for p in _FORMS.get(language, "").split()]
    if language in _BESIDE:
        word, before, after = _BESIDE[language]
        rows += [(w, f"{word} {w}") for w in before.split()] + [
            (w, f"{w} {word}") for w in after.split()
        ]
    return tuple((a, b) for a, b in rows)


def denied(text: str, language: str, rng: random.Random) -> str | None:
    """Return the sentence with one denial taken out, or with one put in where it has none; no questions."""
    pairs = _pairs(language)
    if not pairs or text.rstrip("\"”»」').").endswith(("?", "？", "؟", ";")):
        return None
    rows = [(m, a) for a, b in pairs for m in _found(b, text, language)]
    if len(rows) == 1:
        return _put(text, *rows[0])
    word = _BESIDE.get(language, (None,))[0]
    if rows or (word and re.search(rf"\b{word}\b|n't\b", text)):
        return None
    added = [(m, b) for a, b in pairs for m in _found(a, text, language) if m.start() > 0]
    return _put(text, *rng.choice(added)) if added else None


def opposed(text: str, language: str, rng: random.Random) -> str | None:
    """Return the sentence with one English word turned into its opposite."""
    if language != "en":
        return None
    both = [p.split("/") for p in _OPPOSITES.split()]
    rows = [(m, b) for x, y in both for a, b in ((x, y), (y, x)) for m in _found(a, text, language)]
    return _put(text, *rng.choice(rows)) if rows else None


def _found(form: str, text: str, language: str) -> list[re.Match[str]]:
    edges = ("", "") if language in _UNSPACED else (r"(?<!\w)", r"(?!\w)")
    return list(re.finditer(f"{_NOT_BEFORE}{edges[0]}{re.escape(form)}{edges[1]}", text))


def _put(text: str, hit: re.Match[str], new: str) -> str:
    return text[: hit.start()] + new + text[hit.end() :]
