// The panel: a window beside the page at a desk, a sheet over the whole screen on a phone.

const SHEET = "(max-width: 40em), (max-height: 30em)";
const DRAFT_MS = 400;

class Panel {
  constructor(attributes, memory) {
    this.attributes = attributes;
    this.memory = memory;
    this.conversation = new Conversation(new Service(attributes.base, memory), memory, attributes, this);
    this.sheet = matchMedia(SHEET);
    this.dialog = make("dialog", {
      class: "panel",
      "aria-labelledby": "title",
      // told a moment late: a panel that only changed its form is open again by then
      onclose: () => this.dialog.open || this.closed(),
      onkeydown: (event) => this.pressed(event),
    });
    this.sheet.addEventListener("change", () => this.dialog.open && this.show());
    if (window.visualViewport) {
      visualViewport.addEventListener("resize", () => this.fit());
    }
    addEventListener("pagehide", () => this.keepDraft());
  }

  // -- opening and closing

  open({ question = "", quietly = false } = {}) {
    if (!this.dialog.open) {
      this.cameFrom = document.activeElement;
      this.build();
      this.show();
      this.onchange(true);
      this.memory.keep({ open: true });
    }
    if (question) {
      this.fill(question);
    }
    if (!quietly) {
      (this.sheet.matches && !this.box.value ? this.title : this.box).focus();
    }
    this.toEnd();
    this.conversation.resume();
  }

  show() {
    const within = this.dialog.getRootNode().activeElement;
    if (this.dialog.open) {
      this.dialog.close();
    }
    if (this.sheet.matches) {
      this.dialog.showModal();
    } else {
      // unlike show() this leaves the focus where it is
      this.dialog.open = true;
    }
    this.fit();
    if (within && this.dialog.contains(within)) {
      within.focus();
    }
  }

  // A phone's keyboard covers the sheet without making the page smaller.
  fit() {
    const height = this.sheet.matches && window.visualViewport ? `${visualViewport.height}px` : "";
    this.dialog.style.setProperty("--height", height);
  }

  close() {
    this.dialog.close();
  }

  closed() {
    this.keepDraft();
    this.memory.keep({ open: false });
    this.onchange(false, this.cameFrom);
  }

  pressed(event) {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      this.close();
    }
  }

  // -- its parts

  build() {
    const { attributes, conversation } = this;
    const ours = language === attributes.language;
    const heading = (ours && attributes.title) || say("widget.title");
    this.title = make("h2", { id: "title", tabindex: "-1" }, heading);
    this.anew = iconButton("anew", say("widget.anew"), () => this.clear());
    this.opening = make(
      "div",
      { class: "opening" },
      make("p", { class: "greeting" }, (ours && attributes.greeting) || say("widget.greeting")),
      attributes.suggestions.length ? this.chips(say("front.samples"), attributes.suggestions) : null,
    );
    this.after = make("div", { class: "followups" });
    this.log = make(
      "div",
      { class: "log", role: "log", "aria-live": "polite", "aria-label": say("front.conversation"), tabindex: "0" },
      this.opening,
      ...conversation.exchanges.map(({ node }) => node),
      this.after,
    );
    this.status = make("p", { class: "unseen", role: "status" });
    this.trouble = make("p", { id: "trouble", class: "trouble", role: "alert" });
    this.box = make("textarea", {
      id: "question",
      rows: "1",
      placeholder: say("front.placeholder"),
      "aria-label": say("front.question"),
      "aria-describedby": "trouble",
      autocomplete: "off",
      enterkeyhint: "send",
      onkeydown: (event) => this.typed(event),
      oninput: () => this.edited(),
    });
    this.send = make("button", { type: "submit", class: "send" });
    const form = make(
      "form",
      { class: "ask", onsubmit: (event) => this.submit(event) },
      this.trouble,
      make("div", { class: "line" }, this.box, this.send),
      make("p", { class: "note" }, say("front.footer")),
    );
    const other = make("button", { type: "button", class: "language", lang: language === "zh" ? "en" : "zh-CN", onclick: () => this.speak() }, say("front.other_language"));
    const head = make("header", { class: "head" }, icon("ask"), this.title, this.anew, other, iconButton("close", say("widget.close"), () => this.close()));
    this.dialog.lang = language === "zh" ? "zh-CN" : "en";
    this.dialog.replaceChildren(head, this.log, this.status, form);
    this.fill(this.memory.draft || (conversation.exchanges.length ? "" : attributes.question));
    this.settle();
    return other;
  }

  chips(title, questions) {
    return make(
      "section",
      { class: "chips", "aria-label": title },
      make("h3", {}, title),
      ...questions.map((text) => make("button", { type: "button", class: "chip", onclick: () => this.ask(text) }, text)),
    );
  }

  // What depends on how far the conversation has come.
  settle() {
    const { conversation } = this;
    const busy = conversation.isBusy;
    this.opening.hidden = conversation.exchanges.length > 0;
    this.anew.hidden = conversation.exchanges.length === 0;
    this.log.setAttribute("aria-busy", String(busy));
    this.send.setAttribute("aria-label", say(busy ? "front.stop" : "front.ask"));
    this.send.title = say(busy ? "front.stop" : "front.ask");
    this.send.classList.toggle("stop", busy);
    this.send.replaceChildren(icon(busy ? "stop" : "send"));
    this.after.replaceChildren(...(busy || !conversation.followups.length ? [] : [this.chips(say("front.followups"), conversation.followups)]));
  }

  speak() {
    language = language === "zh" ? "en" : "zh";
    this.keepDraft();
    this.memory.keep({ language });
    this.conversation.redraw();
    this.build().focus();
    this.onspeak();
    this.toEnd();
  }

  clear() {
    this.conversation.clear();
    this.build();
    this.box.focus();
  }

  // -- asking

  typed(event) {
    // Enter also ends the writing of a Chinese word, and must not send it
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      if (!this.conversation.isBusy) {
        this.submit(event);
      }
    }
  }

  submit(event) {
    event.preventDefault();
    if (this.conversation.isBusy) {
      this.conversation.stop();
      return;
    }
    const question = this.box.value.trim();
    const length = [...question].length;
    if (length === 0 || length > GIVEN.questionChars) {
      this.trouble.textContent = length ? say("widget.too_long", { limit: GIVEN.questionChars, length }) : say("widget.empty");
      this.box.focus();
      return;
    }
    this.fill("");
    this.ask(question);
  }

  ask(question) {
    if (!this.conversation.isBusy) {
      this.trouble.textContent = "";
      this.keepDraft();
      this.box.focus({ preventScroll: true });
      this.conversation.ask(question);
    }
  }

  fill(text) {
    this.box.value = text;
    this.grow();
  }

  edited() {
    this.trouble.textContent = "";
    this.grow();
    clearTimeout(this.drafting);
    this.drafting = setTimeout(() => this.keepDraft(), DRAFT_MS);
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
  }

  keepDraft() {
    clearTimeout(this.drafting);
    if (this.box) {
      this.memory.keep({ draft: this.box.value });
    }
  }

  // -- what the conversation tells

  added(exchange) {
    this.after.before(exchange.node);
  }

  changed(exchange) {
    this.settle();
    this.status.textContent = "";
    if (exchange.isOpen) {
      this.toEnd();
    } else {
      this.toBeginning(exchange.node);
    }
  }

  grown(exchange) {
    const stage = exchange.stage.textContent;
    if (exchange.isOpen && this.status.textContent !== stage) {
      this.status.textContent = stage;
    }
    this.toEnd();
  }

  returned(exchange, words) {
    exchange.node.remove();
    if (!this.box.value) {
      this.fill(exchange.question);
    }
    this.trouble.textContent = words;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  toBeginning(node) {
    this.toEnd();
    const above = node.getBoundingClientRect().top - this.log.getBoundingClientRect().top;
    if (above < 0) {
      this.log.scrollTop += above - 12;
    }
  }
}
