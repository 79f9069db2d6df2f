"""How well is the family tree found? Simulated traditions with a known stemma, and their scores.

    python benchmarks/lineage.py DATA --seed 1 --traditions 40 [--scribal N] [--texts N] [--json]

DATA is a folder of parallel stories (`*.jsonl`, one file a language: {"story", "sentences"}).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

import traditions as sim


def distances(count: int, edges: list[tuple[int, int]], nodes: int) -> np.ndarray:
    """Return the number of steps between all versions along the graph's shortest paths."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    a = [p for p, _ in edges]
    b = [c for _, c in edges]
    graph = csr_array((np.ones(len(edges)), (a, b)), shape=(nodes, nodes))
    found = shortest_path(graph, directed=False, unweighted=True)
    found[np.isinf(found)] = nodes
    return found[:count, :count]


def sign_similarity(true: np.ndarray, found: np.ndarray) -> float:
    """Return the average sign similarity over triples of versions (Roos & Heikkilä 2009)."""
    count, total, seen = len(true), 0.0, 0
    pairs = np.triu_indices(count, 1)
    for a in range(count):
        rows = [np.sign(d[a][:, None] - d[a][None, :])[pairs] for d in (true, found)]
        keep = (pairs[0] != a) & (pairs[1] != a)
        total += float((1 - 0.5 * np.abs(rows[0] - rows[1]))[keep].sum())
        seen += int(keep.sum())
    return total / max(seen, 1)


class Truth:
    """What a tradition's true stemma says, with the extant versions renumbered from 0."""

    def __init__(self, tradition: sim.Tradition) -> None:
        extant = tradition.extant
        self.count = len(extant)
        order = extant + [v.number for v in tradition.versions if v.lost]
        index = {v: i for i, v in enumerate(order)}
        self.parents = {index[v.number]: [index[p] for p in v.parents] for v in tradition.versions}
        self.edges = [(p, c) for c, row in self.parents.items() for p in row]
        self.nodes = len(order)
        self.content = {index[v.number]: tuple(v.items) for v in tradition.versions if v.items}
        self.distance = distances(self.count, self.edges, self.nodes)
        self.nearest = {v: self._nearest(v) for v in range(self.count)}
        self.ancestors = {v: self._ancestors(v) for v in range(self.count)}

    def _nearest(self, v: int) -> set[int]:
        found: set[int] = set()
        for p in self.parents[v]:
            found |= {p} if p < self.count else self._nearest(p)
        return found or {-1}

    def _ancestors(self, v: int) -> set[int]:
        found: set[int] = set()
        for p in self.parents[v]:
            found |= {p} | self._ancestors(p)
        return found

    def lost(self, *, traceable: bool = False) -> list[frozenset[int]]:
        """Return, for each lost version between two or more others, the extant versions next to it.

        A traceable one has two copies at least and differs in its text from all that it is next to: a copy
        that changes nothing stands for its source, and so does a source that changed nothing of its own.
        """
        near = defaultdict(set)
        for p, c in self.edges:
            near[p].add(c)
            near[c].add(p)
        found = []
        for v in range(self.count, self.nodes):
            sides, seen, stack = set(), {v}, [v]
            while stack:
                for x in near[stack.pop()] - seen:
                    seen.add(x)
                    if x < self.count:
                        sides.add(x)
                    else:
                        stack.append(x)
            if len(sides) < 2 or len(near[v]) < 2:
                continue
            copies = sum(p == v for p, _ in self.edges)
            if not traceable or (
                copies >= 2 and all(self.content.get(x) != self.content.get(v) for x in near[v])
            ):
                found.append(frozenset(sides))
        return found


def traceable(truth: Truth) -> tuple[list[tuple[int, int, bool]], int]:
    """Return the true tree as far as a tree can tell it: no second parents, no lost single links.

    Its scores are the limit of any tree without second parents.
    """
    parent = {v: row[0] for v, row in truth.parents.items() if row}
    while True:
        below = defaultdict(list)
        for c, p in parent.items():
            below[p].append(c)
        idle = [
            v for v in range(truth.count, truth.nodes) if len(below[v]) < 2 and (v in parent or below[v])
        ]
        if not idle:
            return [(p, c, True) for c, p in sorted(parent.items())], truth.nodes
        above = parent.pop(idle[0], None)
        for c in below[idle[0]]:
            if above is None:
                del parent[c]
            else:
                parent[c] = above


def judged(truth: Truth, edges: list[tuple[int, int, bool]], nodes: int) -> dict[str, float]:
    """Return the scores of a found graph; an edge is (parent, child, direction claimed)."""
    count = truth.count
    rows = {"sign": sign_similarity(truth.distance, distances(count, [e[:2] for e in edges], nodes))}
    parents = defaultdict(list)
    for p, c, claimed in edges:
        parents[c].append((p, claimed))

    def nearest(v: int, claim: bool = True) -> tuple[int, bool]:
        if not parents[v]:
            return -1, claim
        p, claimed = parents[v][0]
        return (p, claim and claimed) if p < count else nearest(p, claim and claimed)

    right = claims = true = possible = 0
    for v in range(count):
        at, claim = nearest(v)
        right += at in truth.nearest[v]
        possible += truth.nearest[v] != {-1}
        if at >= 0 and claim:
            claims += 1
            true += at in truth.ancestors[v]
    rows["parent"] = right / count
    rows["claims"], rows["true"], rows["possible"] = claims, true, possible
    lost = truth.lost()
    found = Truth.__new__(Truth)
    found.count, found.nodes, found.edges = count, nodes, [e[:2] for e in edges]
    told = truth.lost(traceable=True)
    postulated = found.lost()
    rows["lost-true"], rows["lost-found"] = len(lost), len(postulated)
    rows["lost-right"] = sum(any(len(a & b) >= 0.5 * len(a | b) for b in lost) for a in postulated)
    rows["lost-told"] = len(told)
    rows["lost-told-right"] = sum(any(len(a & b) >= 0.5 * len(a | b) for a in postulated) for b in told)
    return rows


def found(coded: object, evidence: object) -> tuple[list[tuple[int, int, bool]], int]:
    """Return the found graph: (parent, child, direction claimed), and the number of nodes."""
    from whence.stemma import infer

    tree = infer.inferred(coded, evidence)  # type: ignore[arg-type]
    return [(s.parent, s.child, s.claimed) for s in (*tree.steps, *tree.seconds)], tree.nodes


def joined(distance: np.ndarray) -> tuple[list[tuple[int, int]], int]:
    """Return the neighbour-joining tree (Saitou & Nei 1987) as edges, and its number of nodes.

    Every version is a leaf; inner nodes are numbered from the number of versions on.
    """
    count = len(distance)
    size = 2 * count
    d = np.full((size, size), np.inf)
    d[:count, :count] = distance
    alive = list(range(count))
    edges, fresh = [], count
    while len(alive) > 2:
        part = d[np.ix_(alive, alive)]
        np.fill_diagonal(part, 0.0)
        sums = part.sum(axis=1)
        q = (len(alive) - 2) * part - sums[:, None] - sums[None, :]
        np.fill_diagonal(q, np.inf)
        i, j = divmod(int(q.argmin()), len(alive))
        a, b = alive[i], alive[j]
        for k, c in enumerate(alive):
            d[fresh, c] = d[c, fresh] = 0.5 * (part[i, k] + part[j, k] - part[i, j])
        edges += [(fresh, a), (fresh, b)]
        alive = [c for c in alive if c not in (a, b)] + [fresh]
        fresh += 1
    if len(alive) == 2:
        edges.append((alive[1], alive[0]))
    return edges, fresh


def naive(truth: Truth, times: list[float | None], distance: np.ndarray) -> dict[str, dict[str, float]]:
    """Return the scores of the peers: neighbour joining and the two rules of thumb."""
    edges, nodes = joined(distance)
    rows = {"neighbour joining": judged(truth, [(p, c, False) for p, c in edges], nodes)}
    if all(t is None for t in times):
        return rows
    known = [(t if t is not None else float("inf"), v) for v, t in enumerate(times)]
    first = min(known)[1]
    star = [(first, v, True) for v in range(truth.count) if v != first]
    rows["earliest is the source"] = judged(truth, star, truth.count)
    near = []
    for t, v in known:
        earlier = [(distance[v, u], u) for s, u in known if (s, u) < (t, v)]
        if earlier:
            near.append((min(earlier)[1], v, True))
    rows["nearest earlier"] = judged(truth, near, truth.count)
    return rows


def news_apparatus(tradition: sim.Tradition) -> tuple[list[list[tuple[int, ...]]], int, list[object]]:
    """Return rows, number of units and places of the extant versions, as the true collation has them."""
    from whence.stemma.coding import Place

    extant = [tradition.versions[v] for v in tradition.extant]
    ids = sorted({u.id for v in extant for item in v.items for u in item})
    number = {u: i for i, u in enumerate(ids)}
    rows = [[tuple(number[u.id] for u in item) for item in v.items] for v in extant]
    slots: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for i, v in enumerate(extant):
        for item in v.items:
            for u in item:
                for s, value in enumerate(u.values):
                    slots[u.id, s][i] = value
    places = []
    for _, states in sorted(slots.items()):
        names = sorted(set(states.values()))
        if len(names) > 1:
            places.append(Place("value", {v: names.index(s) for v, s in states.items()}))
    spoken = sorted({v.language for v in extant})
    places.append(Place("language", {i: spoken.index(v.language) for i, v in enumerate(extant)}))
    return rows, len(ids), places


def arborescence(coded: object, evidence: object) -> list[tuple[int, int, bool]]:
    """Return the directed tree of least cost without lost witnesses (Chu-Liu/Edmonds), a peer.

    A step costs what the change model says of it, on its own.
    """
    import networkx as nx

    from whence.stemma.likelihood import Messages
    from whence.stemma.model import LENGTHS, Patterns, model

    patterns = Patterns.build(coded)  # type: ignore[arg-type]
    change = model(patterns)
    count = patterns.leaf.shape[0]
    lengths = np.arange(len(LENGTHS))
    steps = Messages(patterns, change).model
    graph = nx.DiGraph()
    for v in range(count):
        handed = steps.up(np.repeat(patterns.leaf[v][None], len(LENGTHS), axis=0), lengths)
        start = (
            np.log(np.maximum((change.root * patterns.leaf[v]).sum(axis=0), 1e-300)) @ patterns.weight
        )
        graph.add_edge(count, v, weight=-float(start))
        for u in range(count):
            if u != v:
                met = (patterns.leaf[u][None] * handed).sum(axis=1) / patterns.leaf[u].sum(axis=0)
                value = float((np.log(np.maximum(met, 1e-300)) @ patterns.weight).max())
                graph.add_edge(u, v, weight=-value - float(evidence.prior[u, v]))  # type: ignore[attr-defined]
    # One root: leaving the outside is dear, so that it happens once.
    for _, _, row in graph.out_edges(count, data=True):
        row["weight"] += 1e4
    tree = nx.minimum_spanning_arborescence(graph)
    return [(u, v, True) for u, v in sorted(tree.edges) if u != count]


def times_of(tradition: sim.Tradition, condition: str, chance: random.Random) -> list[float | None]:
    """Return the versions' times as the condition lets them be known."""
    times: list[float | None] = [tradition.versions[v].time for v in tradition.extant]
    if condition == "none":
        return [None] * len(times)
    if condition == "partly":
        span = max(t or 0 for t in times) + 1
        for i, _ in enumerate(times):
            lot = chance.random()
            times[i] = None if lot < 0.25 else chance.uniform(0, span) if lot < 0.4 else times[i]
    return times


CONDITIONS = ("times", "partly", "none")


def run_news(corpus: list, seed: int, count: int) -> dict:
    """Run the simulated news traditions; return the rows of every method and condition."""
    from whence.stemma.coding import characters
    from whence.stemma.evidence import Evidence
    from whence.stemma.kinship import distance

    rows: dict[str, dict[str, list]] = {c: defaultdict(list) for c in CONDITIONS}
    for k in range(count):
        chance = random.Random(f"news {seed} {k}")
        tradition = sim.news(corpus, chance)
        truth = Truth(tradition)
        coded = characters(*news_apparatus(tradition))
        apart = distance(coded)
        for condition in CONDITIONS:
            times = times_of(tradition, condition, chance)
            begin = time.process_time()
            edges, nodes = found(coded, Evidence.of_times(times))
            spent = time.process_time() - begin
            row = judged(truth, edges, nodes)
            row["seconds"], row["versions"] = spent, truth.count
            rows[condition]["whence"].append(row)
            rows[condition]["limit of a tree"].append(judged(truth, *traceable(truth)))
            directed = arborescence(coded, Evidence.of_times(times))
            rows[condition]["arborescence"].append(judged(truth, directed, truth.count))
            for name, peer in naive(truth, times, apart).items():
                rows[condition][name].append(peer)
    return rows


def articles_of(tradition: sim.Tradition, times: list[float | None]) -> list:
    """Return the extant versions as articles, with their known times (a unit is a day)."""
    from whence.records import Article, Time
    from whence.text import tag

    found = []
    for v, t in zip(tradition.extant, times, strict=True):
        version = tradition.versions[v]
        published = None
        if t is not None:
            moment = datetime(2031, 1, 1, tzinfo=UTC) + timedelta(days=t)
            published = Time(moment.isoformat(timespec="minutes"), "minute", moment, moment)
        texts = sim.text_of(tradition, version)
        found.append(
            Article.from_passages(
                texts, language=tag(version.language), published=published, id=f"{v:016x}"
            )
        )
    return found


def graph_of(story: object) -> tuple[list[tuple[int, int, bool]], int]:
    """Return a story's stemma as (parent, child, direction claimed), and the number of nodes."""
    tree = story.stemma  # type: ignore[attr-defined]
    count = len(story.articles)  # type: ignore[attr-defined]
    lost = iter(range(count, count + len(tree.nodes)))
    number = {n.id: n.article if n.article is not None else next(lost) for n in tree.nodes}
    edges = [(number[e.parent], number[e.child], e.kind != "undetermined") for e in tree.edges]
    return edges, max(number.values()) + 1


def run_texts(corpus: list, seed: int, count: int) -> dict:
    """Run news traditions from their texts, through reading, alignment, variants and stemma."""
    import whence

    rows: dict[str, dict[str, list]] = {c: defaultdict(list) for c in CONDITIONS}
    for k in range(count):
        chance = random.Random(f"texts {seed} {k}")
        tradition = sim.news(corpus, chance, sizes=(6, 16), passages=(12, 25))
        truth = Truth(tradition)
        for condition in CONDITIONS:
            times = times_of(tradition, condition, chance)
            begin = time.process_time()
            story = whence.trace(articles_of(tradition, times))
            row = judged(truth, *graph_of(story))
            row["seconds"] = time.process_time() - begin
            rows[condition]["whence, from texts"].append(row)
    return rows


def run_scribal(seed: int, count: int) -> dict:
    """Run the simulated one-language traditions, from their words."""
    from whence.stemma.coding import characters
    from whence.stemma.collation import collate, places
    from whence.stemma.evidence import Evidence
    from whence.stemma.kinship import distance

    rows: dict[str, list] = defaultdict(list)
    for k in range(count):
        chance = random.Random(f"scribal {seed} {k}")
        tradition, words = sim.scribal(chance)
        truth = Truth(tradition)
        begin = time.process_time()
        table = collate([words[v] for v in tradition.extant])
        coded = characters([[] for _ in tradition.extant], 0, places(table))
        edges, nodes = found(coded, Evidence.none(truth.count))
        row = judged(truth, edges, nodes)
        row["seconds"] = time.process_time() - begin
        rows["whence"].append(row)
        joined = naive(truth, [None] * truth.count, distance(coded))
        rows["neighbour joining"].append(joined["neighbour joining"])
    return {"scribal": rows}


def summary(rows: list[dict]) -> dict[str, float]:
    """Return the means of a method's rows; claims, lost witnesses and parents over all traditions."""
    total = {key: sum(r.get(key, 0) for r in rows) for key in rows[0]}
    return {
        "sign": total["sign"] / len(rows),
        "parent": total["parent"] / len(rows),
        "direction precision": total["true"] / max(total["claims"], 1),
        "direction claimed": total["claims"] / max(total["possible"], 1),
        "lost precision": total["lost-right"] / max(total["lost-found"], 1),
        "lost recall": min(1.0, total["lost-right"] / max(total["lost-true"], 1)),
        "lost traceable": total["lost-told"] / max(total["lost-true"], 1),
        "of them found": total["lost-told-right"] / max(total["lost-told"], 1),
        "seconds": total.get("seconds", 0.0) / len(rows),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--traditions", type=int, default=40)
    parser.add_argument("--scribal", type=int, default=None, help="number of one-language traditions")
    parser.add_argument(
        "--texts", type=int, default=0, help="number of news traditions run from their texts"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = {}
    corpus = sim.stories(options.data)
    if options.traditions:
        results |= run_news(corpus, options.seed, options.traditions)
    scribal = options.traditions // 2 if options.scribal is None else options.scribal
    if scribal:
        results |= run_scribal(options.seed, scribal)
    if options.texts:
        for condition, methods in run_texts(corpus, options.seed, options.texts).items():
            results.setdefault(condition, {}).update(methods)
    table = {c: {m: summary(r) for m, r in methods.items()} for c, methods in results.items()}
    if options.json:
        print(
            json.dumps(
                {"seed": options.seed, "traditions": options.traditions, "results": table}, indent=1
            )
        )
        return
    for condition, methods in table.items():
        print(f"\n{condition}")
        for method, row in methods.items():
            print(f"  {method:24}" + "  ".join(f"{k} {v:.3f}" for k, v in row.items()))


if __name__ == "__main__":
    main()
