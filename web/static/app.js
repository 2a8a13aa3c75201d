// What the pages gain with script: answers that stream, keys, name completion, copying.
// Words from the server enter the page by textContent or as attributes, never as markup.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// --- A view into the elements that the server's own macro made -----------------------------------

function fill(node, view) {
  for (const element of [node, ...all("[data-fill], [data-set], [data-when]", node)]) {
    const { fill: text, set, when } = element.dataset;
    if (when && !view[when]) {
      element.remove();
      continue;
    }
    if (text) element.textContent = view[text];
    for (const pair of set ? set.split(" ") : []) {
      const [attribute, key] = pair.split(":");
      element.setAttribute(attribute, view[key]);
    }
  }
  return node;
}

const made = (template, view) =>
  fill(one(`#${template}`).content.cloneNode(true).firstElementChild, view);

// --- Asking --------------------------------------------------------------------------------------

const box = one("#q");
const form = box?.form;
const log = one("#log");
const status = one("#status");
let stopping = null;

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const name = /^event: ?(.*)$/m.exec(block)?.[1];
      const data = /^data: ?(.*)$/m.exec(block)?.[1];
      if (name) yield [name, JSON.parse(data)];
    }
  }
}

function busy(controller) {
  stopping = controller;
  one(".send", form).hidden = Boolean(controller);
  one(".stop", form).hidden = !controller;
}

async function ask(question) {
  if (stopping || !question.trim()) return;
  const controller = new AbortController();
  busy(controller);
  box.value = "";
  status.textContent = "Asking…";
  try {
    await answer(question, controller.signal);
    status.textContent = "";
  } catch (problem) {
    status.textContent = controller.signal.aborted ? "Stopped." : problem.message;
    box.value ||= question;
  }
  busy(null);
  box.focus({ preventScroll: true });
}

async function answer(question, signal) {
  const response = await fetch("/api/stream", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ question, conversation: form.elements.c.value || null }),
    signal,
  }).catch((error) => {
    throw signal.aborted ? error : new Error("The server cannot be reached. Is it running?");
  });
  if (!response.ok) throw new Error((await response.json()).error.message);
  let [turn, finished] = [null, false];
  for await (const [name, data] of events(response)) {
    if (name === "status") status.textContent = data.text;
    if (name === "error") throw new Error(data.error.message);
    if (name === "answer") turn = begin(data);
    if (name === "quote") one("[data-list=quotes]", turn).append(made("quote", data));
    if (name === "done") {
      finished = true;
      one("[data-list=follow_ups]", turn).append(...data.follow_ups.map((view) => made("follow-up", view)));
      if (data.conversation) hold(data.conversation);
    }
  }
  if (!finished) throw new Error("The answer broke off. Please ask again.");
}

function hold(conversation) {
  form.elements.c.value = conversation;
  form.elements.c.disabled = false;
  history.replaceState(null, "", `/?c=${encodeURIComponent(conversation)}`);
}

function begin(view) {
  one(".welcome")?.remove();
  const turn = made("turn", view);
  log.append(turn);
  turn.scrollIntoView();
  return turn;
}

if (log) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(box.value);
  });
  one(".stop", form).addEventListener("click", () => stopping?.abort());
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("a.chip");
    if (!chip || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(chip.textContent);
  });
}

// --- Keys ----------------------------------------------------------------------------------------

let recalled = 0;

function recall(step) {
  const asked = all(".asked").map((heading) => heading.textContent);
  recalled = Math.min(Math.max(recalled + step, 0), asked.length);
  box.value = recalled ? asked[asked.length - recalled] : "";
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && stopping) stopping.abort();
  const elsewhere = event.target.closest("input, textarea, select, dialog");
  if (event.key === "/" && !elsewhere && box && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    box.focus();
  }
});

box?.addEventListener("keydown", (event) => {
  if (event.isComposing || chosenByKey(event)) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    recalled = 0;
    form.requestSubmit();
  } else if (event.key === "ArrowUp" && (!box.value || recalled)) {
    event.preventDefault();
    recall(1);
  } else if (event.key === "ArrowDown" && recalled) {
    event.preventDefault();
    recall(-1);
  }
});

// --- Completing a mission's name -----------------------------------------------------------------

const names = all("#missions option").map((option) => option.value);
const list = one("#completions");
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
  if (!count) return false;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose(chosen < 0 && step < 0 ? count - 1 : (chosen + step + count) % count);
  } else if (event.key === "Tab" || (event.key === "Enter" && chosen >= 0)) {
    take(list.children[Math.max(chosen, 0)].textContent);
  } else if (event.key === "Escape") {
    close();
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}

if (names.length) {
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "completions");
  box.addEventListener("input", complete);
  box.addEventListener("blur", close);
}

// --- Copying -------------------------------------------------------------------------------------

const dialog = one("dialog#cite");
const REMEMBERED = "cachet-form";

if (dialog) {
  const choice = one("select", dialog);
  const preview = one("textarea", dialog);
  const said = one("[role=status]", dialog);
  let [address, latest] = ["", ""];

  const show = async () => {
    said.textContent = "";
    const url = `/api${address.replace(/^\/a\/([^/]+)\/cite/, "/cite/$1")}`;
    const as = `${url.includes("?") ? "&" : "?"}as=${encodeURIComponent(choice.value)}`;
    latest = url + as;
    const response = await fetch(latest);
    const text = response.ok ? await response.text() : "";
    if (url + as !== latest) return; // another form was chosen meanwhile
    preview.value = text;
    one(".altered", dialog).hidden = response.headers.get("X-Brackets-Altered") !== "1";
    if (!response.ok) said.textContent = (await response.json()).error.message;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    address = link.getAttribute("href");
    choice.value = localStorage.getItem(REMEMBERED) ?? choice.value;
    if (!choice.value) choice.selectedIndex = 0;
    show();
    dialog.showModal();
  });
  choice.addEventListener("change", () => {
    localStorage.setItem(REMEMBERED, choice.value);
    show();
  });
  one(".copy", dialog).addEventListener("click", async () => {
    preview.select(); // without HTTPS there is no clipboard but the old command's
    const done = await navigator.clipboard?.writeText(preview.value).then(() => true, () => false);
    said.textContent = done || document.execCommand("copy") ? "Copied." : "Press Ctrl+C.";
  });
}

// --- Small things --------------------------------------------------------------------------------

document.addEventListener("submit", async (event) => {
  const rated = event.target.closest(".feedback, .word");
  if (!rated) return;
  event.preventDefault();
  const turn = rated.closest(".turn");
  const helpful = event.submitter?.name ? event.submitter.value : rated.elements.helpful.value;
  const { word } = one(".word", turn).elements;
  await fetch(rated.getAttribute("action"),
    { method: "POST", body: new URLSearchParams({ helpful, word: word.value }) });
  one(".word", turn).elements.helpful.value = helpful;
  for (const button of all(".feedback button", turn)) {
    if (button.value === helpful) button.setAttribute("aria-pressed", "true");
    else button.removeAttribute("aria-pressed");
  }
  if (rated.matches(".word")) one(".word button", turn).textContent = "Sent";
  else word.focus();
});

one(".article mark")?.scrollIntoView({ block: "center" });
if (log) all(".turn").at(-1)?.scrollIntoView();
