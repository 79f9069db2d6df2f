"""A line of a text's head → who wrote it: "By Ada Okoro", "da Redazione", "Von Jens Brandt, Kiel".

Only a line of its own that is a preposition of authorship and a name counts; the rest is the business
of the credits.
"""

from __future__ import annotations

import re

_LONGEST = 90
_NAME = r"[^\W\d_a-zß-ÿа-я][\w.'’-]{0,30}"
_BYLINE = re.compile(
    r"(?:By|BY|by|Written by|Reporting by|Par|par|PAR|Von|von|VON|Da|da|Di|di|DI|A cura di|a cura di|Por|por|POR|Door|door|"
    r"Av|av|Af|af|Autor|Autore|Auteur|Author|Автор|Text|Texto|Texte|Testo|Kirjoittanut|Írta|Yazan|Oleh|Bởi|Του|Της)"
    rf"\s{{0,3}}[:：]?\s{{1,3}}({_NAME}(?:\s{{1,2}}(?:(?:de|da|di|van|von|der|den|del|la|le|al|el|bin|ibn|and|und|et|e|y|i|и|&)\s{{1,2}})?{_NAME}){{0,6}})"
    r"\s{0,3}(?:[,|/–—-][^.!?]{0,50})?$"
)
_BYLINE_OTHER = re.compile(
    r"(?:بقلم|كتب|كتبت|نویسنده|نوشته|מאת|लेखक|द्वारा|文|作者|记者|記者|撰文|文責|글|기자)\s{0,3}[:：/／|]?\s{0,3}([^\d.。:：]{2,40})$"
)


def byline(line: str) -> str | None:
    """Return the name in a byline, None where the line is none."""
    line = line.strip()
    if not 4 <= len(line) <= _LONGEST or "\n" in line:
        return None
    found = _BYLINE.match(line) or _BYLINE_OTHER.match(line)
    return found[1].strip() if found else None
