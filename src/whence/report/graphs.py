"""Story → the stemma in other people's formats: GraphML, DOT (Graphviz), Newick.

GraphML and DOT carry the whole graph. Newick can only write trees: of several parents it keeps the
surest and says so in a comment.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from whence.report.display import clean, clip, line
from whence.report.layout import layout
from whence.report.several import parts, unrelated
from whence.report.stemma_svg import letters, svg

if TYPE_CHECKING:
    from collections.abc import Callable

    from whence.records import Story

KEYS = (
    ("letter", "node", "string"), ("name", "node", "string"), ("language", "node", "string"),
    ("published", "node", "string"), ("lost", "node", "boolean"), ("candidates", "node", "string"),
    ("stories", "node", "string"),
    ("confidence", "edge", "double"), ("kind", "edge", "string"), ("reasons", "edge", "string"),
)  # fmt: skip
# Characters of a label in Graphviz: what a box can show. It refuses a text of more than 16,384 bytes.
_LABEL = 120
_DOT_STYLES = {
    "stated": "bold",
    "inferred": "solid",
    "common-source": "dashed",
    "undetermined": "dotted",
}


def writers() -> dict[str, Callable[[Story], str]]:
    """Return what writes the tree, by the ending of the file."""
    return {".svg": svg, ".graphml": graphml, ".dot": dot, ".nwk": newick, ".newick": newick}


def known_nodes(story: Story) -> list[tuple[str, dict[str, str]]]:
    """Return each node's id with what is known of it, as text; of several stories, which it is of."""
    names, rows = letters(story), []
    of: defaultdict[str, list[int]] = defaultdict(list)
    for number, part in enumerate(parts(story), 1):
        for node in part.stemma.nodes:
            of[node.id].append(number)
    for node in story.stemma.nodes:
        article = story.articles[node.article] if node.article is not None else None
        known = {"letter": names[node.id], "lost": "true" if article is None else "false"}
        if article:
            known |= {"name": line(article.name), "language": line(article.language)}
            known |= {"published": article.published.value} if article.published else {}
        elif node.candidates:
            known["candidates"] = "; ".join(map(line, node.candidates))
        if numbers := of[node.id]:
            known["stories"] = " ".join(map(str, numbers))
        rows.append((node.id, known))
    return rows


def graphml(story: Story) -> str:
    """Return the stemma as GraphML, with letters, names, times, kinds, confidences and reasons."""
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ]
    out += [
        f'<key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>' for name, of, kind in KEYS
    ]
    out.append('<graph id="stemma" edgedefault="directed">')
    for id_, known in known_nodes(story):
        data = "".join(f'<data key="{key}">{escape(clean(text))}</data>' for key, text in known.items())
        out.append(f"<node id={quoteattr(clean(id_))}>{data}</node>")
    for e in story.stemma.edges:
        reasons = escape(" ".join(line(r.text) for r in e.reasons))
        out.append(
            f"<edge source={quoteattr(clean(e.parent))} target={quoteattr(clean(e.child))}>"
            f'<data key="confidence">{e.confidence:.4f}</data><data key="kind">{e.kind}</data>'
            f'<data key="reasons">{reasons}</data></edge>'
        )
    return "\n".join([*out, "</graph>", "</graphml>", ""])


def dot(story: Story) -> str:
    """Return the stemma for Graphviz, left to right, styled as in the picture."""

    def quoted(text: str) -> str:
        return '"' + line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'

    out = ["digraph stemma {", "  rankdir=LR;", "  node [shape=box];"]
    for id_, known in known_nodes(story):
        lost = known["lost"] == "true"
        name = clip(known.get("candidates", "lost") if lost else known["name"], _LABEL)
        label = f"{known['letter']} {name}"
        style = ", style=dashed" if lost else ""
        out.append(f"  {quoted(id_)} [label={quoted(label)}{style}];")
    for e in story.stemma.edges:
        head = ", dir=none" if e.kind == "undetermined" else ""
        look = f'style={_DOT_STYLES[e.kind]}, label="{e.confidence:.2f}"{head}'
        out.append(f"  {quoted(e.parent)} -> {quoted(e.child)} [{look}];")
    return "\n".join([*out, "}", ""])


def newick(story: Story) -> str:
    """Return the stemma as Newick trees, one a line and root; versions are named by letter.

    An inner version is a labelled inner node; the comment of a node is the support of its edge. A version
    with parts of several stories stands in the tree of each.
    """
    stories = parts(story)
    if stories:
        letter = letters(story)
        ids = {n.article: n.id for n in story.stemma.nodes}
        alone = "".join(f"{letter[ids[v]]};\n" for v in unrelated(story))
        return "".join(map(_trees, stories)) + alone
    return _trees(story)


def _trees(story: Story) -> str:
    names = letters(story)
    placed = layout(story)
    main = {r.edge.child: r.edge for r in placed.routes if r.first}
    children: defaultdict[str, list[str]] = defaultdict(list)
    for child, edge in main.items():
        children[edge.parent].append(child)
    more = [r.edge for r in placed.routes if not r.first]
    # Deepest first, so that every child is written before its parent, without recursion.
    written: dict[str, str] = {}
    for id_ in sorted(placed.places, key=lambda n: -placed.places[n][0]):
        inner = ",".join(written[c] for c in children[id_])
        support = f"[&confidence={main[id_].confidence:.4f}]" if id_ in main else ""
        written[id_] = (f"({inner})" if inner else "") + names[id_] + support
    # Within the first tree: some readers take anything after its end for an error.
    note = f"[also {', '.join(f'{names[e.parent]} > {names[e.child]}' for e in more)}]" if more else ""
    roots = [written[id_] for id_ in placed.places if id_ not in main]
    return "".join(f"{root}{note if i == 0 else ''};\n" for i, root in enumerate(roots))
