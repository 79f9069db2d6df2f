"""Exports against the official schemas, and in the hands of the tools they are made for.

What is not installed here is skipped, with what to install; `official` and `tools/fetch_schemas.py` say where from.
"""

import csv
import io
import shutil
import subprocess
from dataclasses import replace

import pytest

import exported
import official
import stories
import whence
from test_export_hostile import NASTY
from whence.records import Reason, Stemma
from whence.report.display import line
from whence.report.exports import export, tables
from whence.report.exports.escape import xml
from whence.report.graphs import known_nodes

STORY = stories.story()


def strange():
    """A story in which each name is one of the strings that break formats."""
    words = [word for word in NASTY if True]
    articles = tuple(
        replace(a, title=words[i], outlet=words[i + 6], byline=words[i + 12], path=words[i + 18], id="")
        for i, a in enumerate(STORY.articles)
    )
    nodes = tuple(
        replace(n, candidates=tuple(words[24:]) if n.article is None else ()) for n in STORY.stemma.nodes
    )
    edges = tuple(
        replace(e, reasons=(Reason("x", words[i + 7]),)) for i, e in enumerate(STORY.stemma.edges)
    )
    said = tuple(
        replace(a, name=words[i % len(words)], cue=words[-1 - i % len(words)])
        for i, a in enumerate(STORY.attributions)
    )
    return replace(
        STORY, articles=articles, attributions=said, stemma=Stemma(nodes, edges, STORY.stemma.roots)
    )


BARE = replace(STORY, relations=(), loci=(), attributions=(), credits=(), stemma=stories.Stemma())
# The format that a check is of, where it has another name.
FORMAT = {"ftm-model": "ftm"}
ALL = {"plain": STORY, "strange": strange(), "copies": stories.large(3, 6), "bare": BARE}


def written(name, document=STORY):
    to = io.BytesIO()
    export(document, to, format=name)
    return to.getvalue()


def needs(name):
    if said := official.missing(name):
        pytest.skip(said)


@pytest.mark.parametrize("name", exported.CHECKS)
def test_official_schemas_find_nothing(name):
    needs(name)
    if name == "stix":
        pytest.importorskip("stix2")
    for story in ALL.values():
        exported.OPEN[FORMAT.get(name, name)](written(FORMAT.get(name, name), story))


# Each fault: what stands in a file, and what makes it wrong there.
FAULTS = {
    "tei": (b'type="passage"', b'kind="passage"'), "html": (b"<summary>", b"<summary><div>"), "svg": (b"<g ", b"<gg "),
    "tmx": (b"<seg>", b"<seg><b/>"), "graphml": (b"<edge source", b"<edge from"), "gexf": (b'"string"', b'"text"'),
    "schema.org": (b'"appearance"', b'"appears"'), "ftm": (b'["ara"]', b'["xxx"]'), "newick": (b"(", b"(("),
    "ftm-model": (b'"schema":"Note"', b'"schema":"Similar"'),
    "dot": (b"digraph", b"digraf"), "stix": (b'"opinion": "strongly-agree"', b'"opinion": "yes"'),
}  # fmt: skip


def faulty(name):
    data = written(FORMAT.get(name, name))
    assert FAULTS[name][0] in data
    return data.replace(*FAULTS[name])


@pytest.mark.parametrize(("check", "names"), [("tei", ["tei"]), ("pages", ["html", "svg"])])
def test_official_checkers_find_what_is_wrong_and_nothing_else(check, names, examples):
    """Those in Java, which start slowly: all files at once, and a wrong one of each kind."""
    needs(check)
    paths = sorted((examples / "ferry").iterdir())[:3]
    traced = {"traced": whence.trace([whence.read(path) for path in paths])}
    files = {f"{k}.{n}": written(n, story) for n in names for k, story in (ALL | traced).items()}
    told = getattr(official, check)(files | {f"fault.{name}": faulty(name) for name in names})
    assert {name for name, said in told.items() if said} == {f"fault.{name}" for name in names}, told


@pytest.mark.parametrize("name", exported.CHECKS)
def test_a_fault_would_be_found(name):
    """The checks above are no better than this."""
    needs(name)
    broken = faulty(name)
    if name == "schema.org":
        broken = exported.open_json(broken)["@graph"]
    elif name.startswith("ftm"):
        broken = [exported.open_json(row) for row in broken.splitlines()]
    elif name == "newick":
        broken = broken.decode()
    with pytest.raises(Exception):  # noqa: B017 - each checker has its own
        exported.CHECKS[name](broken)


def test_languages_that_followthemoney_knows():
    needs("ftm")
    from followthemoney import registry

    from whence.report.exports import ftm

    assert set(registry.language.codes) >= ftm._LANGUAGES


@pytest.mark.parametrize(
    ("language", "code", "note"),
    [("nb", ["nor"], []), ("gl", [], ["Language: gl"]), ("und", [], []), ("fr-CA", ["fra"], [])],
)
def test_a_language_that_followthemoney_does_not_know_is_noted(language, code, note):
    articles = (replace(STORY.articles[0], language=language), *STORY.articles[1:])
    article = exported.open_ftm(written("ftm", replace(STORY, articles=articles)))[0]["properties"]
    assert (article.get("language", []), article.get("notes", [])) == (code, note)


@pytest.mark.parametrize("kind", ["plain", "strange"])
@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_keeps_every_attribute(name, kind):
    story = ALL[kind]
    graph = exported.OPEN[name](written(name, story))
    nodes = dict(known_nodes(story))
    assert set(graph.nodes) == set(nodes)
    for id_, known in nodes.items():
        found = {key: str(value) for key, value in graph.nodes[id_].items()}
        if name == "gexf":
            assert found.pop("label").startswith(known["letter"])
        # A tool drops an empty value, and white space around one.
        expected = {k: xml(v).strip() for k, v in known.items() if v.strip()}
        assert {k: v.lower() if k == "lost" else v.strip() for k, v in found.items() if v} == expected
    for edge in story.stemma.edges:
        assert graph.edges[edge.parent, edge.child]["kind"] == edge.kind
        assert graph.edges[edge.parent, edge.child]["confidence"] == round(edge.confidence, 4)


@pytest.mark.parametrize("kind", ["plain", "strange"])
def test_graphviz_draws_the_tree(kind):
    needs("dot")
    story = ALL[kind]
    labels, edges = official.dot(written("dot", story))
    assert sorted(edges) == sorted((e.parent, e.child) for e in story.stemma.edges)
    assert set(labels) == {n.id for n in story.stemma.nodes}
    if kind == "plain":
        assert labels["v3"] == "D صحيفة المنارة"


def test_biopython_reads_the_tree_and_what_it_leaves_out():
    needs("newick")
    (tree,) = official.newick(written("newick").decode())
    assert [name for name, _ in tree] == ["α", "A", "C", "E", "F", "B", "D"]
    comments = dict(tree)
    assert comments["α"] == "also B > F"
    assert comments["E"] == "&confidence=0.9000"


def test_a_translators_tool_reads_every_unit(tmp_path):
    tmx = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed")
    export(STORY, tmp_path / "case.tmx")
    units = tmx.tmxfile.parsefile(str(tmp_path / "case.tmx")).units
    expected = [
        tuple(tuv.findtext("seg") for tuv in unit.iter("tuv"))
        for unit in exported.open_tmx(written("tmx")).iter("tu")
    ]
    assert expected
    assert [(unit.source, unit.target) for unit in units] == expected


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_every_text_of_every_sheet(tmp_path):
    """As it stands there: nothing is calculated, cut or taken for something else."""
    story = ALL["strange"]
    path = tmp_path / "case.xlsx"
    export(story, path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    # The last numbers: UTF-8, quoted where needed, all sheets.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", form, "--outdir", tmp_path, path],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for name, table in tables.tables(story).items():
        with (tmp_path / f"case-{name}.csv").open(encoding="utf-8", newline="") as stream:
            head, *rows = csv.reader(stream)
        assert head == [column.name for column in table.columns]
        texts = [at for at, column in enumerate(table.columns) if column.kind == "text"]
        shown = [[row[at] for at in texts] for row in rows]
        # Of a longer text it shows the beginning.
        assert shown == [[line(row[at] or "")[:32_767] for at in texts] for row in table.rows()], name


def test_pandas_reads_the_tables(tmp_path):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    for name in ("case.links.csv", "case.links.parquet"):
        export(STORY, tmp_path / name)
    text = pandas.read_csv(tmp_path / "case.links.csv", encoding="utf-8-sig", keep_default_na=False)
    typed = pandas.read_parquet(tmp_path / "case.links.parquet")
    assert list(text.columns) == list(typed.columns)
    for column in ("left", "link", "left_language", "right_text"):
        assert text[column].tolist() == typed[column].tolist()
    assert (text["score"] - typed["score"]).abs().max() < 0.0001
    assert (text["moved"] == "yes").tolist() == typed["moved"].tolist()
