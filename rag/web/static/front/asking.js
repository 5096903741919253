// Sends what is typed or offered, and keeps the newest exchange in sight while it grows.
import { box, busy, fill, newest, press } from "./page.js";

const AGAIN_MS = 200;
const PATIENCE_MS = 5000;

const nameOf = (exchange) =>
  exchange ? exchange.dataset.place + exchange.querySelector(".asked").textContent : "";

export function asking(line, keeping) {
  let shown = "";
  let following = false;
  let insisting = 0;
  // what was sent and has no outcome yet, what stood then, and whether it is worked on
  let open = "";
  let before = "";
  let taken = false;
  // whoever scrolls reads something else
  for (const act of ["wheel", "touchmove"]) {
    addEventListener(act, () => (following = false), { passive: true });
  }

  // the box is cleared here, in the moment of sending, and never from the server: what is
  // typed next belongs to the next question, however soon it comes
  async function send(text) {
    settle();
    if (!text.trim() || open) return;
    if (box().value === text) fill(box(), "");
    open = text;
    before = nameOf(newest());
    taken = false;
    keeping.hold(text);
    fill(document.querySelector("#sent textarea, #sent input"), text);
    if (await line.expect(text)) {
      press("go");
      insist();
    } else giveBack();
  }

  // for a moment after an answer is drawn the framework still takes no question, and says
  // nothing: what was sent in that moment is sent again until it is taken
  function insist() {
    const until = performance.now() + PATIENCE_MS;
    clearInterval(insisting);
    insisting = setInterval(() => {
      settle();
      if (taken || !open) clearInterval(insisting);
      else if (performance.now() < until) press("go");
      else giveBack();
    }, AGAIN_MS);
  }

  // a question that was not answered may be asked again, unless another is being typed
  function giveBack() {
    if (box() && !box().value) fill(box(), open);
    open = "";
  }

  // see what became of the question that was sent
  function settle() {
    if (!open) return;
    taken ||= busy() || nameOf(newest()) !== before;
    if (!taken || busy()) return;
    keeping.release();
    if (newest()?.querySelector(".fault")) {
      giveBack();
      return;
    }
    // it may have been given back when the line broke, and still have got through
    if (box()?.value === open) fill(box(), "");
    open = "";
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.target !== box()) return;
    // Enter also ends the writing of a Chinese word, and must not send it
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    event.stopPropagation();
    send(box().value);
  }, true);

  return {
    click(event) {
      const offered = event.target.closest("[data-ask]");
      if (offered) send(offered.textContent.trim());
      else if (event.target.closest("#send")) send(box().value);
      else if (event.target.closest("[data-retry]")) {
        // whatever was under way when the line broke is not coming any more
        open = "";
        send(box().value.trim() ? box().value : line.asked());
      }
    },
    drawn() {
      settle();
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
