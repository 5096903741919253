// Why there is no answer. `kind` decides what is done next, `words` is what the person is told.
//
//   dropped   the connection broke, or the service asks for patience: asking again may help
//   void      the visitor's token has run out: fetch another, then ask again
//   site      the service does not admit this site
//   policy    the page's own content policy forbids the connection
//   told      the service says why; `status` is its HTTP status

class Fault extends Error {
  constructor(kind, words, { status = 0, pause = 0 } = {}) {
    super(words);
    this.kind = kind;
    this.words = words;
    this.status = status;
    this.pause = pause;
  }
}

async function faultOf(reply) {
  let problem = {};
  try {
    problem = await reply.json();
  } catch {
    // a proxy's own page: its status is all there is to know
  }
  const pause = Math.min(Number(reply.headers.get("retry-after")) || 0, 60) * 1000;
  return faultIn(problem, reply.status, pause);
}

function faultIn(problem, status, pause = 0) {
  const words = typeof problem.detail === "string" ? problem.detail.slice(0, 500) : say("widget.failed");
  const type = String(problem.type);
  if (type.endsWith(":visitor_token")) {
    return new Fault("void", words);
  }
  if (type.endsWith(":origin")) {
    return new Fault("site", say("widget.site_refused"));
  }
  const patience = [502, 503, 504].includes(status) && !type.endsWith(":answer_timeout");
  return new Fault(patience ? "dropped" : "told", words, { status, pause });
}
