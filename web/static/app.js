// What the pages gain with script: answers that stream, and keys. names.js completes names, and
// quotes.js copies, shows a quote at its number and takes thanks.
// Words from the server enter the page by textContent or as attributes, never as markup.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// --- A view into the elements that the server's own macro made -----------------------------------

// A name, a date or a stamp's number is not broken at a line's end; its words stay plain.
const names = new RegExp(one("#turn")?.dataset.unbroken ?? "$^", "g");

function write(element, text) {
  let from = 0;
  element.replaceChildren();
  for (const found of text.matchAll(names)) {
    const name = document.createElement("span");
    name.className = "nb";
    name.textContent = found[0];
    element.append(text.slice(from, found.index), name);
    from = found.index + found[0].length;
  }
  element.append(text.slice(from));
}

function fill(node, view) {
  for (const element of [node, ...all("[data-fill], [data-set], [data-when]", node)]) {
    const { fill: text, set, when } = element.dataset;
    if (when && !view[when]) {
      element.remove();
      continue;
    }
    if (text) write(element, view[text]);
    for (const pair of set ? set.split(" ") : []) {
      const [attribute, key] = pair.split(":");
      if (attribute.endsWith("?")) element.toggleAttribute(attribute.slice(0, -1), Boolean(view[key]));
      else element.setAttribute(attribute, view[key]);
    }
  }
  return node;
}

const made = (template, view) =>
  fill(one(`#${template}`).content.cloneNode(true).firstElementChild, view);

// What the server sent, or why it did not, in words; a proxy may answer in its place.
async function sent(address, options = {}) {
  const response = await fetch(address, options).catch((error) => {
    throw options.signal?.aborted ? error : new Error("The server cannot be reached. Is it running?");
  });
  if (response.ok) return response;
  const told = await response.json().catch(() => null);
  throw new Error(told?.error?.message
    ?? `The server failed (error ${response.status}). Please try again in a minute.`);
}

// --- Asking --------------------------------------------------------------------------------------

const box = one("#q");
const form = box?.form;
const log = one("#log");
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

// Nothing that is typed or pasted is cut; where it is too long, the box says so and keeps it.
const most = Number(box?.dataset.most);
const counted = (words) => [...words].length;
const SHOWN_FROM = 0.8;

function count() {
  const length = counted(box.value);
  const [said, over] = [one(".length", form), length > most];
  said.textContent = length < most * SHOWN_FROM ? "" : `${length} of ${most} characters`
    + (over ? ". Please shorten it; nothing is cut." : "");
  box.toggleAttribute("aria-invalid", over);
}

// The question stands in the conversation at once, with what is being done, and stays there with
// the reason where no answer comes.
function echo(question) {
  const node = one("#echo").content.cloneNode(true).firstElementChild;
  one(".asked", node).textContent = question;
  one(".again", node).addEventListener("click", () => ask(question));
  for (const failed of all(".echo")) {
    if (one(".asked", failed).textContent === question) failed.remove();
  }
  one(".welcome")?.remove();
  log.append(node);
  node.scrollIntoView();
  return node;
}

async function ask(question) {
  if (stopping || !question.trim() || counted(question) > most) return;
  const controller = new AbortController();
  busy(controller);
  if (box.value === question) box.value = "";
  count();
  const asked = echo(question);
  try {
    await answer(question, controller.signal, asked);
    asked.remove();
  } catch (problem) {
    asked.classList.add("failed");
    one(".doing", asked).textContent = controller.signal.aborted ? "Stopped." : problem.message;
    one(".again", asked).hidden = false;
    box.value ||= question;
  }
  busy(null);
  box.focus({ preventScroll: true });
}

async function answer(question, signal, asked) {
  const response = await sent("/api/stream", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ question, conversation: form.elements.c.value || null }),
    signal,
  });
  let [turn, finished] = [null, false];
  for await (const [name, data] of events(response)) {
    if (name === "status") {
      one(".doing", asked).textContent = data.text;
      form.elements.c.value ||= data.conversation; // to go on in it when this is stopped
      form.elements.c.disabled = false;
    }
    if (name === "error") throw new Error(data.error.message);
    if (name === "answer") turn = begin(data, asked);
    if (name === "quote") one("[data-list=quotes]", turn).append(made("quote", data));
    if (name === "done") {
      finished = true;
      one("[data-list=follow_ups]", turn)
        .append(...data.follow_ups.map((view) => made("follow-up", view)));
      if (data.conversation) hold(data.conversation);
    }
  }
  if (!finished) throw new Error("The answer broke off. Please ask again.");
}

function hold(conversation) {
  document.title = `${one(".asked", log).textContent} · Cachet`;
  form.elements.c.value = conversation;
  one("form.keys").action = `/conversations/${encodeURIComponent(conversation)}/share`;
  history.replaceState(null, "", `/?c=${encodeURIComponent(conversation)}`);
}

function begin(view, asked) {
  const turn = made("turn", view);
  const put = (list, template, views, within = turn) =>
    one(`[data-list=${list}]`, within)?.append(...views.map((part) => made(template, part)));
  put("leads", "reference", view.leads);
  put("items", "item", view.items);
  all("[data-list=items] > li", turn).forEach((item, place) =>
    put("references", "reference", view.items[place].references, item));
  put("told", "told", view.told);
  put("choices", "follow-up", view.choices);
  asked.replaceWith(turn);
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
  const asked = all(".asked", log ?? undefined).map((heading) => heading.textContent);
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

box?.addEventListener("input", count);
box?.form.addEventListener("submit", (event) => counted(box.value) > most && event.preventDefault());
box?.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
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

// --- Arriving ------------------------------------------------------------------------------------

one(".article mark")?.scrollIntoView({ block: "center" });
// Whose answer led here is nobody's business to whom this address is given.
if (location.search.includes("answer=")) {
  const here = new URL(location);
  here.searchParams.delete("answer");
  history.replaceState(null, "", here);
}
if (log && !location.hash) all(".turn").at(-1)?.scrollIntoView();
// A finger finds the box by itself, and would only be met by a keyboard over half of the page.
if (one(".welcome") && matchMedia("(pointer: fine)").matches) box.focus({ preventScroll: true });
