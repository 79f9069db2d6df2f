// What every page does with JavaScript: the tray of running jobs, keys, and a list that is walked with j and k.
// Without it every page can be read and every form sent.

const tray = document.getElementById("tray");

function typing(target) {
  return target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
}

// One stream for the page: jobs as they move, and that somebody changed the case.
function listen() {
  const stream = new EventSource("/events");
  stream.addEventListener("jobs", (event) => {
    const holder = document.createElement("template");
    holder.innerHTML = JSON.parse(event.data).html; // set by the server's own template, every text escaped
    tray.replaceChildren(holder.content);
    document.dispatchEvent(new CustomEvent("whence:jobs"));
  });
  stream.addEventListener("changed", () => {
    const note = document.querySelector("[data-stale]");
    if (note) note.hidden = false;
    document.dispatchEvent(new CustomEvent("whence:changed"));
  });
  document.addEventListener("whence:jobs", () => {
    if (document.querySelector("[data-reload]") && !tray.querySelector(".running, .waiting")) location.reload();
  });
  addEventListener("pagehide", () => stream.close());
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
