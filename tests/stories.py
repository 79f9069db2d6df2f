"""A fictional story in six versions, as records made by hand, for the tests of what stands on them.

Each passage is written once, with the facts it tells and the values it holds:

    ("f2", "{1,200|number:people:1200} people left …")

Passages of two versions that share a fact are linked; a slot ("number:people") that both hold is
evidence where the values are equal and a variant where they are not.
"""

import itertools
import re
from datetime import UTC, datetime, timedelta

from whence.records import (
    Article,
    Attribution,
    Comparison,
    Credit,
    Edge,
    Evidence,
    Link,
    Locus,
    Node,
    Pair,
    Passage,
    Reading,
    Reason,
    Relation,
    Span,
    Stemma,
    Story,
    Time,
    Variant,
)

SLOT = re.compile(r"\{([^|{}]*)\|([a-z]+):([^:{}]*):([^{}]*)\}")


def at(day, hour=None, minute=0):
    """A fictional publication time in November 2031, to the minute or to the day."""
    if hour is None:
        start = datetime(2031, 11, day, tzinfo=UTC) - timedelta(hours=14)
        return Time(f"2031-11-{day:02}", "day", start, start + timedelta(hours=50))
    moment = datetime(2031, 11, day, hour, minute, tzinfo=UTC)
    return Time(f"{moment:%Y-%m-%dT%H:%M}Z", "minute", moment, moment + timedelta(minutes=1))


VERSIONS = (
    {
        "known": {
            "language": "es", "outlet": "El Faro del Velmo", "title": "La sirena de la presa vacía un valle",
            "byline": "Inés Tordera", "url": "https://faro.example/sirena", "published": at(2, 7, 40),
        },
        "credits": [("byline", "Inés Tordera"), ("agency", "Agencia Cordal")],
        "passages": [
            ("f1", "La sirena de la presa vacía un valle"),
            ("f2", "{1.200|number:people:1200} {vecinos|concept:neighbours:person} abandonaron sus {casas|concept:houses:house} en la noche del {domingo|date:night:2031-11-02}."),
            ("f3", "La {sirena|concept:siren:siren} de la presa de {Velmo|name:dam:velmo} sonó a las 4:10 y no calló hasta el alba."),
            ("f4", "«Falló un sensor, nada más», {declaró|concept:said:declare} la directora de la presa, {Hana Orlec|name:director:hana orlec}."),
            ("f5", "Según los {vecinos|concept:people2:person}, el agua llevaba {dos|number:days:2} días subiendo."),
            ("f6", "El nivel del embalse está {3|number:level:3} metros por encima de lo {normal|concept:normal:normal}."),
            ("f7", "El ministerio ha abierto una {investigación|concept:inquiry:inquiry}."),
            ("c", "Agencia Cordal"),
        ],
        "said": [("f4", "Hana Orlec", "Falló un sensor, nada más", "declaró", True), ("f5", "vecinos", "el agua llevaba dos días subiendo", "Según", False)],
    },
    {
        "known": {
            "language": "fr", "outlet": "Le Courrier d'Aube", "title": "Une sirène vide la vallée du Velmo",
            "published": at(2, 8, 15),
        },
        "credits": [("source", "Agencia Cordal"), ("translator", "Maude Ferrand")],
        "passages": [
            ("f1", "Une sirène vide la vallée du Velmo"),
            ("f2", "Dans la nuit de {dimanche|date:night:2031-11-02}, {1 200|number:people:1200} {habitants|concept:neighbours:person} ont quitté leurs {maisons|concept:houses:house}."),
            ("f3", "La {sirène|concept:siren:siren} du barrage de {Velmo|name:dam:velmo} a retenti à 4 h 10."),
            ("f4", "« Un capteur est tombé en panne, rien de plus », a {déclaré|concept:said:declare} la directrice, {Hana Orlets|name:director:hana orlec}."),
            ("f5", "Selon des {habitants|concept:people2:person}, l'eau montait depuis {deux|number:days:2} jours."),
            ("f6", "Le lac est {trois|number:level:3} mètres au-dessus de son niveau {normal|concept:normal:normal}."),
            ("f8", "Le barrage, achevé en {1974|date:built:1974}, avait déjà inquiété la vallée."),
            ("c", "Source : Agencia Cordal. Traduction : Maude Ferrand."),
        ],
        "said": [("f4", "Hana Orlets", "Un capteur est tombé en panne, rien de plus", "a déclaré", True), ("f5", "habitants", "l'eau montait depuis deux jours", "Selon", False)],
    },
    {
        "known": {
            "language": "en", "outlet": "Tern Gazette", "title": "Dam siren empties a valley",
            "byline": "Owen Marsh", "published": at(2, 11, 5),
        },
        "credits": [("byline", "Owen Marsh"), ("via", "El Faro del Velmo")],
        "passages": [
            ("f1", "Dam siren empties a valley"),
            ("f2", "{1,200|number:people:1200} {people|concept:neighbours:person} left their {homes|concept:houses:house} on {Sunday|date:night:2031-11-02} night."),
            ("f3", "The {siren|concept:siren:siren} of the {Velmo|name:dam:velmo} dam sounded at 4:10 and did not fall silent until dawn."),
            ("f4", "“A sensor failed, nothing more,” {said|concept:said:declare} the director of the dam, {Hana Orlec|name:director:hana orlec}."),
            ("f6", "The reservoir is {10|number:level:3} feet above {normal|concept:normal:normal}."),
            ("f7", "The ministry has opened an {inquiry|concept:inquiry:inquiry}."),
        ],
        "said": [("f4", "Hana Orlec", "A sensor failed, nothing more", "said", True)],
    },
    {
        "known": {
            "language": "ar", "outlet": "صحيفة المنارة", "title": "صفارة السد تُفرغ وادياً", "published": at(2),
        },
        "credits": [("source", "Le Courrier d'Aube")],
        "passages": [
            ("f1", "صفارة السد تُفرغ وادياً"),
            ("f2", "غادر {١٢٬٠٠٠|number:people:12000} من {السكان|concept:neighbours:person} {منازلهم|concept:houses:house} ليلة {الأحد|date:night:2031-11-02}."),
            ("f3", "دوّت {صفارة|concept:siren:siren} سد {فيلمو|name:dam:velmo} عند الساعة 4:10."),
            ("f4", "وقالت مديرة السد {هناء أورليتس|name:director:hana orlec}: «تعطّل جهاز استشعار لا أكثر»."),
            ("f5", "وبحسب {مصادر رسمية|attribution:people2:officials} فإن المياه كانت ترتفع منذ {يومين|number:days:2}."),
            ("f6", "ويعلو منسوب البحيرة {ثلاثة|number:level:3} أمتار عن {المعتاد|concept:normal:normal}."),
            ("x", "اقرأ أيضاً: أسعار القمح تواصل الارتفاع للأسبوع الثالث."),
            ("c", "المصدر: Le Courrier d'Aube"),
        ],
        "said": [("f4", "هناء أورليتس", "تعطّل جهاز استشعار لا أكثر", "وقالت", True), ("f5", "مصادر رسمية", "المياه كانت ترتفع منذ يومين", "وبحسب", False)],
    },
    {
        "known": {"language": "zh", "outlet": "河谷晚报", "title": "水坝警报声后山谷一空", "published": at(3, 1, 30)},
        "credits": [("via", "Tern Gazette")],
        "passages": [
            ("f1", "水坝警报声后山谷一空"),
            ("f7", "有关部门已展开{调查|concept:inquiry:inquiry}。"),
            ("f2 f3", "{星期一|date:night:2031-11-03}夜间,{费尔莫|name:dam:velmo}水坝的{警报|concept:siren:siren}在4时10分响起,{1200|number:people:1200}名{居民|concept:neighbours:person}离开{家园|concept:houses:house}。"),
            ("f4", "水坝负责人{哈娜·奥尔莱克|name:director:hana orlec}{说|concept:said:declare}:“只是一个传感器失灵。”"),
            ("f6", "水库水位比{平时|concept:normal:normal}高{三|number:level:3}米。"),
        ],
        "said": [("f4", "哈娜·奥尔莱克", "只是一个传感器失灵。", "说", True)],
    },
    {
        "known": {"language": "de", "outlet": "Talbote", "title": "Sirene leert ein Tal", "published": at(3, 6)},
        "credits": [("source", "Tern Gazette"), ("source", "Le Courrier d'Aube")],
        "passages": [
            ("f1", "Sirene leert ein Tal"),
            ("f2", "{1.200|number:people:1200} {Menschen|concept:neighbours:person} verließen in der Nacht zum {Sonntag|date:night:2031-11-02} ihre {Häuser|concept:houses:house}."),
            ("f3", "Die {Sirene|concept:siren:siren} des Staudamms {Velmo|name:dam:velmo} heulte um 4.10 Uhr und verstummte erst im Morgengrauen."),
            ("f4", "„Ein Sensor ist ausgefallen, mehr nicht“, {sagte|concept:said:declare} der Betriebsleiter {Jonas Orlec|name:director:jonas orlec}."),
            ("f6", "Der Stausee steht {3|number:level:3} Meter über {normal|concept:normal:normal}."),
            ("f7", "Das Ministerium hat eine {Untersuchung|concept:inquiry:inquiry} eingeleitet."),
            ("f8", "Der {1974|date:built:1974} fertiggestellte Damm hatte das Tal schon früher beunruhigt."),
        ],
        "said": [("f4", "Jonas Orlec", "Ein Sensor ist ausgefallen, mehr nicht", "sagte", True)],
    },
)  # fmt: skip
ES, FR, EN, AR, ZH, DE = range(6)
STEMMA = Stemma(
    nodes=(
        Node("lost-1", None, ("Agencia Cordal",)),
        *(Node(f"v{i}", i) for i in range(6)),
    ),
    edges=(
        Edge("lost-1", "v0", 0.81, (Reason("credit", "Both name Agencia Cordal as their agency."),), "common-source"),
        Edge("lost-1", "v1", 0.78, (Reason("addition", "Both have material the other lacks."),), "common-source"),
        Edge("v0", "v2", 0.97, (Reason("credit", "Tern Gazette says: via El Faro del Velmo."), Reason("time", "It was published 3 hours 25 minutes later.")), "stated"),
        Edge("v1", "v3", 0.93, (Reason("credit", "The Arabic version names Le Courrier d'Aube as its source."),), "stated"),
        Edge("v2", "v4", 0.9, (Reason("credit", "The Chinese version was taken via Tern Gazette."),), "stated"),
        Edge("v2", "v5", 0.74, (Reason("omission", "Both leave out what the residents said."),), "inferred"),
        Edge("v1", "v5", 0.41, (Reason("addition", "Only these two say when the dam was finished."),), "undetermined"),
    ),
    roots=("lost-1",),
)  # fmt: skip


def article(version):
    """The Article of one version, its passages joined by line breaks, and the slots of each passage."""
    passages, slots, facts, start = [], [], [], 0
    for number, (told, marked) in enumerate(version["passages"]):
        text, found, last = "", {}, 0
        for match in SLOT.finditer(marked):
            text += marked[last : match.start()]
            surface, kind, slot, value = match.groups()
            found[slot] = (kind, value, start + len(text), start + len(text) + len(surface), surface)
            text += surface
            last = match.end()
        text += marked[last:]
        role = (
            "heading"
            if number == 0
            else "credit"
            if told == "c"
            else "furniture"
            if told == "x"
            else "body"
        )
        passages.append(Passage(number, start, start + len(text), text, role, number))
        slots.append(found)
        facts.append(set(told.split()) - {"c", "x"})
        start += len(text) + 1
    text = "\n".join(p.text for p in passages)
    return Article(text, passages=tuple(passages), **version["known"]), slots, facts


def components(left, right):
    """Groups of passages of both sides that share facts, in the order of the left side."""
    groups = []
    for i, told in enumerate(left):
        other = {j for j, theirs in enumerate(right) if told & theirs}
        if not other:
            continue
        touching = [g for g in groups if g[1] & other]
        groups = [g for g in groups if g not in touching]
        groups.append(({i}.union(*(g[0] for g in touching)), other.union(*(g[1] for g in touching))))
    return sorted((tuple(sorted(a)), tuple(sorted(b))) for a, b in groups)


def main_chain(groups):
    """The longest run of groups that goes forward on the right side too."""
    for size in range(len(groups), 0, -1):
        for chain in itertools.combinations(groups, size):
            if all(a[1][-1] < b[1][0] for a, b in itertools.pairwise(chain)):
                return set(chain)
    return set()


def slot_span(index, passage, found):
    return Span(index, passage, found[2], found[3], found[4])


def whole(index, passage):
    return Span(index, passage.number, passage.start, passage.end, passage.text)


def between(i, j, made):
    """Links and variants of versions i and j, from the facts and slots they share."""
    (left, left_slots, left_facts), (right, right_slots, right_facts) = made[i], made[j]
    groups = components(left_facts, right_facts)
    chain = main_chain(groups)
    links, variants = [], []
    for group in groups:
        evidence = []
        for p, q in itertools.product(*group):
            for slot in left_slots[p].keys() & right_slots[q].keys():
                ours, theirs = left_slots[p][slot], right_slots[q][slot]
                spans = slot_span(i, p, ours), slot_span(j, q, theirs)
                if ours[:2] == theirs[:2]:
                    evidence.append(Evidence(ours[0], *spans, ours[1], 0.3))
                else:
                    kind = "attribution" if "attribution" in (ours[0], theirs[0]) else ours[0]
                    note = f"{ours[4]} against {theirs[4]}"
                    variants.append(Variant(kind, *spans, 0.9, note, len(links)))
        moved = group not in chain
        links.append(Link(*group, 0.84, tuple(sorted(evidence, key=lambda e: e.left.start)), moved))
        if moved:
            spans = whole(i, left.passages[group[0][0]]), whole(j, right.passages[group[1][0]])
            variants.append(Variant("moved", *spans, 0.8, "stands elsewhere", len(links) - 1))
    linked = {n for g in groups for n in g[0]}, {n for g in groups for n in g[1]}
    variants += [
        Variant("only-left", whole(i, p), None, 0.9) for p in left.passages if p.number not in linked[0]
    ]
    variants += [
        Variant("only-right", None, whole(j, p), 0.9)
        for p in right.passages
        if p.number not in linked[1]
    ]
    return tuple(links), tuple(variants)


def coverage(article_, numbers):
    shared = sum(len(p.text) for p in article_.passages if p.number in numbers)
    return shared / max(sum(len(p.text) for p in article_.passages), 1)


def pair(i, j, made, stemma=STEMMA):
    links, variants = between(i, j, made)
    linked = {n for k in links for n in k.left}, {n for k in links for n in k.right}
    edge = next((e for e in stemma.edges if {e.parent, e.child} == {f"v{i}", f"v{j}"}), None)
    kind, direction, reasons = (
        "shared-source",
        "undetermined",
        (Reason("common", "They share a source."),),
    )
    if edge and edge.kind != "undetermined":
        kind, reasons = "translation", edge.reasons
        direction = "left-to-right" if edge.parent == f"v{i}" else "right-to-left"
    shares = coverage(made[i][0], linked[0]), coverage(made[j][0], linked[1])
    return Pair(
        i, j, kind, direction, shares, edge.confidence if edge else 0.6, reasons, links, variants
    )


def loci_of(made):
    """The apparatus: facts that some versions lack, and slots with several values."""
    loci = []
    for fact in sorted({f for _, _, facts in made for told in facts for f in told}):
        here = {
            i: n for i, (_, _, facts) in enumerate(made) for n, told in enumerate(facts) if fact in told
        }
        if len(here) < len(made):
            spans = tuple(whole(i, made[i][0].passages[n]) for i, n in here.items())
            missing = tuple(i for i in range(len(made)) if i not in here)
            loci.append(Locus("presence", (Reading(tuple(here), spans), Reading(missing))))
    slots = sorted({slot for _, slots, _ in made for found in slots for slot in found})
    for slot in slots:
        readings = {}
        for i, (_, passages, _) in enumerate(made):
            for n, found in enumerate(passages):
                if slot in found:
                    readings.setdefault(found[slot][:2], []).append(slot_span(i, n, found[slot]))
        if len(readings) > 1:
            kind = (
                "attribution"
                if any(k == "attribution" for k, _ in readings)
                else next(iter(readings))[0]
            )
            rows = [
                Reading(tuple(s.article for s in v), tuple(v), key[1]) for key, v in readings.items()
            ]
            loci.append(Locus(kind, tuple(rows)))
    return tuple(loci)


def spoken(index, version, made):
    text, rows = made[index][0].text, []
    passages = made[index][0].passages
    for fact, name, content, cue, quoted in version["said"]:
        number = next(n for n, (told, _) in enumerate(version["passages"]) if fact in told.split())
        row = passages[number]
        spans = []
        for words in (name, content):
            start = text.index(words, row.start, row.end)
            spans.append(Span(index, number, start, start + len(words), words))
        rows.append(Attribution(index, spans[0], name, cue, spans[1], quoted))
    return rows


def story():
    """The six versions as a Story."""
    made = [article(v) for v in VERSIONS]
    pairs = tuple(pair(i, j, made) for i, j in itertools.combinations(range(len(made)), 2))
    said = tuple(row for i, v in enumerate(VERSIONS) for row in spoken(i, v, made))
    credits_ = tuple(
        Credit(i, role, name) for i, v in enumerate(VERSIONS) for role, name in v["credits"]
    )
    articles = tuple(a for a, _, _ in made)
    notices = ("河谷晚报: the language was told, not detected",)
    return Story(articles, pairs, loci_of(made), said, credits_, STEMMA, notices)


def comparison(left=ES, right=AR):
    """Two of the versions as a Comparison."""
    both = (VERSIONS[left], VERSIONS[right])
    made = [article(v) for v in both]
    row = pair(0, 1, made, Stemma())
    relation = Relation(row.kind, row.direction, row.coverage, row.confidence, row.reasons)
    said = tuple(s for i, v in enumerate(both) for s in spoken(i, v, made))
    credits_ = tuple(Credit(i, role, name) for i, v in enumerate(both) for role, name in v["credits"])
    return Comparison((made[0][0], made[1][0]), row.links, row.variants, said, credits_, relation)


def large(versions=8, passages=60, *, evidence=12):
    """A made-up story of any size, for speed and layout: each version copies an earlier one."""
    words = (
        "harbour lamp river council seven bridge winter market letter north boat morning " * 2
    ).split()
    articles = tuple(
        Article.from_passages(
            [f"{' '.join(words[(n + k) % 24] for k in range(20)).capitalize()} {n} {v}." for n in range(passages)],
            language="en", outlet=f"Fictional Courier {v + 1}", published=at(1 + v % 28, v % 24),
        )
        for v in range(versions)
    )  # fmt: skip

    def link(i, j, n):
        here, there = articles[i].passages[n], articles[j].passages[n]
        found, at_word = [], 0
        for word in here.text.split()[:evidence]:
            end = at_word + len(word)
            spans = (
                Span(i, n, here.start + at_word, here.start + end, word),
                Span(j, n, there.start + at_word, there.start + end, word),
            )
            found.append(Evidence("word", *spans, word, 0.1))
            at_word = end + 1
        return Link((n,), (n,), 0.9, tuple(found))

    pairs = tuple(
        Pair(
            i,
            j,
            "copy",
            "undetermined",
            (0.9, 0.9),
            0.7,
            (),
            tuple(link(i, j, n) for n in range(passages - 2)),
        )
        for i, j in itertools.combinations(range(versions), 2)
    )
    nodes = tuple(Node(f"v{i}", i) for i in range(versions))
    edges = tuple(
        Edge(
            f"v{(i * 7 + 3) % i if i % 3 else (i - 1) // 2}",
            f"v{i}",
            0.5 + i % 5 / 10,
            (Reason("time", "Earlier."),),
        )
        for i in range(1, versions)
    )
    loci = tuple(
        Locus("number", (Reading((0,), (whole(0, articles[0].passages[n]),), str(n)),
                         Reading(tuple(range(1, versions)), tuple(whole(i, articles[i].passages[n]) for i in range(1, versions)), str(n + 1))))
        for n in range(0, passages, 6)
    )  # fmt: skip
    return Story(articles, pairs, loci, (), (), Stemma(nodes, edges, ("v0",)))
