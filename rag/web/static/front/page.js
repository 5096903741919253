// Where things are on the page, and how the framework's own fields are filled.
export const box = () => document.querySelector("#question textarea");
export const newest = () => document.querySelector(".conversation .exchange");
export const busy = () => document.querySelector(".conversation")?.getAttribute("aria-busy") === "true";

export function fill(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function press(id) {
  const found = document.getElementById(id);
  (found?.matches("button") ? found : found?.querySelector("button"))?.click();
}

// what is put here is read out to those who cannot see the page, when they are not busy
export function tell(words) {
  let region = document.getElementById("told");
  if (!region) {
    region = Object.assign(document.createElement("div"), { className: "unseen", id: "told" });
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.lang = document.documentElement.lang;
  region.textContent = words;
}

export function moveTo(element, block = "nearest") {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });
}
