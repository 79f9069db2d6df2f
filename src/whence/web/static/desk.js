// What every page does with JavaScript: the tray of running jobs, keys, and a list that is walked with j and k.
// Without it every page can be read and every form sent.

const tray = document.getElementById("tray");

function typing(target) {
  return target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
}

// News of the case: jobs as they move, and that somebody changed it since this page was made.
function hear({ kind, data }) {
  const told = JSON.parse(data);
  if (kind === "changed") {
    if (String(told.state) !== document.body.dataset.state) document.querySelector("[data-stale]").hidden = false;
    return;
  }
  const holder = document.createElement("template");
  holder.innerHTML = told.html; // set by the server's own template, every text escaped
  tray.replaceChildren(holder.content);
  if (document.querySelector("[data-reload]") && !tray.querySelector(".running, .waiting")) location.reload();
}

// One stream for all tabs: a browser has six connections to a server, and a seventh tab would wait for ever.
// Whoever holds the lock listens and tells the others; when it goes, the next one does.
function listen() {
  const tabs = new BroadcastChannel("whence-news");
  tabs.addEventListener("message", ({ data: news }) => { if (news.kind !== "new tab") hear(news); });
  const hold = () => new Promise(() => {
    const stream = new EventSource("/events"), last = new Map();
    for (const kind of ["jobs", "changed"]) {
      stream.addEventListener(kind, ({ data }) => {
        last.set(kind, { kind, data });
        hear({ kind, data });
        tabs.postMessage({ kind, data });
      });
    }
    tabs.addEventListener("message", (event) => {
      if (event.data.kind === "new tab") for (const news of last.values()) tabs.postMessage(news);
    });
    addEventListener("pagehide", () => stream.close());
  });
  tabs.postMessage({ kind: "new tab" });
  // Without locks (a page that came over a network, unencrypted) each tab listens for itself.
  if (navigator.locks) navigator.locks.request("whence-news", hold);
  else hold();
}

const walk = () => [...document.querySelectorAll("[data-walk]")];

function step(by) {
  const rows = walk();
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.classList.contains("here"));
  const next = rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(now + by, 0), rows.length - 1)];
  for (const row of rows) row.classList.toggle("here", row === next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector(".find input").focus();
    return;
  }
  if (event.key === "j" || event.key === "k") return step(event.key === "j" ? 1 : -1);
  const rows = walk();
  const here = rows.find((row) => row.classList.contains("here")) ?? event.target.closest("[data-walk]") ?? rows[0];
  const button = here?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
    ?? document.querySelector(`.said [data-key="${CSS.escape(event.key)}"]`);
  if (button) { event.preventDefault(); button.click(); }
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-walk]");
  if (!row) return;
  for (const other of walk()) other.classList.toggle("here", other === row);
});

for (const all of document.querySelectorAll("[data-choose-all]")) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll('input[name="chosen"]')) box.checked = all.querySelector("input").checked;
  });
}

if ("EventSource" in window) listen();
