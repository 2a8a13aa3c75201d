// What answers gain with script: copying, a quote at its number, thanks.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

async function sent(address, options = {}) {
  const response = await fetch(address, options).catch(() => {
    throw new Error("The server cannot be reached. Is it running?");
  });
  if (response.ok) return response;
  const told = await response.json().catch(() => null);
  throw new Error(told?.error?.message
    ?? `The server failed (error ${response.status}). Please try again in a minute.`);
}

// --- The quote at its number: by pointer, by key, by finger --------------------------------------

const peek = document.createElement("div");
peek.id = "peek";
peek.setAttribute("role", "tooltip");
let shownAt = null;

function showQuote(reference) {
  const figure = document.getElementById(reference.hash.slice(1));
  if (!figure || shownAt === reference) return;
  hideQuote();
  peek.replaceChildren(...["blockquote", "a.source"].map((part) => one(part, figure).cloneNode(true)));
  one("a", peek).tabIndex = -1;
  document.body.append(peek);
  const at = reference.getBoundingClientRect();
  const width = Math.min(416, innerWidth - 24);
  const left = Math.min(Math.max(at.left - width / 2, 12), innerWidth - width - 12);
  peek.style.width = `${width}px`;
  peek.style.left = `${left}px`;
  const below = at.bottom + peek.offsetHeight + 8 < innerHeight;
  peek.style.top = `${below ? at.bottom + 4 : Math.max(at.top - peek.offsetHeight - 4, 4)}px`;
  reference.setAttribute("aria-describedby", peek.id);
  shownAt = reference;
}

function hideQuote() {
  shownAt?.removeAttribute("aria-describedby");
  shownAt = null;
  peek.remove();
}

document.addEventListener("pointerover", (event) => {
  const reference = event.target.closest?.("a.reference");
  if (reference) showQuote(reference);
  else if (event.pointerType === "mouse" && !event.target.closest?.("#peek")) hideQuote();
});
document.addEventListener("focusin", (event) => {
  const reference = event.target.closest("a.reference");
  if (reference) showQuote(reference);
  else if (!event.target.closest("#peek")) hideQuote();
});
document.addEventListener("keydown", (event) => event.key === "Escape" && hideQuote());
addEventListener("scroll", hideQuote, { passive: true });
document.addEventListener("click", (event) => {
  const reference = event.target.closest("a.reference");
  if (!reference) {
    if (!event.target.closest("#peek")) hideQuote();
    return;
  }
  event.preventDefault();
  if (event.pointerType === "touch") {
    showQuote(reference);
    return;
  }
  const figure = document.getElementById(reference.hash.slice(1));
  hideQuote();
  figure.closest("details").open = true;
  figure.focus();
  figure.scrollIntoView({ block: "center" });
});

// --- Copying -------------------------------------------------------------------------------------

const dialog = one("dialog#cite");

function remembered(form = "") {
  try {
    if (form) localStorage.setItem("cachet-form", form);
    return localStorage.getItem("cachet-form");
  } catch {
    return null; // a reader may forbid it
  }
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.copy-link");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const said = one("[role=status]", link.closest(".actions, .provenance"));
  said.textContent = await copied(link.href) ? "The link is copied." : link.href;
});

// Without HTTPS there is no clipboard but the old command's, which copies what is selected.
async function copied(text) {
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  if (done) return true;
  const held = document.createElement("textarea");
  held.value = text;
  document.body.append(held);
  held.select();
  const copying = document.execCommand("copy");
  held.remove();
  return copying;
}

if (dialog) {
  const choice = one("select", dialog);
  const preview = one("textarea", dialog);
  const said = one("[role=status]", dialog);
  const copy = one(".copy", dialog);
  const altered = one(".altered", dialog);
  let [address, latest] = ["", ""];

  const show = async () => {
    const path = address.replace(/^\/a\/([^/]+)\/cite/, "/api/cite/$1");
    const asked = `${path}${path.includes("?") ? "&" : "?"}as=${encodeURIComponent(choice.value)}`;
    latest = asked;
    said.textContent = preview.value = "";
    copy.disabled = altered.hidden = true;
    try {
      const response = await sent(asked);
      const text = await response.text();
      if (asked !== latest) return; // another form was chosen meanwhile
      preview.value = text;
      altered.hidden = response.headers.get("X-Brackets-Altered") !== "1";
      copy.disabled = false;
    } catch (problem) {
      if (asked === latest) said.textContent = problem.message;
    }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    address = link.getAttribute("href");
    choice.value = remembered() ?? choice.value;
    if (!choice.value) choice.selectedIndex = 0;
    show();
    dialog.showModal();
  });
  choice.addEventListener("change", () => {
    remembered(choice.value);
    show();
  });
  copy.addEventListener("click", async () => {
    preview.select(); // without HTTPS there is no clipboard but the old command's
    const done = await navigator.clipboard?.writeText(preview.value).then(() => true, () => false);
    said.textContent = done || document.execCommand("copy") ? "Copied." : "Press Ctrl+C.";
  });
}

// --- What readers think --------------------------------------------------------------------------

document.addEventListener("submit", async (event) => {
  const rated = event.target.closest(".feedback, .word");
  if (!rated) return;
  event.preventDefault();
  const turn = rated.closest(".turn");
  const helpful = event.submitter?.name ? event.submitter.value : rated.elements.helpful.value;
  const { word } = one(".word", turn).elements;
  const said = one(".said", turn);
  said.textContent = "";
  try {
    const body = new URLSearchParams({ helpful, word: word.value });
    await sent(rated.getAttribute("action"), { method: "POST", body });
  } catch (problem) {
    said.textContent = problem.message;
    return;
  }
  one(".word", turn).elements.helpful.value = helpful;
  for (const button of all(".feedback button", turn)) {
    if (button.value === helpful) button.setAttribute("aria-pressed", "true");
    else button.removeAttribute("aria-pressed");
  }
  said.textContent = "Thank you, that helps.";
  if (!rated.matches(".word")) word.focus();
});
