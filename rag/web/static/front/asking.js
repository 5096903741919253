// Questions offered for the asking, and the newest exchange kept in sight while it grows.
import { box, busy, fill, newest, press } from "./page.js";

const AGAIN_MS = 200;
const PATIENCE_MS = 5000;

const nameOf = (exchange) =>
  exchange ? exchange.dataset.place + exchange.querySelector(".asked").textContent : "";

export function asking() {
  let shown = "";
  let following = false;
  let insisting = 0;
  // whoever scrolls reads something else
  for (const act of ["wheel", "touchmove"]) {
    addEventListener(act, () => (following = false), { passive: true });
  }

  // for a moment after an answer is drawn the framework still takes no question, and says
  // nothing: what was sent in that moment is sent again until it is taken
  function insist() {
    const words = box()?.value.trim();
    clearInterval(insisting);
    if (!words || busy()) return;
    const before = nameOf(newest());
    const until = performance.now() + PATIENCE_MS;
    insisting = setInterval(() => {
      const taken = busy() || nameOf(newest()) !== before || box()?.value.trim() !== words;
      if (taken || performance.now() > until) clearInterval(insisting);
      else press("send");
    }, AGAIN_MS);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === box()) insist();
  }, true);

  return {
    click(event) {
      // not what is pressed here, again and again
      if (event.isTrusted && event.target.closest("#send")) insist();
      const offered = event.target.closest("[data-ask]");
      if (!offered || busy()) return;
      fill(box(), offered.textContent.trim());
      // the framework takes over what was filled in before it hears of the press
      setTimeout(() => press("send"), 0);
      insist();
    },
    drawn() {
      const exchange = newest();
      const name = nameOf(exchange);
      if (name && name !== shown) following = true;
      shown = name;
      if (!name || !following) return;
      exchange.scrollIntoView({ block: "start" });
      following = busy();
    },
  };
}
