// Words of ours, in the language of the moment.

let language = "zh";

function say(key, values = {}) {
  const words = GIVEN.words[language][key] || "";
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function known(key) {
  return key in GIVEN.words[language];
}

function isLanguage(value) {
  return value === "zh" || value === "en";
}
