"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const KINDS = ["number", "date", "name", "label", "attribution", "wording", "detail"];
  const words = JSON.parse($("words").textContent);
  // A sentence in the reader's language with its values in their places.
  const told = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (place, value) => values[value] ?? place);
  const share = (x) => told("percent", { n: Math.round(x * 100) });
  const viewer = document.querySelector(".viewer");
  const rows = $("rows");
  let left = data.first[0], right = data.first[1], differences = [], at = -1;

  document.documentElement.classList.add("js");

  const el = (tag, css, text) => {
    const node = document.createElement(tag);
    if (css) node.className = css;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const svg = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const source = (v, p) => $(`p-${v}-${p}`);
  const option = (v) => $("left").options[v];

  // The data of two versions, turned round where they were compared the other way.
  function pairOf(a, b) {
    const straight = data.pairs[`${a}-${b}`];
    if (straight) return straight;
    const other = data.pairs[`${b}-${a}`];
    if (!other) return null;
    return {
      k: other.k,
      c: [other.c[1], other.c[0]],
      r: other.r.map(([l, r, s, k]) => [r, l, s, k]),
      e: other.e && other.e.map(([k, m, a0, a1, a2, b0, b1, b2, v]) => [k, m, b0, b1, b2, a0, a1, a2, v]),
      v: other.v && other.v.map(([k, x, y, n]) => [k, y, x, n]),
    };
  }

  // A passage with its differences marked and its matching words in spans of their own.
  function passage(v, number, marks) {
    const from = source(v, number), home = from.closest("article");
    const node = el("p", "passage " + from.parentElement.className);
    node.dir = home.dir;
    if (home.lang) node.lang = home.lang;
    node.append(el("span", "no", number + 1));
    const role = from.parentElement.className;
    if (role !== "body" && role !== "heading") node.append(el("span", "role", words[role] || role));
    const chars = Array.from(from.textContent);
    const cuts = new Set([0, chars.length]);
    for (const m of marks) { cuts.add(m.start); cuts.add(Math.min(m.end, chars.length)); }
    const places = [...cuts].sort((x, y) => x - y);
    for (let i = 0; i + 1 < places.length; i++) {
      const text = chars.slice(places[i], places[i + 1]).join("");
      const here = marks.filter((m) => m.start <= places[i] && m.end >= places[i + 1]);
      const variant = here.find((m) => m.kind), met = here.filter((m) => !m.kind);
      if (!here.length) { node.append(text); continue; }
      const part = el(variant ? "mark" : "span", variant ? variant.kind : "", text);
      part.title = variant ? [words[variant.kind], variant.note].filter(Boolean).join(": ") : met[0].note;
      if (met.length) { part.classList.add("w"); part.dataset.met = met.map((m) => m.id).join(" "); }
      node.append(part);
    }
    return node;
  }

  function marksOf(pair) {
    const sides = [new Map(), new Map()];
    const add = (side, p, mark) => {
      if (!sides[side].has(p)) sides[side].set(p, []);
      sides[side].get(p).push(mark);
    };
    (pair.e || []).forEach(([, kind, lp, ls, le, rp, rs, re, v], id) => {
      const note = told(words[`met ${kind}`] ? `met ${kind}` : "met n", { value: data.strings[v] });
      add(0, lp, { start: ls, end: le, id, note });
      add(1, rp, { start: rs, end: re, id, note });
    });
    (pair.v || []).forEach(([kind, a, b, n]) => {
      [a, b].forEach((place, side) => {
        if (place) add(side, place[0], { start: place[1], end: place[2], kind: KINDS[kind], note: data.strings[n] });
      });
    });
    return sides;
  }

  function state(row, pair) {
    const [l, r, , link] = row;
    if (link < 0) return l.length ? "left" : "right";
    return l.length && r.length ? "linked" : "moved";
  }

  function said(kind, row, pair) {
    if (kind === "left" || kind === "right") return told("only in", { version: name(kind === "left" ? left : right) });
    if (kind !== "moved") return "";
    const twin = pair.r.find((other) => other !== row && other[3] === row[3]);
    const there = twin && (twin[0].length ? twin[0] : twin[1]);
    return there ? told("moved to", { places: there.map((n) => n + 1).join(", "), version: name(row[0].length ? right : left) }) : words.moved;
  }
  const name = (v) => option(v).textContent.split(" · ")[0];

  function draw() {
    const pair = pairOf(left, right);
    rows.replaceChildren();
    differences = [];
    at = -1;
    $("left").value = left;
    $("right").value = right;
    const about = $("pair-about");
    if (left === right) { about.textContent = words["two different"]; count(); return; }
    if (!pair) { about.textContent = words["not compared"]; count(); return; }
    const about_two = { relation: words[`relation ${pair.k}`], share: share(pair.c[0]), left: name(left), other: share(pair.c[1]), right: name(right) };
    about.textContent = `${told("about", about_two)} ${pair.e ? words.darker : words["too large"]}`;
    const marks = marksOf(pair), canvas = svg("svg");
    canvas.setAttribute("aria-hidden", "true");
    rows.append(canvas);
    pair.r.forEach((row, i) => {
      const kind = state(row, pair), node = el("div", `row ${kind}`);
      node.tabIndex = i ? -1 : 0;
      node.dataset.link = row[3];
      node.dataset.score = row[2];
      [row[0], row[1]].forEach((numbers, side) => {
        if (!numbers.length) return;
        const v = side ? right : left, block = el("div", `block ${side ? "right" : "left"}`);
        block.dataset.sigil = name(v);
        numbers.forEach((n) => block.append(passage(v, n, marks[side].get(n) || [])));
        const note = said(kind, row, pair);
        if (note) block.append(el("p", "state", note));
        node.append(block);
      });
      node.setAttribute("role", "group");
      node.setAttribute("aria-label", kind === "linked" ? told("linked", { share: share(row[2]) }) : said(kind, row, pair));
      rows.append(node);
      if (kind !== "linked" || node.querySelector("mark")) differences.push(node);
    });
    connect();
    count();
  }

  // Bands between what belongs together; moved passages are joined across the rows.
  function connect() {
    const canvas = rows.firstElementChild;
    if (!canvas || canvas.tagName !== "svg") return;
    canvas.replaceChildren();
    const frame = rows.getBoundingClientRect(), ends = new Map();
    for (const node of rows.querySelectorAll(".row")) {
      const link = node.dataset.link;
      if (link === "-1") continue;
      for (const block of node.children) {
        const box = block.getBoundingClientRect(), side = block.classList.contains("right") ? 1 : 0;
        if (!ends.has(link)) ends.set(link, [[], [], node.classList.contains("moved"), Number(node.dataset.score)]);
        ends.get(link)[side].push([side ? box.left - frame.left : box.right - frame.left, box.top - frame.top, box.bottom - frame.top]);
      }
    }
    for (const [link, [l, r, moved, score]] of ends) {
      for (const a of l) for (const b of r) {
        const path = svg("path"), mid = (a[0] + b[0]) / 2;
        path.setAttribute("d", `M${a[0]} ${a[1]}C${mid} ${a[1]} ${mid} ${b[1]} ${b[0]} ${b[1]}V${b[2]}C${mid} ${b[2]} ${mid} ${a[2]} ${a[0]} ${a[2]}Z`);
        path.dataset.link = link;
        if (moved) path.classList.add("moved");
        path.style.setProperty("--close", 0.06 + 0.16 * score);
        canvas.append(path);
      }
    }
  }

  function activate(node) {
    for (const old of rows.querySelectorAll(".row.active, path.on")) old.classList.remove("active", "on");
    if (!node) return;
    const link = node.dataset.link;
    node.classList.add("active");
    if (link === "-1") return;
    for (const twin of rows.querySelectorAll(`.row[data-link="${link}"]`)) twin.classList.add("active");
    for (const path of rows.querySelectorAll(`path[data-link="${link}"]`)) path.classList.add("on");
  }

  function light(word) {
    for (const old of rows.querySelectorAll(".lit")) old.classList.remove("lit");
    if (!word) return;
    const ids = word.dataset.met.split(" ");
    for (const other of rows.querySelectorAll(".w")) {
      if (other.dataset.met.split(" ").some((id) => ids.includes(id))) other.classList.add("lit");
    }
  }

  function focus(node, smooth) {
    for (const row of rows.querySelectorAll('.row[tabindex="0"]')) row.tabIndex = -1;
    node.tabIndex = 0;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "center", behavior: smooth ? "auto" : "instant" });
    activate(node);
  }

  function count() {
    $("count").textContent = differences.length ? (at < 0 ? told("differ", { n: differences.length }) : told("place", { n: at + 1, of: differences.length })) : words["none differ"];
    $("previous").disabled = $("next").disabled = !differences.length;
  }

  function step(by) {
    if (!differences.length) return;
    at = at < 0 ? (by > 0 ? 0 : differences.length - 1) : (at + by + differences.length) % differences.length;
    focus(differences[at], true);
    count();
  }

  // Show a passage beside the version it is best read against, or in the full texts.
  function show(v, p, other) {
    if (v !== left && v !== right) {
      if (other !== undefined && other !== v && pairOf(other, v)) { left = other; right = v; }
      else if (pairOf(left, v)) right = v;
      else return false;
      draw();
    }
    const side = v === left ? 0 : 1, pair = pairOf(left, right);
    const index = pair ? pair.r.findIndex((row) => row[side].includes(p)) : -1;
    const node = rows.querySelectorAll(".row")[index];
    if (!node) return false;
    at = differences.indexOf(node);
    focus(node, false);
    count();
    return true;
  }

  // The two versions of the arrow whose readings a link stands among.
  function arrowOf(link) {
    const box = link.closest(".edge-reasons[data-left]");
    return box && [Number(box.dataset.left), Number(box.dataset.right)];
  }

  function follow(hash) {
    const target = hash.length > 1 && $(decodeURIComponent(hash.slice(1)));
    if (!target) return false;
    const inside = target.closest("details");
    if (inside) inside.open = true;
    // Who came by keyboard, or listens, goes on from there.
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    return true;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    const hash = link.getAttribute("href") || "";
    const place = /^#p-(\d+)-(\d+)$/.exec(hash);
    if (place) {
      const near = (part) => link.closest(part)?.querySelector(".where .jump");
      const head = near("tr") || near("tbody");
      const other = head && head !== link ? /^#p-(\d+)-/.exec(head.getAttribute("href")) : null;
      const v = Number(place[1]), ends = arrowOf(link);
      // A reading behind an arrow is read in the arrow's two versions, where it stands in one of them.
      if (ends && ends.includes(v) && !(ends.includes(left) && ends.includes(right)) && pairOf(...ends)) [left, right] = ends, draw();
      if (show(v, Number(place[2]), ends ? ends[0] : other ? Number(other[1]) : undefined)) {
        event.preventDefault();
        history.pushState(null, "", hash);
        return;
      }
    }
    if (link.classList.contains("beside")) {
      left = Number(link.dataset.left);
      right = Number(link.dataset.right);
      draw();
    }
    if (hash.startsWith("#")) follow(hash);
  });
  addEventListener("hashchange", () => {
    const place = /^#p-(\d+)-(\d+)$/.exec(location.hash);
    if (!place || !show(Number(place[1]), Number(place[2]))) follow(location.hash);
  });

  rows.addEventListener("pointerover", (event) => { activate(event.target.closest(".row")); light(event.target.closest(".w")); });
  rows.addEventListener("pointerleave", () => { activate(null); light(null); });
  rows.addEventListener("focusin", (event) => activate(event.target.closest(".row")));
  rows.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const all = [...rows.querySelectorAll(".row")], here = all.indexOf(document.activeElement);
    const next = all[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (here < 0 || !next) return;
    event.preventDefault();
    at = differences.indexOf(next);
    focus(next, true);
    count();
  });
  document.addEventListener("keydown", (event) => {
    if (!$("keys").checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
    if (event.key === "n" || event.key === "j") step(1);
    if (event.key === "p" || event.key === "k") step(-1);
  });
  $("previous").addEventListener("click", () => step(-1));
  $("next").addEventListener("click", () => step(1));
  $("swap").addEventListener("click", () => { [left, right] = [right, left]; draw(); });
  for (const id of ["left", "right"]) {
    $(id).addEventListener("change", () => { left = Number($("left").value); right = Number($("right").value); draw(); });
  }
  for (const button of document.querySelectorAll(".filters button")) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", on);
      for (const part of button.closest("section").querySelectorAll(".kind")) {
        if (part.dataset.kind === button.dataset.kind) part.hidden = !on;
      }
    });
  }
  for (const filters of document.querySelectorAll(".filters")) filters.hidden = false;
  viewer.hidden = false;
  new ResizeObserver(connect).observe(rows);
  draw();
  // The browser goes to the passage in the full texts; the reader wants it beside another version.
  addEventListener("load", () => requestAnimationFrame(() => {
    const place = /^#p-(\d+)-(\d+)$/.exec(location.hash);
    if (!place) { if (location.hash) follow(location.hash); return; }
    const folded = source(Number(place[1]), Number(place[2]))?.closest("details");
    if (folded && show(Number(place[1]), Number(place[2]))) folded.open = false;
  }));
})();
