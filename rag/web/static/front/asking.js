// Questions offered for the asking, and the newest exchange kept in sight while it grows.
import { box, busy, fill, newest, press } from "./page.js";

export function asking() {
  let shown = "";
  let following = false;
  // whoever scrolls reads something else
  for (const act of ["wheel", "touchmove"]) {
    addEventListener(act, () => (following = false), { passive: true });
  }

  return {
    click(event) {
      const offered = event.target.closest("[data-ask]");
      if (!offered || busy()) return;
      fill(box(), offered.textContent.trim());
      // the framework takes over what was filled in before it hears of the press
      setTimeout(() => press("send"), 0);
    },
    drawn() {
      const exchange = newest();
      const name = exchange ? exchange.dataset.place + exchange.querySelector(".asked").textContent : "";
      if (name && name !== shown) following = true;
      shown = name;
      if (!name || !following) return;
      exchange.scrollIntoView({ block: "start" });
      following = busy();
    },
  };
}
