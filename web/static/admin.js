// Shows how far the work is and what came of it, checks files before they are sent, and lets them be dropped.

const MOST_FILES = 10;
const MOST_BYTES = 64 * 1024 * 1024;
const work = document.querySelector("#work");
const form = document.querySelector(".drop");

async function follow() {
  const said = work.querySelector("span");
  const bar = work.querySelector("progress");
  for (;;) {
    await new Promise((wake) => setTimeout(wake, 400));
    let now;
    try {
      now = (await (await fetch(work.dataset.url)).json()).work;
    } catch {
      said.textContent = "The server cannot be reached; trying again …";
      continue;
    }
    if (!now) break;
    said.textContent = now.said;
    if (now.total) {
      bar.max = now.total;
      bar.value = now.done;
    } else {
      bar.removeAttribute("value");
    }
  }
  location.reload();
}

function check() {
  const files = [...input.files];
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const problem =
    files.length > MOST_FILES ? `These are ${files.length} files; choose ten at most.`
    : bytes > MOST_BYTES ? "These files are larger than 64 MB together; choose fewer."
    : "";
  input.setCustomValidity(problem);
  chosen.textContent = problem || (files.length > 1 ? files.map((file) => file.name).join(", ") : "");
}

const input = form?.querySelector("input");
const chosen = form?.querySelector("#chosen");
if (form) {
  input.addEventListener("change", check);
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  for (const kind of ["dragleave", "drop"]) {
    form.addEventListener(kind, () => form.classList.remove("over"));
  }
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    check();
    if (input.checkValidity()) form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    form.querySelector("button").disabled = true;
    chosen.textContent = "Sending …";
  });
}
if (work && !work.hidden) follow();
