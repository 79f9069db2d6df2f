"""Build the lexicon that ships with whence: `python tools/build_lexicon.py SHARED [--out FILE]`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array, diags_array

sys.path.insert(0, str(Path(__file__).parent))
import lexicon_learn as learn  # noqa: E402
import lexicon_sources as sources  # noqa: E402

from whence.lexicon import hashing, segment, table  # noqa: E402
from whence.lexicon.forms import UNSPACED, WORD, language_of, normal, stemmer  # noqa: E402

TOP = 8
SELF = 0.6


class English:
    """English stems as concepts; synsets as distributions over them."""

    def __init__(self, senses, texts):
        stem = stemmer("en")
        self.stem = stem
        self.ids: dict[str, int] = {}
        self.best: dict[int, tuple[float, str]] = {}
        self.df = Counter()
        rows = defaultdict(Counter)
        freq = Counter()
        lemma_senses = defaultdict(Counter)
        surface = Counter(normal(w, "en") for t in texts for w in WORD.findall(t))
        for s in senses:
            parts = [normal(p, "en") for p in WORD.findall(s.lemma)]
            for p in parts:
                c = self.id(p, s.count + surface[p] + 0.1 if len(parts) == 1 else 0)
                rows[s.synset][c] += (s.count + 0.5) ** 0.5 / len(parts)
            freq[s.synset] += s.count + 0.3
            if len(parts) == 1:
                lemma_senses[self.id(parts[0])][s.synset] += s.count + 0.3
        for w, n in surface.items():
            self.id(w, n)
        for t in texts:
            self.df.update({self.id(normal(w, "en")) for w in WORD.findall(t)})
        self.n = len(texts)
        self.freq = freq
        self.synsets = {s: i for i, s in enumerate(sorted(rows))}
        r, c, v = [], [], []
        for s, i in self.synsets.items():
            total = sum(rows[s].values())
            for k, x in rows[s].items():
                r.append(i); c.append(k); v.append(x / total)
        size = len(self.ids)
        self.D = csr_array((v, (r, c)), shape=(len(self.synsets), size))
        r, c, v = [], [], []
        for k, x in lemma_senses.items():
            total = sum(x.values())
            for s, n in x.items():
                r.append(k); c.append(self.synsets[s]); v.append(n / total)
        syn = csr_array((v, (r, c)), shape=(size, len(self.synsets))) @ self.D
        self.V = l1(top(diags_array(np.full(size, SELF)) + (1 - SELF) * syn, TOP))

    def id(self, word, weight=0.0):
        s = self.stem(word)
        k = self.ids.setdefault(s, len(self.ids))
        if weight > self.best.get(k, (-1.0, ""))[0]:
            self.best[k] = (weight, word)
        return k


def l1(m):
    m = csr_array(m)
    s = np.asarray(np.abs(m).sum(axis=1)).ravel()
    return csr_array(diags_array(1 / np.maximum(s, 1e-12)) @ m)


def l2(m):
    m = csr_array(m)
    s = np.sqrt(np.asarray(m.power(2).sum(axis=1)).ravel())
    return csr_array(diags_array(1 / np.maximum(s, 1e-12)) @ m)


def top(m, k):
    """Keep the k largest of each row."""
    m = csr_array(m); m.sum_duplicates()
    rows = np.repeat(np.arange(m.shape[0]), np.diff(m.indptr))
    order = np.lexsort((-m.data, rows))
    rank = np.arange(len(order)) - m.indptr[rows[order]]
    keep = order[rank < k]
    keep.sort()
    return csr_array((m.data[keep], (rows[keep], m.indices[keep])), shape=m.shape)


def vocabulary(words_, texts, longest):
    """Keys of list words and of frequent letter sequences, for unspaced scripts."""
    grams = Counter()
    total = 0
    for t in texts:
        for run in WORD.findall(t):
            total += len(run)
            for n in range(1, min(longest, 6) + 1):
                grams.update(run[i : i + n] for i in range(len(run) - n + 1))
    good = set(words_)
    for g, n in grams.items():
        if len(g) >= 2 and n >= 3:
            if min(n * total / (grams[g[:i]] * grams[g[i:]]) for i in range(1, len(g))) > 20:
                good.add(g)
    return good


def tokenise(texts, language, keys):
    raw = [WORD.findall(t) for t in texts]
    if keys is None:
        return [[normal(w, language) for w in words] for words in raw]
    runs = [w for words in raw for w in words]
    size = np.array([len(w) for w in runs], np.int64)
    ends = np.cumsum(size)
    run = np.repeat(np.arange(len(size)), size)
    joined = "".join(runs)

    def known(k):
        at = np.minimum(np.searchsorted(keys, k), len(keys) - 1)
        return keys[at] == k

    a, b = segment.maximal(hashing.code_points(joined), ends[run], known, UNSPACED[language])
    sent_of_run = np.repeat(np.arange(len(raw)), [len(w) for w in raw])
    out = [[] for _ in raw]
    for i, j, r in zip(a.tolist(), b.tolist(), run[a].tolist()):
        out[sent_of_run[r]].append(normal(joined[i:j], language))
    return out


def build_language(language, rows, pairs, eng, moved, eng_units):
    stem = stemmer(language)
    prefer = defaultdict(Counter)
    for lemma, synset in rows:
        s = eng.synsets.get(moved.get(synset, synset))
        if s is None:
            continue
        word = normal(lemma, language)
        prefer[word][s] += 1
    lemmas = sorted(prefer)
    index = {w: i for i, w in enumerate(lemmas)}
    r, c, v = [], [], []
    names = list(eng.synsets)
    for w in lemmas:
        f = {s: eng.freq[names[s]] ** 0.5 for s in prefer[w]}
        total = sum(f.values())
        for s, x in f.items():
            r.append(index[w]); c.append(s); v.append(x / total)
    L = csr_array((v, (r, c)), shape=(len(lemmas), len(names))) @ eng.D
    lemma_weight = np.array([sum(eng.freq[names[s]] for s in prefer[w]) for w in lemmas]) ** 0.5 + 0.1 if lemmas else np.zeros(0)
    # units: stems
    keys = None
    texts = [o for _, o in pairs]
    if language in UNSPACED:
        keys = np.unique(hashing.keys(sorted(vocabulary(lemmas, texts, UNSPACED[language]))))
    sents = tokenise(texts, language, keys)
    units = {}
    tok = [np.array([units.setdefault(stem(w), len(units)) for w in s], np.int64) for s in sents]
    for w in lemmas:
        if " " not in w:
            units.setdefault(stem(w), len(units))
    # unit prior from list
    ur = [units[stem(w)] if " " not in w else -1 for w in lemmas]
    ok = [i for i, u in enumerate(ur) if u >= 0]
    M = csr_array((lemma_weight[ok], ([ur[i] for i in ok], ok)), shape=(len(units), len(lemmas)))
    U = l1(M @ L)
    width = len(eng.ids)
    pr = learn.cooccurrences(tok, eng_units, width)
    df = np.zeros(len(units)); n = max(len(tok), 1)
    tf = np.zeros(len(units))
    for s in tok:
        df[np.unique(s)] += 1
        np.add.at(tf, s, 1)
    if len(pr.cells):
        f_t, e_t = pr.cells // width, pr.cells % width
        prior = np.asarray(U[f_t, e_t]).ravel()
        counts = learn.expected(pr, prior, width)
        keep = counts > 0.05
        C = csr_array((counts[keep], (f_t[keep], e_t[keep])), shape=(len(units), width))
    else:
        C = csr_array((len(units), width))
    got = np.asarray(C.sum(axis=1)).ravel()
    KAPPA = 2.0
    has = (np.asarray(U.sum(axis=1)).ravel() > 0)
    mix = C + diags_array(np.where(has, KAPPA, 0)) @ U
    unit_vec = l1(mix)
    return dict(lemmas=lemmas, L=L, units=units, unit_vec=unit_vec, df=df, n=n, tf=tf, got=got, index=index, has=has, weight=lemma_weight)


def rarity(df, n):
    return np.clip(np.log((n + 1) / (df + 0.5)) / np.log(n + 1), 0.02, 1)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("shared", type=Path)
    ap.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "src/whence/lexicon/lexicon.bin")
    ap.add_argument("--only", default="")
    args = ap.parse_args()
    t0 = time.time()
    senses = sources.senses(args.shared / "lexicon")
    lists = sources.word_lists(args.shared / "lexicon")
    moved = sources.shifts({s.synset for s in senses}, {s for rows in lists.values() for _, s in rows})
    pairs = sources.parallel(args.shared / "parallel")
    texts = sorted({e for rows in pairs.values() for e, _ in rows})
    eng = English(senses, texts)
    size = len(eng.ids)
    print("english", size, len(texts), time.time() - t0)
    df = np.array([eng.df[i] for i in range(size)], float)
    concept_rarity = rarity(df, eng.n)
    stem = eng.stem
    columns = {}
    used = np.zeros(size, bool)
    blocks = {}
    for language in sorted(set(lists) | set(pairs)):
        if args.only and language not in args.only.split(",") or language == "en":
            continue
        p = pairs.get(language, [])
        e_units = [np.array([eng.ids[stem(normal(w, "en"))] for w in WORD.findall(e)], np.int64) for e, _ in p]
        b = build_language(language, lists.get(language, []), p, eng, moved, e_units)
        st = stemmer(language)
        # rarity per unit: own df if enough text, else by concept
        uv = top(b["unit_vec"], TOP)
        nz = np.asarray(uv.sum(axis=1)).ravel()
        by_concept = (l1(uv) @ concept_rarity)
        own = rarity(b["df"], b["n"])
        lam = np.clip(b["df"] / 10, 0, 1)
        rare = np.where(nz > 0, lam * own + (1 - lam) * by_concept, own)
        seen = (b["tf"] > 0)
        entries = {}
        names = list(b["units"])
        for i in np.flatnonzero((nz > 0) | (seen & (b["df"] >= 5))):
            entries[(1, names[i])] = (uv, i, rare[i])
        LT = top(l1(b["L"]), TOP)
        LU = b["unit_vec"]
        wordrow = {}
        # forms whose meaning differs from that of their stem
        fr = [i for i, w in enumerate(b["lemmas"])]
        stems = [b["units"].get(st(w), -1) if " " not in w else -1 for w in b["lemmas"]]
        own2 = np.array([s for s in stems], np.int64) if stems else np.zeros(0, np.int64)
        if len(own2):
            gotw = np.where(own2 >= 0, b["got"][own2], 0)
            mixed = diags_array(np.full(len(own2), 0.5)) @ l1(b["L"]) + diags_array(np.where(own2 >= 0, 0.5, 0)) @ b["unit_vec"][np.maximum(own2, 0)]
            mixed = top(l1(mixed), TOP)
            sim = np.asarray((l2(mixed).multiply(l2(uv[np.maximum(own2, 0)]))).sum(axis=1)).ravel()
            brare = l1(mixed) @ concept_rarity
            for i in np.flatnonzero((own2 < 0) | (sim < 0.9)):
                r = brare[i] if own2[i] < 0 else 0.5 * brare[i] + 0.5 * rare[own2[i]]
                entries[(0, b["lemmas"][i])] = (mixed, i, r)
            if language in UNSPACED:
                for i, w in enumerate(b["lemmas"]):
                    entries.setdefault((0, w), (mixed, i, brare[i]))
                for w in list(b["units"]):
                    u = b["units"][w]
                    if nz[u] > 0 and (0, w) not in entries:
                        entries[(0, w)] = (uv, u, rare[u])
        # prefixes
        if language not in UNSPACED:
            acc = defaultdict(list)
            for i in np.flatnonzero(nz > 0):
                if len(names[i]) >= 5:
                    acc[names[i][:5]].append(i)
            pk = sorted(acc)
            if pk:
                r = [k for k, p_ in enumerate(pk) for _ in acc[p_]]; c = [i for p_ in pk for i in acc[p_]]
                w = b["tf"][c] + 0.5
                P = top(l1(csr_array((w, (r, c)), shape=(len(pk), uv.shape[0])) @ uv), TOP)
                pr_ = l1(csr_array((w, (r, c)), shape=(len(pk), uv.shape[0]))) @ rare
                for k, p_ in enumerate(pk):
                    entries[(2, p_)] = (P, k, pr_[k])
        blocks[language] = entries
        print(language, len(b["lemmas"]), len(names), len(entries), round(time.time() - t0, 1), flush=True)
    # English block
    ev = eng.V
    entries = {}
    names = list(eng.ids)
    for i in range(size):
        entries[(1, names[i])] = (ev, i, concept_rarity[i])
    blocks["en"] = entries
    uses = df.copy()
    for lang, e in blocks.items():
        if lang != "en":
            for m, i, _ in e.values():
                uses[m.indices[m.indptr[i]:m.indptr[i + 1]]] += 1
    used = np.zeros(size, bool)
    used[np.argsort(-uses, kind="stable")[:60000]] = True
    used &= uses > 0
    new = np.cumsum(used) - 1
    print("concepts", used.sum())
    assert used.sum() < 65536
    for lang, e in sorted(blocks.items()):
        ks = np.concatenate([hashing.keys([s for (t, s) in e if t == tag], tag) for tag in (0, 1, 2)])
        vals = [v for tag in (0, 1, 2) for (t, s), v in e.items() if t == tag]
        order = np.argsort(ks, kind="stable")
        uniq = np.concatenate([[True], ks[order][1:] != ks[order][:-1]])
        order = order[uniq]
        cnt, ids, sh, ra = [], [], [], []
        for o in order.tolist():
            m, i, r = vals[o]
            a = m.indices[m.indptr[i]:m.indptr[i + 1]]; d = m.data[m.indptr[i]:m.indptr[i + 1]]
            k = used[a]
            a, d = new[a[k]], d[k]
            if len(d):
                q = np.round(np.sqrt(d / d.max()) * 255)
                g = (d / d.max()) > 0.03
                a, q = a[g], q[g]
            else:
                q = d
            if lang == "en" and not len(a):
                continue
            cnt.append(len(a)); ids.append(a); sh.append(q); ra.append(min(255, round(r * 255)))
            continue
        if lang == "en":
            good = [o for o in order.tolist() if used[vals[o][0].indices[vals[o][0].indptr[vals[o][1]]:vals[o][0].indptr[vals[o][1] + 1]]].any()]
            order = np.array(good)
        columns[f"{lang}.key"] = ks[order]
        columns[f"{lang}.count"] = np.array(cnt, np.uint8)
        columns[f"{lang}.rarity"] = np.array(ra, np.uint8)
        columns[f"{lang}.concept"] = np.concatenate(ids).astype(np.uint16) if ids else np.zeros(0, np.uint16)
        columns[f"{lang}.share"] = np.concatenate(sh).astype(np.uint8) if sh else np.zeros(0, np.uint8)
    caps = "\n".join(eng.best.get(i, (0, n))[1] or n for n, i in eng.ids.items() if used[i])
    columns["captions"] = np.frombuffer(caps.encode(), np.uint8)
    columns["rarity"] = np.round(concept_rarity[used] * 255).astype(np.uint8)
    print(table.write(args.out, {"languages": sorted(blocks)}, columns) / 1e6, "MB", time.time() - t0)


main()
