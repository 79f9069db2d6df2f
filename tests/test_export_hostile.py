"""Whatever stands in names and texts, every export is a valid file; nothing in it acts."""

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import exported
import stories
from whence.records import Reason, Stemma
from whence.report.exports import FORMATS, export

NASTY = (
    "=1+1", "+49 30", "-5 °C", "@SUM(A1)", "＝1＋1", "\t=cmd|' /C calc'!A0", "#N/A", "_x0041_", "a\x00b", "\x1b[31m", "\x85",
    "\u2028 \u2029", "\u202eexe.txt", "\u2066never closed", "\ud800", "\ufffe\uffff", "\U0001f6a2", "]]>", "</seg>", "&lt;&#0;",
    '"; \'); DROP', "new\r\nline", "tab\there", "\\", '\\"', "[bracket](;,", "<script>alert(1)</script>", "javascript:alert(1)",
    "{{7*7}}", "%s%n", "../../etc/passwd", "", " ", "السفينة‎", "渡轮", "e\u0301" * 40, "\u200b", "'", "x" * 40_000,
)  # fmt: skip
nasty = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=12),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=6),
)


@st.composite
def hostile(draw):
    """A story of which every name and every text may be anything."""
    story = stories.story() if draw(st.booleans()) else stories.large(2, 3)
    word = draw(st.lists(nasty, min_size=8, max_size=8))

    def text(index):
        return word[index % len(word)]

    articles = []
    for i, article in enumerate(story.articles):
        # The texts keep their lengths, so that all offsets stay right.
        strange = (text(i) or " ") * (len(article.text) // len(text(i) or " ") + 1)
        full = strange[: len(article.text)]
        passages = tuple(replace(p, text=full[p.start : p.end]) for p in article.passages)
        published = article.published and replace(article.published, value=text(i + 4))
        articles.append(
            replace(
                article, text=full, passages=passages, id="", path=text(i), title=text(i + 1), byline=text(i + 2),
                outlet=draw(st.sampled_from([None, text(i + 3)])), url=draw(st.sampled_from([None, text(i), "https://a.example/" + text(i)])),
                language=draw(st.sampled_from([article.language, text(i)])), published=published,
            )
        )  # fmt: skip

    def span(s):
        return s and replace(s, text=articles[s.article].text[s.start : s.end])

    pairs = tuple(
        replace(
            pair,
            reasons=(Reason(text(0), text(1)),),
            variants=tuple(replace(v, left=span(v.left), right=span(v.right), note=text(2)) for v in pair.variants),
        )
        for pair in story.relations
    )  # fmt: skip
    loci = tuple(
        replace(
            locus,
            readings=tuple(
                replace(r, spans=tuple(map(span, r.spans)), value=text(k))
                for k, r in enumerate(locus.readings)
            ),
        )
        for locus in story.loci
    )
    said = tuple(
        replace(a, source=span(a.source), name=text(3), cue=text(4), content=span(a.content))
        for a in story.attributions
    )
    stemma = Stemma(
        tuple(
            replace(n, candidates=(text(5),) if n.article is None else ()) for n in story.stemma.nodes
        ),
        tuple(replace(e, reasons=(Reason("x", text(6)),)) for e in story.stemma.edges),
        story.stemma.roots,
    )
    return replace(
        story,
        articles=tuple(articles),
        relations=pairs,
        loci=loci,
        attributions=said,
        credits=tuple(replace(c, name=text(7)) for c in story.credits),
        stemma=stemma,
        notices=(text(0),),
    )


def check(name, story):
    to = io.BytesIO()
    export(story, to, format=name)
    try:
        exported.OPEN[name](to.getvalue())
    except Exception as error:
        error.add_note(f"in the format {name}")
        raise


@settings(
    max_examples=12,
    deadline=None,
    # A smaller story is no easier to read than the strings in it.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(story=hostile())
def test_every_export_of_a_hostile_story_is_valid(story):
    for name in FORMATS:
        # The page and with it the bundle are proved elsewhere too, and take the longest.
        if name not in {"html", "bundle", "stix"}:
            check(name, story)


@settings(
    max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(story=hostile())
def test_the_page_and_the_bundle_of_a_hostile_story_are_valid(story):
    check("html", story)
    check("bundle", story)


@settings(
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(story=hostile())
def test_the_stix_bundle_of_a_hostile_story_is_valid(story):
    pytest.importorskip("stix2")
    check("stix", story)


@pytest.mark.parametrize("name", FORMATS)
def test_comparisons_are_exported_too(name):
    if name == "stix":
        pytest.importorskip("stix2")
    check(name, stories.comparison())
