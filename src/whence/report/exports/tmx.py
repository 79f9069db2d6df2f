"""Story → TMX 1.4b: the links between two languages as a translation memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from whence.report.display import line, sigil
from whence.report.exports.bitext import Unit, bitext
from whence.report.exports.escape import xml

if TYPE_CHECKING:
    from whence.records import Story

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(story: Story, to: BinaryIO) -> None:
    """Write the story's bitext as a translation memory, one unit a link."""
    from lxml import etree

    from whence import __version__

    with etree.xmlfile(to, encoding="UTF-8") as out:
        out.write_declaration()
        with out.element("tmx", version="1.4"):
            header = {
                "creationtool": "whence", "creationtoolversion": __version__, "segtype": "sentence",
                "o-tmf": "whence.story/1", "adminlang": "en", "srclang": "*all*", "datatype": "plaintext",
            }  # fmt: skip
            with out.element("header", header):
                for index, article in enumerate(story.articles):
                    prop = etree.Element("prop", type=f"x-version-{sigil(index)}")
                    prop.text = xml(line(article.name))
                    out.write(prop)
            with out.element("body"):
                for number, unit in enumerate(bitext(story), 1):
                    out.write(_unit(number, unit))
                    out.write("\n")


def _unit(number: int, unit: Unit) -> Any:
    from lxml import etree

    tu = etree.Element("tu", tuid=str(number))
    # Which language the text was written in first is stated only where it is known.
    if unit.direction != "undetermined":
        tu.set("srclang", unit.languages[unit.direction == "right-to-left"])
    for kind, value in (
        ("x-score", f"{unit.score:.4f}"),
        ("x-versions", f"{sigil(unit.left)} {sigil(unit.right)}"),
    ):
        etree.SubElement(tu, "prop", type=kind).text = value
    for language, text in zip(unit.languages, unit.texts, strict=True):
        tuv = etree.SubElement(tu, "tuv", {_LANG: language})
        etree.SubElement(tuv, "seg").text = xml(text)
    return tu
