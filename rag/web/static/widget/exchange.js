// One question and how far its answer has come, on the page.

class Exchange {
  constructor(kept, acts) {
    this.question = kept.question;
    this.answer = kept.answer || null;
    this.fault = kept.fault || "";
    this.acts = acts;
    this.node = make("article", { class: "exchange" });
    this.draw();
  }

  get isOpen() {
    return this.answer === null && this.fault === "";
  }

  draw() {
    const asked = make("h3", { class: "asked" }, unseen(`${say("front.you")} `), this.question);
    this.node.replaceChildren(asked, this.outcome());
  }

  outcome() {
    if (this.answer) {
      return answerView(this.answer, this.acts);
    }
    if (this.fault) {
      return make(
        "div",
        { class: "reply fault" },
        make("p", { class: "trouble" }, icon("warn"), make("span", {}, this.fault)),
        make("button", { type: "button", class: "quiet", onclick: () => this.acts.again(this) }, icon("again"), say("widget.again")),
      );
    }
    this.words = make("p", { class: "words" });
    this.stage = make("p", { class: "stage" }, say("front.stage"));
    return make("div", { class: "reply" }, this.words, this.stage);
  }

  begin() {
    this.answer = null;
    this.fault = "";
    this.draw();
  }

  heard(event) {
    if (event.name === "stage") {
      const key = `front.stage.${event.data.stage}`;
      this.wait(say(known(key) ? key : "front.stage"));
    } else if (event.name === "token") {
      this.stage.hidden = true;
      this.words.append(String(event.data.text));
    } else if (event.name === "answer" && isAnswer(event.data)) {
      this.answer = event.data;
      this.draw();
    }
  }

  wait(words) {
    this.stage.textContent = words;
    this.stage.hidden = false;
  }

  fail(words) {
    this.fault = words;
    this.draw();
  }
}
