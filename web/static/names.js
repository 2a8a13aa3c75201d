// Completes a mission's name in the question box; a name is taken only where one was chosen.

const box = document.querySelector("#q");
const list = document.querySelector("#completions");
const names = [...document.querySelectorAll("#missions option")].map((option) => option.value);
const SHOWN_NAMES = 6;
let typed = "";
let chosen = -1;

function matching(words) {
  const plain = words.toLowerCase();
  return names.filter((name) => name.toLowerCase() !== plain
    && [name, name.replace("Soyuz ", "")].some((one) => one.toLowerCase().startsWith(plain)));
}

function complete() {
  const before = box.value.slice(0, box.selectionStart);
  const ends = [/\S+ \S+$/, /\S{3,}$/].map((end) => end.exec(before)?.[0]).filter(Boolean);
  typed = ends.find((words) => matching(words).length) ?? "";
  const hits = typed ? matching(typed).slice(0, SHOWN_NAMES) : [];
  list.replaceChildren(...hits.map((name, place) => {
    const option = document.createElement("li");
    Object.assign(option, { id: `name-${place}`, role: "option", textContent: name });
    option.onpointerdown = (event) => event.preventDefault();
    option.onclick = () => take(name);
    return option;
  }));
  choose(-1);
}

function choose(place) {
  chosen = place;
  list.hidden = !list.children.length;
  [...list.children].forEach((option, at) => option.setAttribute("aria-selected", at === place));
  if (place < 0) box.removeAttribute("aria-activedescendant");
  else box.setAttribute("aria-activedescendant", `name-${place}`);
}

function close() {
  list.replaceChildren();
  choose(-1);
}

function take(name) {
  const end = box.selectionStart;
  box.setRangeText(`${name} `, end - typed.length, end, "end");
  close();
}

function chosenByKey(event) {
  const count = list.children.length;
  if (!count || event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose(chosen < 0 && step < 0 ? count - 1 : (chosen + step + count) % count);
  } else if (chosen >= 0 && (event.key === "Tab" || event.key === "Enter")) {
    take(list.children[chosen].textContent);
  } else if (event.key === "Escape") {
    close();
  } else {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation(); // the key was for the list, not for the box
}

box.setAttribute("aria-autocomplete", "list");
box.setAttribute("aria-controls", "completions");
box.addEventListener("input", complete);
box.addEventListener("blur", close);
box.form.addEventListener("submit", close);
box.addEventListener("keydown", chosenByKey, { capture: true });
