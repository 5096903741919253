// What questions are confined to: kept while the page is redrawn, and handed to the framework.
import { fill } from "./page.js";

export function scope() {
  const chosen = {};

  function hand() {
    const field = document.querySelector("#chosen textarea, #chosen input");
    const some = Object.values(chosen).some(Boolean);
    if (field) fill(field, some ? JSON.stringify(chosen) : "");
    show();
  }

  function show() {
    const told = document.querySelector(".scope .chosen");
    if (!told) return;
    const words = [...document.querySelectorAll("[data-scope]")]
      .filter((select) => select.value)
      .map((select) => select.selectedOptions[0].textContent);
    const text = words.join("，") || told.dataset.all;
    if (told.textContent !== text) told.textContent = text;
  }

  document.addEventListener("change", (event) => {
    const select = event.target.closest?.("[data-scope]");
    if (!select) return;
    chosen[select.dataset.scope] = select.value;
    hand();
  });

  return {
    click(event) {
      if (!event.target.closest("[data-scope-reset]")) return;
      document.querySelectorAll("[data-scope]").forEach((select) => {
        select.value = "";
        chosen[select.dataset.scope] = "";
      });
      hand();
    },
    drawn() {
      document.querySelectorAll("[data-scope]").forEach((select) => {
        const value = chosen[select.dataset.scope] ?? "";
        if (select.value !== value) select.value = value;
      });
      show();
    },
  };
}
