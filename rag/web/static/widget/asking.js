// Asks until there is an answer: again after a break, each time after a longer pause.

const PAUSES_MS = [800, 2000, 5000, 10000];

// `told` is called with what happens: ("again"), ("event", event), ("waiting", words).
async function askPatiently(service, body, signal, told) {
  let renewed = false;
  for (let attempt = 0; ; ) {
    try {
      told("again");
      for await (const event of service.ask(body, signal)) {
        told("event", event);
      }
      return;
    } catch (error) {
      if (signal.aborted || !(error instanceof Fault)) {
        throw error;
      }
      if (error.kind === "void" && !renewed) {
        renewed = true;
        service.forgetToken();
      } else if (error.kind === "dropped" && !navigator.onLine) {
        told("waiting", say("widget.offline"));
        await online(signal);
      } else if (error.kind === "dropped" && attempt < PAUSES_MS.length) {
        told("waiting", say("widget.reconnecting"));
        await pause(Math.max(PAUSES_MS[attempt], error.pause), signal);
        attempt += 1;
      } else {
        throw error;
      }
    }
  }
}

function online(signal) {
  return new Promise((go) => {
    addEventListener("online", () => go(), { once: true, signal });
    signal.addEventListener("abort", () => go(), { once: true });
  });
}

function pause(ms, signal) {
  return new Promise((go) => {
    const timer = setTimeout(go, ms);
    const sooner = () => {
      clearTimeout(timer);
      go();
    };
    addEventListener("online", sooner, { once: true, signal });
    signal.addEventListener("abort", sooner, { once: true });
  });
}
