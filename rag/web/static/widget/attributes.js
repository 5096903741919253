// What the page's one line of HTML says. It may say anything: each value is checked or left out.

function readAttributes(script) {
  const said = script.dataset;
  return {
    base: new URL(".", script.src).href.replace(/\/$/, ""),
    title: (said.title || "").slice(0, 40),
    greeting: (said.greeting || "").slice(0, 400),
    question: said.question || "",
    region: said.region || null,
    language: isLanguage(said.lang) ? said.lang : languageOfPage(),
    accent: /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(said.accent || "") ? said.accent : null,
    position: said.position === "left" ? "left" : "right",
    theme: said.theme === "light" || said.theme === "dark" ? said.theme : "auto",
    offset: Math.min(Math.max(Number(said.offset) || 0, 0), 400),
    suggestions: (said.suggestions || "").split("|").map((text) => text.trim()).filter(Boolean).slice(0, 6),
  };
}

function languageOfPage() {
  const tag = document.documentElement.lang || navigator.language || "zh";
  return tag.toLowerCase().startsWith("en") ? "en" : "zh";
}
