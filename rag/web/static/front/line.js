// Watches the line to the server while an answer is awaited; nothing typed is lost when it breaks.
import { box, busy, fill, newest, press } from "./page.js";

const EVERY_MS = 1500;
const PATIENCE_MS = 6000;

export function line() {
  let asked = "";
  let lost = false;
  let watch = 0;
  let quiet = 0;

  function expectAnswer() {
    const text = box()?.value.trim();
    if (!text) return;
    asked = text;
    quiet = 0;
    if (!watch) watch = setInterval(look, EVERY_MS);
  }

  async function look() {
    const well = await reachable();
    if (lost && well) back();
    else if (!lost && !well) lose();
    else if (!lost && !busy()) {
      // a question just sent may not be shown as begun yet
      quiet += 1;
      if (quiet > 1) rest();
    } else quiet = 0;
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

  function say(hint, again) {
    const told = document.querySelector(".lost");
    if (!told) return;
    told.hidden = false;
    told.querySelector("strong").textContent = told.dataset.words;
    told.querySelector("p span").textContent = told.dataset[hint];
    told.querySelector("[data-retry]").hidden = !again;
  }

  function hush() {
    const told = document.querySelector(".lost");
    if (told && !lost) told.hidden = true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === box()) {
      hush();
      expectAnswer();
    }
  }, true);
  window.addEventListener("offline", () => busy() && lose());

  return {
    click(event) {
      if (event.target.closest("[data-retry]")) {
        hush();
        if (box() && !box().value) fill(box(), asked);
        setTimeout(() => press("send"), 0);
      } else if (event.target.closest("#send")) {
        hush();
        expectAnswer();
      }
    },
  };
}
