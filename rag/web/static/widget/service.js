// The only way to the service: the visitor's token, questions as streams, feedback.

const SILENCE_MS = 10000;
const EARLY_MS = 20000;

class Service {
  constructor(base, memory) {
    this.base = base;
    this.memory = memory;
    this.token = null;
    this.goodUntil = 0;
    this.forbidden = false;
    document.addEventListener("securitypolicyviolation", (event) => {
      const blocked = String(event.blockedURI);
      if (event.effectiveDirective === "connect-src" && blocked.startsWith(new URL(base).origin)) {
        this.forbidden = true;
      }
    });
  }

  // Yield {name, data} for each event; the last one is the answer. Throws a Fault.
  async *ask(body, signal) {
    const watch = new Watch(signal, (GIVEN.answerSeconds * 1000) + SILENCE_MS);
    try {
      const token = await this.visitor(watch.signal);
      const reply = await this.post("/api/ask/stream", body, watch.signal, token);
      let whole = false;
      for await (const event of eventsOf(reply.body, watch)) {
        if (event.name === "error") {
          throw faultIn(event.data, event.data.status);
        }
        whole = whole || event.name === "answer";
        yield event;
      }
      if (!whole) {
        throw new Fault("dropped", say("widget.dropped"));
      }
    } catch (error) {
      if (signal.aborted || error instanceof Fault) {
        throw error;
      }
      throw new Fault("dropped", say("widget.dropped"));
    } finally {
      watch.end();
    }
  }

  async visitor(signal) {
    if (this.token !== null && Date.now() < this.goodUntil) {
      return this.token;
    }
    const reply = await this.post("/api/widget/token", null, signal, this.memory.visitor);
    const { token, expires_in: seconds } = await reply.json();
    this.token = String(token);
    this.goodUntil = Date.now() + (seconds * 1000) - EARLY_MS;
    this.memory.keepVisitor(this.token);
    return this.token;
  }

  forgetToken() {
    this.token = null;
  }

  async feedback(body) {
    await this.post("/api/feedback", body, undefined, this.token);
  }

  async post(path, body, signal, token) {
    const headers = { "accept-language": language };
    if (body !== null) {
      headers["content-type"] = "application/json";
    }
    if (token) {
      headers["x-tiaowen-visitor"] = token;
    }
    let reply;
    try {
      reply = await fetch(this.base + path, {
        method: "POST",
        mode: "cors",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        headers,
        body: body === null ? undefined : JSON.stringify(body),
        signal,
      });
    } catch (error) {
      if (signal && signal.aborted) {
        throw error;
      }
      throw await this.unreached();
    }
    if (!reply.ok) {
      throw await faultOf(reply);
    }
    return reply;
  }

  // A browser does not say why it could not reach another origin: find out as far as it lets us.
  async unreached() {
    if (this.forbidden) {
      return new Fault("policy", say("widget.policy_refused"));
    }
    if (new URL(this.base).origin !== location.origin && navigator.onLine) {
      try {
        await fetch(`${this.base}/healthz`, { mode: "no-cors", credentials: "omit", cache: "no-store" });
        return new Fault("site", say("widget.site_refused"));
      } catch {
        // it is out of reach altogether
      }
    }
    return new Fault("dropped", say("widget.dropped"));
  }
}

// Aborts with the person's signal, or when nothing has come for too long.
class Watch {
  constructor(outer, patience) {
    this.control = new AbortController();
    this.patience = patience;
    this.outer = outer;
    this.leave = () => this.control.abort();
    outer.addEventListener("abort", this.leave);
    this.heard();
  }

  get signal() {
    return this.control.signal;
  }

  heard() {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.leave, this.patience);
  }

  end() {
    clearTimeout(this.timer);
    this.outer.removeEventListener("abort", this.leave);
    this.control.abort();
  }
}

// Read server-sent events from a body, as the standard lays them out.
async function* eventsOf(body, watch) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    watch.heard();
    rest += decoder.decode(value, { stream: true });
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const event = eventOf(block);
      if (event !== null) {
        yield event;
      }
    }
  }
}

function eventOf(block) {
  let name = "message";
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^([a-z]*):? ?(.*)$/.exec(line) || [null, "", ""];
    if (field === "event") {
      name = value;
    } else if (field === "data") {
      data.push(value);
    }
  }
  return data.length ? { name, data: JSON.parse(data.join("\n")) } : null;
}
