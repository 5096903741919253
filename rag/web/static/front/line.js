// Watches the line to the server while an answer is awaited; nothing typed is lost when it breaks.
import { box, busy, fill, newest, press } from "./page.js";

const EVERY_MS = 1500;
const PATIENCE_MS = 6000;
// how much longer than an answer may take one is waited for
const GRACE_MS = 4000;

export function line() {
  let asked = "";
  let lost = false;
  let watch = 0;
  let quiet = 0;
  // what the newest exchange held when it last changed, when that was, and whether it was
  // stopped since
  let grown = "";
  let since = 0;
  let stopped = false;

  // Tell whether a question can be sent now, and watch over it. The framework gives the whole
  // page up once it has sent something in vain, so it is only told to send what can arrive.
  async function expect(text) {
    lost = false;
    hush();
    asked = text;
    quiet = 0;
    const well = await reachable();
    if (!watch) watch = setInterval(look, EVERY_MS);
    if (!well) lose();
    return well;
  }

  async function look() {
    const well = await reachable();
    if (lost && well) back();
    else if (!lost && !well) lose();
    else if (!lost && !busy()) {
      // a question just sent may not be shown as begun yet
      quiet += 1;
      if (quiet > 1) rest();
    } else {
      quiet = 0;
      if (!lost) stopWhatStands();
    }
  }

  // The framework can lose the end of a stream and wait for it for ever, with a server that is
  // well and done. What stands still for longer than any answer takes is stopped, as a reader
  // would stop it: what the server has by then is drawn. Where not even that gets through, the
  // page begins anew; the question stays.
  function stopWhatStands() {
    const now = newest()?.innerHTML ?? "";
    const stood = performance.now() - since;
    if (now !== grown) {
      grown = now;
      since = performance.now();
      stopped = false;
    } else if (stopped && stood > longest() + 2 * GRACE_MS) location.reload();
    else if (!stopped && stood > longest() + GRACE_MS) {
      stopped = true;
      press("stop");
    }
  }

  function longest() {
    return Number(document.querySelector(".lost")?.dataset.seconds) * 1000;
  }

  async function reachable() {
    try {
      return (await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) })).ok;
    } catch {
      return false;
    }
  }

  function rest() {
    clearInterval(watch);
    watch = 0;
  }

  function lose() {
    lost = true;
    const shown = newest()?.classList.contains("open") && newest().querySelector(".asked");
    if (shown) shown.closest(".exchange").classList.add("cut");
    if (box() && !box().value) fill(box(), asked);
    say("hint", false);
  }

  function back() {
    lost = false;
    rest();
    say("again", true);
  }

  // Offer a question to be asked again; false where the page is not that far yet.
  function offer(text) {
    asked = text;
    return say("again", true);
  }

  function say(hint, again) {
    const told = document.querySelector(".lost");
    if (!told) return false;
    told.hidden = false;
    told.querySelector("strong").textContent = told.dataset.words;
    told.querySelector("p span").textContent = told.dataset[hint];
    told.querySelector("[data-retry]").hidden = !again;
    return true;
  }

  function hush() {
    const told = document.querySelector(".lost");
    if (told) told.hidden = true;
  }

  window.addEventListener("offline", () => busy() && lose());

  return { expect, offer, asked: () => asked };
}
