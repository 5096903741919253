// The front end's own script: what its framework does not do for a reader.
import { answerTools } from "./answer.js";
import { citations } from "./citations.js";
import { asking } from "./asking.js";
import { keeping } from "./keeping.js";
import { line } from "./line.js";
import { scope } from "./scope.js";
import { switches } from "./switches.js";
import { telling } from "./telling.js";

const watched = line();
const kept = keeping(watched);
const parts = [kept, switches(), citations(), asking(watched, kept), answerTools(), scope(), telling()];

document.addEventListener("click", (event) => {
  if (event.target instanceof Element) parts.forEach((part) => part.click?.(event));
});

// the framework redraws what it shows; whatever stands in the page follows after each drawing
let due = false;
new MutationObserver(() => {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    parts.forEach((part) => part.drawn?.());
  });
}).observe(document.body, {
  childList: true,
  subtree: true,
  characterData: true,
  attributeFilter: ["aria-busy", "data-path", "data-tag"],
});
