// Follows an upload without leaving the page; without script the form goes to a page of its own.
const form = document.getElementById("upload");
const told = document.getElementById("told");
const bar = document.getElementById("progress");
const words = form.dataset;
const call = (address, options = {}) =>
  fetch(address, { ...options, headers: { "x-csrf-token": words.csrf, "accept-language": document.documentElement.lang } });

const problem = async (reply) => {
  const body = await reply.json().catch(() => ({}));
  return words.failed + (body.detail || reply.status);
};

const failures = (job) =>
  (job.errors || []).map((one) => (typeof one === "string" ? one : `${one.source || one.file || ""} ${one.detail || one.error || ""}`)).join("\n");

const follow = async (address) => {
  for (;;) {
    const reply = await call(address);
    if (!reply.ok) return problem(reply);
    const job = await reply.json();
    if (job.total) {
      bar.max = job.total;
      bar.value = job.done || 0;
    }
    if (["done", "failed", "cancelled"].includes(job.stage)) {
      return failures(job) || words.done;
    }
    await new Promise((go) => setTimeout(go, 700));
  }
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  bar.hidden = false;
  bar.removeAttribute("value");
  told.textContent = words.working;
  try {
    const reply = await call("/api/documents", { method: "POST", body: new FormData(form) });
    const job = reply.ok && (await reply.json());
    told.textContent = job ? await follow(`/api/jobs/${encodeURIComponent(job.job_id)}`) : await problem(reply);
    if (told.textContent === words.done) location.reload();
  } catch (fault) {
    told.textContent = words.failed + fault.message;
  }
  bar.hidden = true;
  button.disabled = false;
});
