"""What opens an export as its own tools do, and schemas of our own for the parts of TMX and TEI that we write.

Each function takes the bytes of a file and returns what the tool made of it; it fails where the file is
not valid, also by the official schemas and validators (`official`) that are there and quick.
"""

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime
from xml.etree import ElementTree as ET

import networkx as nx
import openpyxl
import pyarrow.parquet as pq
from lxml import etree

import official
from whence.report.exports import tables

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
TMX_DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (prop*)>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tu (prop*, tuv, tuv)> <!ATTLIST tu tuid CDATA #IMPLIED srclang CDATA #IMPLIED>
<!ELEMENT tuv (seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""
TEI_RNG = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="TEI"><ref name="header"/><element name="text">
    <element name="body"><element name="div"><ref name="type"/><oneOrMore><ref name="ab"/></oneOrMore></element></element>
    <optional><element name="back">
      <optional><element name="div"><ref name="type"/>
        <element name="listApp"><oneOrMore><ref name="app"/></oneOrMore></element></element></optional>
      <optional><element name="div"><ref name="type"/><ref name="graph"/></element></optional>
    </element></optional>
  </element></element></start>
  <define name="header"><element name="teiHeader">
    <element name="fileDesc">
      <element name="titleStmt"><element name="title"><text/></element></element>
      <element name="publicationStmt"><element name="p"><text/></element></element>
      <element name="sourceDesc"><element name="listWit"><oneOrMore><ref name="witness"/></oneOrMore></element></element>
    </element>
    <element name="encodingDesc"><element name="variantEncoding">
      <attribute name="method"><value>parallel-segmentation</value></attribute>
      <attribute name="location"><value>internal</value></attribute></element></element>
    <element name="profileDesc"><element name="langUsage"><oneOrMore><element name="language">
      <attribute name="ident"><data type="language"/></attribute><text/></element></oneOrMore></element></element>
  </element></define>
  <define name="witness"><element name="witness"><ref name="id"/>
    <element name="bibl"><zeroOrMore><choice>
      <element name="name"><text/></element>
      <element name="title"><ref name="lang"/><text/></element>
      <element name="author"><text/></element>
      <element name="date"><optional><attribute name="when"><choice>
        <data type="date"/><data type="gYearMonth"/><data type="gYear"/></choice></attribute></optional><text/></element>
      <element name="ref"><attribute name="target"><data type="anyURI"/></attribute><text/></element>
    </choice></zeroOrMore></element></element></define>
  <define name="graph"><element name="graph"><ref name="type"/>
    <oneOrMore><element name="node"><ref name="type"/><ref name="id"/><optional><ref name="value"/></optional>
      <oneOrMore><element name="label"><text/></element></oneOrMore></element></oneOrMore>
    <zeroOrMore><element name="arc"><ref name="id"/>
        <attribute name="from"><data type="anyURI"/></attribute><attribute name="to"><data type="anyURI"/></attribute>
        <element name="label"><text/></element><element name="label"><data type="decimal"/></element></element>
      <optional><element name="note"><attribute name="target"><data type="anyURI"/></attribute><text/></element></optional>
    </zeroOrMore></element></define>
  <define name="id"><attribute name="xml:id"><data type="ID"/></attribute></define>
  <define name="value"><attribute name="value"><data type="anyURI"/></attribute></define>
  <define name="type"><attribute name="type"><data type="token"><param name="pattern">\\S+</param></data></attribute></define>
  <define name="lang"><attribute name="xml:lang"><data type="language"/></attribute></define>
  <define name="ab"><element name="ab"><choice>
    <group><ref name="lang"/><oneOrMore><ref name="seg"/></oneOrMore></group><ref name="app"/></choice></element></define>
  <define name="seg"><element name="seg"><attribute name="n"/><text/></element></define>
  <define name="app"><element name="app"><ref name="type"/><optional><attribute name="n"/></optional>
    <oneOrMore><element name="rdg">
      <attribute name="wit"><list><oneOrMore><data type="anyURI"/></oneOrMore></list></attribute>
      <choice><group><ref name="lang"/><oneOrMore><ref name="seg"/></oneOrMore></group><empty/></choice>
    </element></oneOrMore></element></define>
</grammar>
"""


def also(name, data):
    """Check by what is official, where it is there."""
    if not official.missing(name):
        CHECKS[name](data)


def open_html(data):
    text = data.decode("utf-8")
    assert text.lower().startswith("<!doctype html>")
    return text


def open_json(data):
    return json.loads(data.decode("utf-8"), parse_constant=_not_json)


def _not_json(constant):
    raise AssertionError(f"{constant} is no JSON")


def open_jsonl(data):
    # However a reader of lines takes lines, each is one object.
    rows = [json.loads(row, parse_constant=_not_json) for row in data.decode("utf-8").splitlines()]
    assert {row["table"] for row in rows} <= set(tables.NAMES)
    return rows


def open_csv(data):
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1
    for value in (value for row in rows for value in row):
        assert not value.lstrip().startswith(tuple("=@＝＋－＠")), value
        assert not value.lstrip().startswith(("+", "-")) or re.fullmatch(r"-?\d+(\.\d+)?", value), value
        assert not re.search("[\x00-\x1f\x7f\u202d\u202e\ud800-\udfff]", value)
    return rows


def open_tsv(data):
    rows = [row.split("\t") for row in data.decode("utf-8").split("\n")[:-1]]
    assert {len(row) for row in rows} == {7}
    return rows


def open_xlsx(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheets = {}
    for sheet in book.worksheets:
        cells = list(sheet.iter_rows())
        assert not any(cell.data_type == "f" for row in cells for cell in row)
        sheets[sheet.title] = [[cell.value for cell in row] for row in cells]
    return sheets


def open_parquet(data):
    return pq.read_table(io.BytesIO(data))


def open_tmx(data):
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    also("tmx", data)
    dtd = etree.DTD(io.StringIO(TMX_DTD))
    assert dtd.validate(root), dtd.error_log
    for unit in root.iter("tu"):
        assert len({tuv.get(f"{XML}lang") for tuv in unit.iter("tuv")}) == 2
    return root


def open_tei(data):
    root = etree.fromstring(data)
    schema = etree.RelaxNG(etree.fromstring(TEI_RNG))
    assert schema.validate(root), schema.error_log
    named = {f"#{w.get(f'{XML}id')}" for w in root.iter(f"{TEI}witness")}
    for app in root.iter(f"{TEI}app"):
        wits = [w for reading in app for w in reading.get("wit").split()]
        assert set(wits) <= named
        # A version has one reading at a place; several of one value may stand in one locus.
        if app.get("type") == "passage":
            assert sorted(wits) == sorted(named)
    ids = {f"#{e.get(f'{XML}id')}" for e in root.iter() if e.get(f"{XML}id")}
    pointers = [e.get(name) for e in root.iter() for name in ("from", "to", "value", "target")]
    assert {p for p in pointers if p and p.startswith("#")} <= ids
    return root


def witness_text(root, letter):
    """The passages of one version, taken out of the apparatus in the order of the document."""
    segments = []
    for block in root.iter(f"{TEI}ab"):
        for reading in block.iter(f"{TEI}rdg"):
            if f"#{letter}" in reading.get("wit").split():
                segments += [seg.text or "" for seg in reading]
        segments += [seg.text or "" for seg in block if seg.tag == f"{TEI}seg"]
    return segments


def open_graphml(data):
    also("graphml", data)
    return nx.read_graphml(io.BytesIO(data))


def open_gexf(data):
    also("gexf", data)
    return nx.read_gexf(io.BytesIO(data))


def open_dot(data):
    text = data.decode("utf-8")
    # Strings taken out, what is left is the bare language.
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "S", text)
    assert re.fullmatch(r"digraph stemma \{[\sS\w\[\]=,;.>-]*\}\s*", bare), bare
    also("dot", data)
    return text


def open_svg(data):
    root = ET.fromstring(data)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    return root


def open_newick(data):
    text = data.decode("utf-8")
    for row in text.splitlines():
        bare = re.sub(r"\[[^\]]*\]", "", row)
        assert re.fullmatch(r"[\w(),]*;", bare), bare
        assert bare.count("(") == bare.count(")")
    also("newick", text)
    return text


def _is_iri(value):
    return re.fullmatch(r"(https?://|urn:uuid:|ni:///sha-256;)[^\s<>\"{}|\\^`]+", value) is not None


def open_webannotation(data):
    found = open_json(data)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationCollection"
    assert _is_iri(found["id"])
    items = found["first"]["items"] if "first" in found else []
    assert found["total"] == len(items)
    for item in items:
        assert item["type"] == "Annotation"
        assert _is_iri(item["id"])
        assert item["motivation"] in {"linking", "describing", "identifying"}
        for target in item["target"]:
            assert target["type"] == "SpecificResource"
            assert _is_iri(target["source"]["id"])
            place, quote = target["selector"]
            assert place["type"] == "TextPositionSelector"
            assert quote["type"] == "TextQuoteSelector"
            assert 0 <= place["start"] <= place["end"]
            assert len(quote["exact"]) == place["end"] - place["start"]
    return items


def open_schema_org(data):
    found = open_json(data)
    assert found["@context"] == "https://schema.org"
    ids = [node["@id"] for node in found["@graph"] if node["@type"] == "NewsArticle"]
    assert len(set(ids)) == len(ids)
    for node in found["@graph"]:
        assert _is_iri(node["@id"]), node["@id"]
        assert node["@type"] in {"NewsArticle", "Claim"}
        for origin in (*node.get("isBasedOn", ()), *node.get("translationOfWork", ())):
            assert origin["@id"] in ids
        for key in {"datePublished", "dateModified"} & node.keys():
            value = node[key]
            assert (
                datetime.fromisoformat(value)
                if "T" in value
                else date.fromisoformat((value + "-01-01")[:10])
            )
    also("schema.org", found["@graph"])
    return found["@graph"]


def open_ftm(data):
    rows = [open_json(row) for row in data.splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row) == {"id", "schema", "properties"}
        for values in row["properties"].values():
            assert values
            assert all(isinstance(value, str) and value.strip() for value in values)
    also("ftm", rows)
    also("ftm-model", rows)
    return rows


def open_stix(data):
    import stix2

    also("stix", data)
    return stix2.parse(data.decode("utf-8"), allow_custom=False, version="2.1")


def open_bundle(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    return archive


CHECKS = {
    "tmx": official.tmx, "graphml": official.graphml, "gexf": official.gexf, "dot": official.dot, "newick": official.newick,
    "schema.org": official.schema_org, "ftm": official.ftm, "ftm-model": official.ftm_model, "stix": official.stix,
}  # fmt: skip
OPEN = {
    "html": open_html, "json": open_json, "jsonl": open_jsonl, "csv": open_csv, "xlsx": open_xlsx,
    "parquet": open_parquet, "tmx": open_tmx, "tsv": open_tsv, "graphml": open_graphml, "gexf": open_gexf,
    "dot": open_dot, "svg": open_svg, "newick": open_newick, "tei": open_tei,
    "webannotation": open_webannotation, "schema.org": open_schema_org, "ftm": open_ftm,
    "stix": open_stix, "bundle": open_bundle,
}  # fmt: skip
