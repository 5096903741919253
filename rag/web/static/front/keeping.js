// A question without an answer, over a reload: the framework reloads the page when it has lost
// the server. Kept from the page's end to its next beginning, never while it is open.
import { box, fill } from "./page.js";

const KEPT = "tiaowen-open";

export function keeping(line) {
  const reloaded = performance.getEntriesByType("navigation")[0]?.type === "reload";
  let back = reloaded ? sessionStorage.getItem(KEPT) : "";
  let held = "";
  sessionStorage.removeItem(KEPT);
  addEventListener("pagehide", () => held && sessionStorage.setItem(KEPT, held));

  return {
    hold: (text) => (held = text),
    release: () => (held = ""),
    drawn() {
      if (!back || !box() || !line.offer(back)) return;
      held = back;
      back = "";
      if (!box().value) fill(box(), held);
    },
  };
}
