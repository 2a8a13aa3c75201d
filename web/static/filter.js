// Narrows the list of articles while one types; Enter searches every sentence, as without script.

const box = document.querySelector("#search");
const said = document.querySelector("#counted");
const groups = [...document.querySelectorAll(".group")];
const entries = [...document.querySelectorAll(".card")].map((card) =>
  [card, card.textContent.toLowerCase()]);
const whole = said.textContent;

function narrow() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const [card, text] of entries) {
    card.hidden = !words.every((word) => text.includes(word));
    shown += card.hidden ? 0 : 1;
  }
  for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])");
  said.textContent = words.length
    ? `${shown} of ${entries.length} articles begin so. Enter searches every sentence.` : whole;
}

box.addEventListener("input", narrow);
narrow();
