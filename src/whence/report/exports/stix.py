"""Story → STIX 2.1 bundle: who published, who is cited, what came from what, and where versions differ.

    identity       outlets, and the sources that articles cite
    note           each version; each statement of a source; each difference
    relationship   each step of the stemma: derived-from, or related-to where the order is open
    opinion        what whence thinks of an origin that an article states itself
    attack-pattern DISARM techniques, only those that a person names

Of itself whence says nothing of techniques, campaigns or actors: that is a person's judgement.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from whence.errors import MissingExtraError
from whence.report.display import line, sigil
from whence.report.exports.names import identifier, key, web_page
from whence.report.exports.names import language as tag
from whence.report.facts import facts
from whence.techniques import technique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from whence.records import Edge, Story

# Confidence → the scale of an opinion, by the least confidence of each step.
_OPINIONS = ((0.9, "strongly-agree"), (0.7, "agree"), (0.4, "neutral"), (0.0, "disagree"))


def write(
    story: Story, to: BinaryIO, *, when: datetime | None = None, techniques: Sequence[str] = ()
) -> None:
    """Write the story as one bundle; `when` is what its objects state as their time of making (now).

    `techniques` are ids of DISARM techniques that a person holds to be used in the story.
    """
    named = list(dict.fromkeys(map(technique, techniques)))
    try:
        import stix2.v21 as stix
    except ImportError as error:
        raise MissingExtraError("the export to STIX", "stix") from error
    moment = (when or datetime.now(UTC)).astimezone(UTC)
    made = _Objects(stix, story, moment)
    made.judged(named)
    bundle = stix.Bundle(made.all(), id=f"bundle--{identifier('bundle', *made.seen)}")
    to.write(bundle.serialize(indent=1, ensure_ascii=True).encode() + b"\n")


class _Objects:
    """The objects of one bundle, each made once."""

    def __init__(self, stix: Any, story: Story, moment: datetime) -> None:
        self.story, self.moment, self.seen = story, moment, dict[str, Any]()
        self._stix = stix
        self.whence = self._add(stix.Identity, ("whence",), name="whence", identity_class="system")
        self.publishers = [self._publisher(i) for i in range(len(story.articles))]
        self.versions = [self._version(i) for i in range(len(story.articles))]

    def all(self) -> list[Any]:
        """Return every object of the story."""
        self._sayings()
        self._differences()
        for edge in self.story.stemma.edges:
            self._step(edge)
        return list(self.seen.values())

    def judged(self, techniques: Sequence[str]) -> None:
        """Add techniques, and a note that a person, not whence, holds each to be used in the story."""
        for name in techniques:
            pattern = self._add(
                self._stix.AttackPattern, ("technique", name), name=f"DISARM {name}",
                external_references=[{"source_name": "DISARM", "external_id": name}],
            )  # fmt: skip
            self._add(
                self._stix.Note, ("judged", name), abstract=f"DISARM {name}",
                content=f"Held to be used in this story by a person; whence did not find {name}.",
                object_refs=[pattern.id, *dict.fromkeys(v.id for v in self.versions)],
            )  # fmt: skip

    def _add(self, make: Callable[..., Any], key: tuple[object, ...], **known: Any) -> Any:
        """Return the object of this kind and key, made if it is new."""
        kind = make._type  # type: ignore[attr-defined]  # noqa: SLF001 - the library's name of the kind
        # An object of one id has one time of making and one content: another moment makes other objects.
        content = sorted((name, str(value)) for name, value in known.items())
        id_ = f"{kind}--{identifier('stix', self.moment.isoformat(), kind, *key, *content)}"
        if id_ not in self.seen:
            times = {"created": self.moment, "modified": self.moment}
            self.seen[id_] = make(id=id_, **times, **known)
        return self.seen[id_]

    def _named(self, name: str, *, kind: str) -> Any:
        return self._add(
            self._stix.Identity,
            (kind, name),
            name=name,
            identity_class=kind,
            created_by_ref=self.whence.id,
        )

    def _publisher(self, index: int) -> Any:
        """Return who published a version: its outlet, else whoever is behind that file."""
        article = self.story.articles[index]
        if article.outlet and line(article.outlet):
            return self._named(line(article.outlet), kind="organization")
        return self._named(line(article.name) or article.id, kind="unknown")

    def _version(self, index: int) -> Any:
        article = self.story.articles[index]
        url, title = web_page(article), line(article.title or article.name)
        published = f", published {line(article.published.value)}" if article.published else ""
        source = {"source_name": line(article.name) or article.id, "external_id": article.id}
        language = tag(article.language)
        return self._add(
            self._stix.Note, ("version", *key(article)),
            abstract=f"Version {sigil(index)}: {title}",
            content=f"{title}{published}. Language: {language}.",
            authors=[line(article.byline)] if article.byline and line(article.byline) else None,
            object_refs=[self.publishers[index].id],
            external_references=[source | ({"url": url} if url else {})],
            created_by_ref=self.whence.id,
        )  # fmt: skip

    def _sayings(self) -> None:
        for said in self.story.attributions:
            if line(said.name) and line(said.content.text):
                source = self._named(line(said.name), kind="unknown")
                version = self.versions[said.article]
                self._add(
                    self._stix.Note, ("said", version.id, source.id, said.content.start, said.content.end),
                    abstract=f"{line(said.name)} is said to have said in version {sigil(said.article)}",
                    content=line(said.content.text), object_refs=[source.id, version.id],
                    authors=[line(said.name)], created_by_ref=self.whence.id,
                )  # fmt: skip

    def _differences(self) -> None:
        for number, fact in enumerate(facts(self.story)):
            about = [self.versions[v] for _, versions in fact.readings for v in versions]
            if about:
                shown = (
                    f"{', '.join(map(sigil, versions))}: {cell.text or 'nothing'}"
                    for cell, versions in fact.readings
                )
                self._add(
                    self._stix.Note, ("differs", number, *(v.id for v in about)),
                    abstract=f"Versions differ: {fact.kind}", content="\n".join(shown),
                    object_refs=list(dict.fromkeys(v.id for v in about)), created_by_ref=self.whence.id,
                )  # fmt: skip

    def _step(self, edge: Edge) -> None:
        """Add a step of the stemma; what an article states itself is its publisher's claim."""
        nodes = {n.id: n.article for n in self.story.stemma.nodes}
        parent, child = nodes.get(edge.parent), nodes.get(edge.child)
        if parent is None or child is None:
            return
        ends = self.versions[child].id, self.versions[parent].id
        if ends[0] == ends[1]:
            return
        stated = edge.kind == "stated"
        reasons = "\n".join(self._reasons(edge)) or edge.kind
        step = self._add(
            self._stix.Relationship, (*ends, edge.kind),
            relationship_type="related-to" if edge.kind == "undetermined" else "derived-from",
            source_ref=ends[0], target_ref=ends[1], description=reasons,
            confidence=None if stated else round(100 * edge.confidence),
            created_by_ref=self.publishers[child].id if stated else self.whence.id,
        )  # fmt: skip
        if stated:
            scale = next(word for least, word in _OPINIONS if edge.confidence >= least)
            self._add(
                self._stix.Opinion, (step.id,), opinion=scale, explanation=reasons, authors=["whence"],
                object_refs=[step.id], created_by_ref=self.whence.id,
            )  # fmt: skip

    @staticmethod
    def _reasons(edge: Edge) -> Iterator[str]:
        return filter(None, (line(reason.text) for reason in edge.reasons))
