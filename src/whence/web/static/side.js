// Side by side: the next and previous difference, one kind only, and the words that met lit in all columns.
const table = document.querySelector(".across");
const only = document.getElementById("only");
const count = document.getElementById("count");
let at = -1;

document.querySelector(".sidebar").hidden = false;

const differences = () => [...table.querySelectorAll("tr[data-differs]")]
  .filter((row) => !only.value || row.dataset.kinds.split(" ").includes(only.value));

function tell() {
  const of = differences().length;
  const { none, some, place } = count.dataset;
  count.textContent = !of ? none : at < 0 ? some.replace("{n}", of) : place.replace("{n}", at + 1).replace("{of}", of);
}

function step(by) {
  const rows = differences();
  if (!rows.length) return;
  at = at < 0 ? (by > 0 ? 0 : rows.length - 1) : (at + by + rows.length) % rows.length;
  for (const row of table.querySelectorAll(".here")) row.classList.remove("here");
  rows[at].classList.add("here");
  rows[at].focus({ preventScroll: true });
  rows[at].scrollIntoView({ block: "center" });
  tell();
}

function light(word) {
  for (const old of table.querySelectorAll(".lit")) old.classList.remove("lit");
  if (!word) return;
  const ids = new Set(word.dataset.met.split(" "));
  for (const other of word.closest("tr").querySelectorAll("[data-met]")) {
    if (other.dataset.met.split(" ").some((id) => ids.has(id))) other.classList.add("lit");
  }
}

document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("previous").addEventListener("click", () => step(-1));
only.addEventListener("change", () => {
  at = -1;
  table.classList.toggle("narrowed", Boolean(only.value));
  const kept = new Set(differences());
  for (const row of table.tBodies[0].rows) row.classList.toggle("kept", kept.has(row));
  tell();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "n") step(1);
  if (event.key === "p") step(-1);
});
table.addEventListener("pointerover", (event) => light(event.target.closest("[data-met]")));
table.addEventListener("pointerleave", () => light(null));
tell();
