// Follows an upload without leaving the page; without script the form goes to a page of its own.
const form = document.getElementById("upload");
const [files, picked, told, work, bar, results] = ["files", "picked", "told", "job", "progress", "results"].map((id) => document.getElementById(id));
const words = JSON.parse(form.dataset.words);
const ENDED = ["done", "failed", "cancelled"];
const LOOK_AGAIN_MS = 700;
const TRY_AGAIN_MS = 3000;

const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
const english = document.documentElement.lang === "en" ? "?lang=en" : "";
const upload = (name, values) => say(`staff.upload.told.${name}`, values);
const pause = (time) => new Promise((go) => setTimeout(go, time));
const headers = { "x-csrf-token": form.dataset.csrf, "accept-language": document.documentElement.lang };

const tell = (text) => {
  if (told.textContent !== text) {
    told.textContent = text;
  }
};

const make = (tag, text, ...children) => {
  const element = document.createElement(tag);
  element.append(text, ...children);
  return element;
};

const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

const listPicked = () => {
  picked.replaceChildren(...[...files.files].map((file) => make("li", file.name, make("span", size(file.size)))));
  picked.hidden = !files.files.length;
};

// The server does not take the files; the message says why.
class Refused extends Error {}

const send = (body) =>
  new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/documents");
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.responseType = "json";
    request.upload.onprogress = (event) => progress(event.loaded, event.total);
    request.onload = () =>
      request.status === 202 ? done(request.response.job_id) : failed(new Refused(request.response?.detail || request.status));
    request.onerror = () => failed(new TypeError("no connection"));
    request.send(body);
  });

const progress = (done, total) => {
  bar.hidden = false;
  if (total) {
    bar.max = total;
    bar.value = done;
  } else {
    bar.removeAttribute("value");
  }
};

// The work goes on without this page: a line that breaks is only waited for. Null where the
// server does not let this page look any more.
const look = async (jobId) => {
  for (;;) {
    try {
      const reply = await fetch(`/api/jobs/${encodeURIComponent(jobId)}`, { headers });
      if (reply.ok) {
        return await reply.json();
      }
      if (reply.status < 500) {
        return null;
      }
    } catch {
      // no reply, or half of one
    }
    tell(upload("waiting"));
    await pause(TRY_AGAIN_MS);
  }
};

const follow = async (jobId) => {
  for (;;) {
    const job = await look(jobId);
    if (!job || ENDED.includes(job.stage)) {
      return job;
    }
    progress(job.done, job.total);
    tell(upload("at", { stage: say(`staff.job.stage.${job.stage}`), done: job.done, total: job.total }));
    await pause(LOOK_AGAIN_MS);
  }
};

// One file, and what became of it.
const outcome = (file, why) => {
  const name = make(file.document_id ? "a" : "span", file.source);
  name.lang = "zh-CN";
  if (file.document_id) {
    name.href = `/documents/${encodeURIComponent(file.document_id)}${english}`;
  }
  const state = say(`staff.job.file.${file.state}`);
  const count = file.passages ? ` ${upload("passages", { count: file.passages })}` : "";
  const line = make("li", name, make("span", state + count), ...[why, ...file.notices].filter(Boolean).map((text) => make("p", text)));
  line.className = file.state;
  return line;
};

const show = (job) => {
  const why = new Map(job.errors.map((one) => [one.source, one.detail]));
  results.replaceChildren(...job.files.map((file) => outcome(file, why.get(file.source))));
  results.hidden = false;
  const taken = job.files.filter((file) => ["new", "changed", "unchanged"].includes(file.state)).length;
  tell([upload("done", { taken, refused: job.files.length - taken }), job.problem].filter(Boolean).join("\n"));
};

// The list of the documents below, as it is now; without a reply it stays as it was.
const renew = async () => {
  try {
    const reply = await fetch(location.href, { headers: { "accept-language": headers["accept-language"] } });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const shelf = page.getElementById("shelf");
    if (reply.ok && shelf) {
      document.getElementById("shelf").replaceWith(document.adoptNode(shelf));
    }
  } catch {
    // what was told of the files stands
  }
};

const accepted = async (jobId) => {
  form.reset();
  listPicked();
  work.firstElementChild.href = `/staff/jobs/${encodeURIComponent(jobId)}${english}`;
  work.hidden = false;
  tell(upload("accepted"));
  const job = await follow(jobId);
  if (job) {
    show(job);
    await renew();
  } else {
    tell(upload("accepted"));
  }
};

const begin = async () => {
  results.hidden = work.hidden = true;
  tell(upload("sending"));
  let jobId;
  try {
    jobId = await send(new FormData(form));
  } catch (fault) {
    tell(fault instanceof Refused ? upload("failed", { why: fault.message }) : upload("lost"));
    return;
  }
  await accepted(jobId);
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  await begin();
  bar.hidden = true;
  button.disabled = false;
});

files.addEventListener("change", listPicked);

const brings = (event) => event.dataTransfer && event.dataTransfer.types.includes("Files");
const drop = form.querySelector(".drop");

// A file dropped beside its place must not take the page away.
document.addEventListener("dragover", (event) => {
  if (brings(event)) {
    event.preventDefault();
    drop.classList.toggle("over", drop.contains(event.target));
  }
});

document.addEventListener("drop", (event) => {
  drop.classList.remove("over");
  if (brings(event)) {
    event.preventDefault();
    if (drop.contains(event.target)) {
      files.files = event.dataTransfer.files;
      listPicked();
    }
  }
});

document.getElementById("upload-drop").hidden = false;
