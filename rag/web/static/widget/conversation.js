// The conversation: what was asked, one question at a time, and what is remembered of it.

const MOST_TURNS = 20;

class Conversation {
  constructor(service, memory, attributes, view) {
    this.service = service;
    this.memory = memory;
    this.attributes = attributes;
    this.view = view;
    this.control = null;
    this.acts = {
      readerLink: (permalink) => readerLink(permalink, attributes.base),
      rate: (body) => service.feedback(body),
      again: (exchange) => this.run(exchange),
    };
    this.exchanges = memory.exchanges.map((kept) => new Exchange(kept, this.acts));
  }

  get isBusy() {
    return this.control !== null;
  }

  get followups() {
    const last = this.exchanges[this.exchanges.length - 1];
    return last && last.answer ? last.answer.followups : [];
  }

  ask(question) {
    const exchange = new Exchange({ question }, this.acts);
    this.exchanges.push(exchange);
    this.view.added(exchange);
    return this.run(exchange);
  }

  // A question that the page left open, when it was left itself, is asked again.
  resume() {
    const left = this.exchanges.find((exchange) => exchange.isOpen);
    if (left && !this.isBusy) {
      this.run(left);
    }
  }

  async run(exchange) {
    if (this.isBusy) {
      return;
    }
    this.control = new AbortController();
    this.save();
    this.view.changed(exchange);
    try {
      await askPatiently(this.service, this.body(exchange), this.control.signal, (what, said) => {
        if (what === "again") {
          exchange.begin();
        } else if (what === "waiting") {
          exchange.begin();
          exchange.wait(said);
        } else {
          exchange.heard(said);
        }
        this.view.grown(exchange);
      });
      if (!exchange.answer) {
        exchange.fail(say("widget.failed"));
      }
    } catch (error) {
      const stopped = this.control.signal.aborted;
      if (!stopped && error instanceof Fault && error.status === 422) {
        this.drop(exchange, error.words);
      } else {
        exchange.fail(stopped ? say("front.stopped") : wordsOf(error));
      }
    }
    this.control = null;
    this.save();
    this.view.changed(exchange);
  }

  stop() {
    if (this.control) {
      this.control.abort();
    }
  }

  clear() {
    this.stop();
    this.exchanges = [];
    this.save();
  }

  // A question that cannot be taken goes back to the box, with the reason.
  drop(exchange, words) {
    this.exchanges = this.exchanges.filter((other) => other !== exchange);
    this.view.returned(exchange, words);
  }

  redraw() {
    for (const exchange of this.exchanges.filter((one) => !one.isOpen)) {
      exchange.draw();
    }
  }

  save() {
    this.memory.keep({ exchanges: this.exchanges.map(({ question, answer, fault }) => ({ question, answer, fault })) });
  }

  body(exchange) {
    const before = this.exchanges.slice(0, this.exchanges.indexOf(exchange));
    const history = before.filter(({ answer }) => answer && answer.status !== "refused_unsafe").flatMap(({ question, answer }) => [
      { role: "user", content: question.slice(0, MOST_CHARS) },
      { role: "assistant", content: answer.answer.slice(0, MOST_CHARS) },
    ]);
    const { region } = this.attributes;
    return {
      question: exchange.question,
      history: history.slice(-MOST_TURNS),
      ...(region ? { filters: { region } } : {}),
    };
  }
}

function wordsOf(error) {
  return error instanceof Fault ? error.words : say("widget.failed");
}

// A link to the reader of the service itself, or null: nothing else is ever linked.
function readerLink(permalink, base) {
  try {
    const url = new URL(permalink.startsWith("/") ? base + permalink : permalink);
    if (!url.href.startsWith(`${base}/documents/`)) {
      return null;
    }
    if (language === "en") {
      url.searchParams.set("lang", "en");
    }
    return url.href;
  } catch {
    return null;
  }
}
