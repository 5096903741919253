// An answer on the page: its words, the clauses that prove it, and what one can do with it.

const REFUSALS = ["refused_no_basis", "refused_out_of_scope", "refused_unsafe"];
const TOLD_STANDINGS = ["draft", "superseded", "repealed"];
const SHOWN_AT_FIRST = 3;
const REASONS = ["wrong", "source", "old", "unclear"];

function answerView(answer, acts) {
  const cards = new Map(answer.citations.map((citation) => [citation.marker, proofCard(citation, true, acts)]));
  const refused = REFUSALS.includes(answer.status);
  return make(
    "div",
    { class: refused ? "reply refused" : "reply" },
    known(`front.outcome.${answer.status}`) ? make("p", { class: "outcome" }, say(`front.outcome.${answer.status}`)) : null,
    wordsView(answer.answer, cards, refused),
    ...answer.notices.map((notice) => make("p", { class: "notice" }, notice)),
    refused && !answer.answer.includes(GIVEN.handoff) ? make("p", { class: "handoff" }, ...dialled(say("front.handoff", { handoff: GIVEN.handoff }))) : null,
    cards.size ? proofsView(say("front.citations"), "ol", [...cards.values()]) : null,
    !cards.size && answer.near.length ? nearView(answer.near, acts) : null,
    toolsView(answer, acts),
  );
}

// The words, each marker as a button that leads to its card.
function wordsView(text, cards, refused) {
  const words = make("p", { class: "words" });
  for (const part of text.split(/(\[\d{1,3}\])/)) {
    const card = cards.get(Number(part.slice(1, -1)));
    if (/^\[\d+\]$/.test(part) && card) {
      const marker = part.slice(1, -1);
      const label = say("front.marker", { marker });
      const button = make("button", { type: "button", class: "marker", "aria-label": label, onclick: () => show(card) }, marker);
      words.append(make("span", { class: "joined" }, lastOf(words), button));
    } else {
      words.append(...(refused ? dialled(part) : [part]));
    }
  }
  return words;
}

// The words with the telephone number in them, which a phone dials at a touch.
function dialled(text) {
  const at = /^\+?\d[\d -]{2,}$/.test(GIVEN.handoff) ? text.lastIndexOf(GIVEN.handoff) : -1;
  if (at < 0) {
    return [text];
  }
  const link = make("a", { href: `tel:${GIVEN.handoff.replaceAll(" ", "")}` }, GIVEN.handoff);
  return [text.slice(0, at), link, text.slice(at + GIVEN.handoff.length)];
}

// Take the last character back, so that the marker after it does not begin a line.
function lastOf(words) {
  const text = words.lastChild;
  if (text === null || text.nodeType !== Node.TEXT_NODE) {
    return null;
  }
  const last = [...text.data].pop() || "";
  text.data = text.data.slice(0, text.data.length - last.length);
  return last;
}

function show(card) {
  const folded = card.closest("details");
  if (folded) {
    folded.open = true;
  }
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
}

function proofsView(title, list, cards) {
  // one card alone is not worth folding away
  const first = cards.length === SHOWN_AT_FIRST + 1 ? cards.length : SHOWN_AT_FIRST;
  const more = cards.slice(first);
  return make(
    "section",
    { class: "proofs", "aria-label": title },
    make("h3", {}, title),
    make(list, {}, ...cards.slice(0, first)),
    more.length
      ? make("details", {}, make("summary", {}, say("widget.more", { count: more.length })), make(list, {}, ...more))
      : null,
  );
}

function nearView(near, acts) {
  const view = proofsView(say("front.near"), "ul", near.map((citation) => proofCard(citation, false, acts)));
  view.classList.add("near");
  view.querySelector("h3").after(make("p", { class: "near-note" }, say("front.near_note")));
  return view;
}

function proofCard(citation, cited, acts) {
  const href = acts.readerLink(citation.permalink);
  const standings = TOLD_STANDINGS.filter((one) => one === citation.document_status);
  if (citation.expired === true) {
    standings.push("expired");
  }
  const page = citation.page ? say("front.page", { page: citation.page }) : null;
  const scanned = page && citation.scanned === true ? say("front.scanned") : null;
  const where = [citation.region, citation.clause_path + citation.clause_title, citation.topic].filter(Boolean).join(" · ");
  return make(
    "li",
    { class: "proof", tabindex: cited ? "-1" : null },
    make(
      "p",
      { class: "title" },
      cited ? make("span", { class: "number", "aria-hidden": "true" }, String(citation.marker)) : null,
      make("span", { lang: "zh-CN" }, citation.title),
      ...standings.flatMap((one) => [" ", make("span", { class: "badge" }, say(`status.${one}`))]),
    ),
    where ? make("p", { class: "path", lang: "zh-CN" }, where) : null,
    page ? make("p", { class: "path" }, [page, scanned].filter(Boolean).join(" · ")) : null,
    make("blockquote", { lang: "zh-CN" }, citation.quote),
    href
      ? make("a", { class: "open", href, target: "_blank", rel: "noopener noreferrer" }, say("front.open"), unseen(say("front.new_tab")), icon("out"))
      : null,
  );
}

function toolsView(answer, acts) {
  const said = make("p", { class: "said", role: "status" });
  const copy = iconButton("copy", say("widget.copy"), async () => {
    said.textContent = say((await copied(textOf(answer, acts))) ? "widget.copied" : "widget.not_copied");
  });
  const up = iconButton("up", say("widget.useful"), () => rate("up"), { "aria-pressed": "false" });
  const down = iconButton("down", say("widget.not_useful"), () => rate("down"), { "aria-pressed": "false" });
  const reasons = make(
    "div",
    { class: "reasons", role: "group", "aria-label": say("widget.reason"), hidden: true },
    make("p", {}, say("widget.reason")),
    ...REASONS.filter((reason) => reason !== "source" || answer.citations.length).map((reason) => make("button", { type: "button", class: "chip", onclick: () => rate("down", say(`widget.reason.${reason}`)) }, say(`widget.reason.${reason}`))),
  );
  const view = make("div", { class: "after" }, make("div", { class: "tools", role: "group", "aria-label": say("widget.tools") }, copy, up, down, said), reasons);

  async function rate(rating, reason) {
    const before = [up.getAttribute("aria-pressed"), down.getAttribute("aria-pressed")];
    up.setAttribute("aria-pressed", String(rating === "up"));
    down.setAttribute("aria-pressed", String(rating === "down"));
    const chosen = reasons.contains(reasons.getRootNode().activeElement);
    reasons.hidden = rating === "up" || reason !== undefined;
    if (chosen) {
      down.focus();
    }
    try {
      await acts.rate({ answer_id: answer.id, rating, ...(reason ? { reason } : {}) });
      said.textContent = say("widget.thanks");
    } catch (error) {
      const closed = error instanceof Fault && [404, 405].includes(error.status);
      reasons.hidden = true;
      up.hidden = closed;
      down.hidden = closed;
      up.setAttribute("aria-pressed", before[0]);
      down.setAttribute("aria-pressed", before[1]);
      said.textContent = say(closed ? "widget.no_feedback" : "widget.not_sent");
    }
  }

  return view;
}

// The answer with its proofs as plain text, to be taken elsewhere.
function textOf(answer, acts) {
  const proofs = answer.citations.map((citation) => {
    const link = acts.readerLink(citation.permalink);
    return `[${citation.marker}] 《${citation.title}》${citation.clause_path}\n“${citation.quote}”${link ? `\n${link}` : ""}`;
  });
  return [answer.answer, ...answer.notices, ...(proofs.length ? [say("front.citations"), ...proofs] : [])].join("\n\n");
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // a page without HTTPS has no clipboard of the new kind; selecting works everywhere
    return copiedBySelecting(text);
  }
}

function copiedBySelecting(text) {
  const catcher = (event) => {
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", catcher, { capture: true, once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", catcher, { capture: true });
  return done;
}
