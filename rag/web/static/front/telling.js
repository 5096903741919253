// Tells those who cannot see the page how an answer comes along: each stage, then the whole, once.
import { busy, newest, tell } from "./page.js";

const READ = ".outcome, .words, .rows th[scope=row], .notice";

export function telling() {
  let waiting = false;
  let last = "";
  // a region is heeded only if it was there before its words
  tell("");

  return {
    drawn() {
      const exchange = newest();
      if (busy()) {
        const stage = exchange?.querySelector(".stage")?.textContent ?? "";
        if (stage && stage !== last) tell(stage);
        last = stage || last;
        waiting = true;
      } else if (waiting) {
        waiting = false;
        last = "";
        const words = [...(exchange?.querySelectorAll(READ) ?? [])].map((part) => part.innerText);
        const done = document.querySelector(".masthead")?.dataset.done;
        if (words.length) tell([done, ...words].join("\n"));
      }
    },
  };
}
