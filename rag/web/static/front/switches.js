// The language of the page, kept together with the conversation; light or dark, for this tab only.
import { box, newest, press } from "./page.js";

const THEME = "tiaowen-theme";

// a conversation is on this page alone, and going back would not bring it again
function keepOpen(head) {
  const target = newest() ? "_blank" : "";
  head.querySelectorAll("a.ledger").forEach((link) => {
    if (link.target === target) return;
    link.target = target;
    if (target) link.setAttribute("aria-label", link.textContent + head.dataset.newTab);
    else link.removeAttribute("aria-label");
  });
}

export function switches() {
  let path = "";
  const kept = sessionStorage.getItem(THEME);
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;

  return {
    click(event) {
      if (event.target.closest("[data-language]")) {
        event.preventDefault();
        press("switch");
      } else if (event.target.closest("[data-theme-switch]")) {
        const root = document.documentElement;
        const dark = getComputedStyle(root).colorScheme === "dark";
        root.dataset.theme = dark ? "light" : "dark";
        sessionStorage.setItem(THEME, root.dataset.theme);
      } else if (event.target.closest("[data-skip]")) {
        event.preventDefault();
        box()?.focus();
      }
    },
    drawn() {
      const head = document.querySelector(".masthead");
      if (!head) return;
      const { tag, title } = head.dataset;
      if (document.documentElement.lang !== tag) document.documentElement.lang = tag;
      if (document.title !== title) document.title = title;
      if (path && path !== head.dataset.path) {
        history.replaceState(history.state, "", head.dataset.path);
        head.querySelector("[data-language]").focus();
      }
      path = head.dataset.path;
      keepOpen(head);
    },
  };
}
