// A marker leads to its card and lights it up; the card's number leads back.
import { moveTo } from "./page.js";

function light(element) {
  document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
  element.classList.add("lit");
  element.focus({ preventScroll: true });
  moveTo(element);
}

export function citations() {
  return {
    click(event) {
      const link = event.target.closest("[data-cite], [data-back]");
      const found = link && document.getElementById(link.hash.slice(1));
      if (!found) return;
      event.preventDefault();
      light(found);
    },
  };
}
