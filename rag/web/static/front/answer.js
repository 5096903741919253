// The tools of an answer: copy it with its sources, say what it was worth.
import { tell } from "./page.js";

const given = new Map();

let copied = null;

async function copy(button) {
  const text = button.dataset.copy;
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    done = copyTheOldWay(text);
  }
  const told = { text, before: button.querySelector("span").textContent, word: done ? "done" : "failed" };
  copied = told;
  showCopied();
  setTimeout(() => {
    if (copied !== told) return;
    copied = null;
    buttonOf(text)?.querySelector("span").replaceChildren(told.before);
  }, 2500);
}

const buttonOf = (text) =>
  [...document.querySelectorAll("[data-copy]")].find((button) => button.dataset.copy === text);

// said again after each drawing, which would take it back
function showCopied() {
  const button = copied && buttonOf(copied.text);
  const words = button?.querySelector("span");
  if (words && words.textContent !== button.dataset[copied.word]) {
    words.textContent = button.dataset[copied.word];
    tell(words.textContent);
  }
}

// pages that are not served over TLS have no clipboard of their own
function copyTheOldWay(text) {
  const area = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return done;
}

async function rate(tools, rating, reason, comment) {
  const told = tools.querySelector(".told");
  const body = { answer_id: tools.dataset.answer, rating, reason: reason || null, comment: comment || null };
  let sent = false;
  try {
    const reply = await fetch("/api/feedback", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    sent = reply.ok;
  } catch {
    sent = false;
  }
  if (sent) {
    given.set(tools.dataset.answer, rating);
    open(tools, false);
    mark(tools);
  } else {
    told.textContent = told.dataset.failed;
    told.classList.add("failed");
  }
}

function mark(tools) {
  const rating = given.get(tools.dataset.answer);
  if (!rating || tools.dataset.rated === rating) return;
  tools.dataset.rated = rating;
  tools.querySelectorAll("[data-rate]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.rate === rating));
  });
  const told = tools.querySelector(".told");
  told.classList.remove("failed");
  told.textContent = told.dataset.done;
}

function open(tools, wanted) {
  const form = tools.querySelector(".why");
  const down = tools.querySelector("[data-rate=down]");
  const had = form.contains(document.activeElement);
  form.hidden = !wanted;
  down.setAttribute("aria-expanded", String(wanted));
  if (wanted) form.querySelector("input").focus();
  else if (had) down.focus();
}

export function answerTools() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.(".why");
    if (!form) return;
    event.preventDefault();
    const said = new FormData(form);
    rate(form.closest(".tools"), "down", said.get("reason"), said.get("comment").trim());
  });
  document.addEventListener("keydown", (event) => {
    const form = event.key === "Escape" && event.target.closest?.(".why");
    if (form) open(form.closest(".tools"), false);
  });

  return {
    click(event) {
      const copied = event.target.closest("[data-copy]");
      if (copied) copy(copied);
      const tools = event.target.closest(".tools");
      if (!tools) return;
      const pressed = event.target.closest("[data-rate]");
      if (pressed?.dataset.rate === "up") rate(tools, "up");
      if (pressed?.dataset.rate === "down") open(tools, tools.querySelector(".why").hidden);
      if (event.target.closest("[data-cancel]")) open(tools, false);
    },
    drawn() {
      document.querySelectorAll(".tools[data-answer]").forEach(mark);
      showCopied();
    },
  };
}
