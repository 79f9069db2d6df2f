"""Story → GEXF 1.2: the stemma for Gephi, with letters, names, times, kinds, confidences and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from whence.report.display import clean, line
from whence.report.exports.escape import xml
from whence.report.graphs import KEYS, known_nodes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whence.records import Story

_SPACE = "http://www.gexf.net/1.2draft"


def write(story: Story, to: BinaryIO) -> None:
    """Write the stemma as one directed graph; an edge whose direction is open says so by its kind."""
    from lxml import etree

    root = etree.Element("gexf", nsmap={None: _SPACE}, version="1.2")
    graph = etree.SubElement(root, "graph", mode="static", defaultedgetype="directed")
    for of in ("node", "edge"):
        about = etree.SubElement(graph, "attributes", {"class": of, "mode": "static"})
        for name, which, kind in KEYS:
            if which == of:
                etree.SubElement(about, "attribute", id=name, title=name, type=kind)
    nodes = etree.SubElement(graph, "nodes")
    for id_, known in known_nodes(story):
        label = " ".join(filter(None, (known["letter"], known.get("name") or known.get("candidates"))))
        node = etree.SubElement(nodes, "node", id=xml(clean(id_)), label=xml(label))
        _values(node, known)
    edges = etree.SubElement(graph, "edges")
    for number, e in enumerate(story.stemma.edges):
        ends = {"source": xml(clean(e.parent)), "target": xml(clean(e.child))}
        edge = etree.SubElement(edges, "edge", ends, id=str(number), weight=f"{e.confidence:.4f}")
        reasons = " ".join(line(r.text) for r in e.reasons)
        _values(edge, {"confidence": f"{e.confidence:.4f}", "kind": e.kind, "reasons": reasons})
    etree.ElementTree(root).write(to, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _values(element: Any, known: Mapping[str, str]) -> None:
    from lxml import etree

    values = etree.SubElement(element, "attvalues")
    for name, value in known.items():
        etree.SubElement(values, "attvalue", {"for": name, "value": xml(value)})
