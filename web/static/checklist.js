// Ticks the covers that a reader has. The list stays in this browser and is never sent.

const KEY = "cachet-covers";
const box = document.querySelector("#have");
const entries = [...document.querySelectorAll("[data-cover]")];
const sum = document.querySelector("#collected");

function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return new Set(Array.isArray(list) ? list.filter((one) => typeof one === "string") : []);
  } catch {
    return null; // the browser keeps nothing: no box is shown
  }
}

function keep(covers) {
  try {
    localStorage.setItem(KEY, JSON.stringify([...covers].sort()));
    return true;
  } catch {
    return false;
  }
}

function show() {
  const covers = kept();
  if (!covers) return;
  for (const entry of entries) entry.classList.toggle("owned", covers.has(entry.dataset.cover));
  if (sum) {
    const count = entries.filter((entry) => covers.has(entry.dataset.cover)).length;
    sum.textContent = `You have ${count} of these ${entries.length}; the ticks are kept in this browser.`;
    sum.hidden = !count;
  }
  if (box) {
    box.checked = covers.has(box.value);
    box.closest("label").hidden = false;
  }
}

box?.addEventListener("change", () => {
  const covers = kept() ?? new Set();
  if (box.checked) covers.add(box.value);
  else covers.delete(box.value);
  if (!keep(covers)) box.checked = !box.checked;
  show();
});
addEventListener("storage", show);
show();
