"""Draft → Variant: what a detector proposes, before the report words it.

Detectors see the two articles in one fixed order, whichever way the caller named them (so that
swapping the sides mirrors the result); a Draft can be turned round, and its note is worded last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whence.phrases import phrase
from whence.records import Variant

if TYPE_CHECKING:
    from whence.records import Span, VariantKind

_TURNED: dict[VariantKind, VariantKind] = {"only-left": "only-right", "only-right": "only-left"}
# Longest quotation in a note, in characters: a note is one line on a screen.
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed variant. `detail` is what to add for a reader; it must hold both ways round."""

    kind: VariantKind
    left: Span | None
    right: Span | None
    score: float
    detail: str = ""
    link: int | None = None

    def turned(self) -> Draft:
        """Return the same difference seen with the two articles exchanged."""
        return replace(self, kind=_TURNED.get(self.kind, self.kind), left=self.right, right=self.left)

    def variant(self) -> Variant:
        """Return the finished record."""
        return Variant(self.kind, self.left, self.right, round(self.score, 4), self._note(), self.link)

    def _note(self) -> str:
        shown = [_short(s.text) for s in (self.left, self.right) if s is not None]
        if self.detail and (self.kind == "moved" or self.kind.startswith("only")):
            return self.detail
        if len(shown) == 2:
            values = {"one": shown[0], "other": shown[1]}
            if self.detail:
                return phrase("“{one}” against “{other}”: {detail}", detail=self.detail, **values)
            return phrase("“{one}” against “{other}”", **values)
        if self.detail:
            return phrase("“{one}” in one version only: {detail}", one=shown[0], detail=self.detail)
        return phrase("“{one}” in one version only", one=shown[0])


def on_side(side: int, here: Span) -> tuple[Span | None, Span | None]:
    """Return the spans of a draft that one side only has: side 0 is the left one."""
    return (here, None) if side == 0 else (None, here)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1].rstrip() + "…"
