// Files dropped on the form are sent like chosen ones, with a bar of how far it is.
const form = document.getElementById("drop");
const input = form.querySelector("input[type=file]");
const bar = form.querySelector("progress");
form.querySelector("[data-js]").hidden = false;

function send(files) {
  const data = new FormData(form);
  data.delete("files");
  for (const file of files) data.append("files", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  bar.hidden = false;
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  });
  request.addEventListener("load", () => {
    if (request.status < 400) { location.assign(request.responseURL); return; }
    bar.hidden = true;
    const parsed = new DOMParser().parseFromString(request.responseText, "text/html");
    const why = parsed.querySelector("main p")?.textContent ?? request.responseText.slice(0, 300);
    form.querySelector(".meta").textContent = why;
  });
  request.addEventListener("error", () => { bar.hidden = true; form.querySelector(".meta").textContent = form.dataset.silent; });
  request.send(data);
}

form.addEventListener("submit", (event) => {
  if (!input.files.length) return;
  event.preventDefault();
  send(input.files);
});
for (const kind of ["dragenter", "dragover"]) form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
form.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files.length) send(event.dataTransfer.files); });
