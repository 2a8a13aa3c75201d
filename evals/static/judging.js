// One key for a verdict: presses the button, or follows the link, that names the key. A reader who
// speaks or types by accident can turn it off; the page does all of it without this file too.
"use strict";

const box = document.getElementById("keys");
const KEPT = "cachet-judging-keys";

if (box) {
  box.closest(".switch").hidden = false;
  box.checked = localStorage.getItem(KEPT) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));
}

document.addEventListener("keydown", (event) => {
  const held = event.ctrlKey || event.altKey || event.metaKey || event.repeat;
  if (held || !box?.checked || !/^[a-z]$/i.test(event.key)) return;
  const meant = document.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
  if (!meant) return;
  event.preventDefault();
  meant.click();
});
