// Elements are made here and nowhere else. Words enter as text nodes only, never as HTML.

const SVG = "http://www.w3.org/2000/svg";

const STROKES = {
  ask: "M4 5h16v11.5H9.5L5 20.5v-4H4zM8 9h8M8 12.5h5",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19.5V5M5.5 11.5L12 5l6.5 6.5",
  stop: "M7.5 7.5h9v9h-9z",
  copy: "M9 9h10.5v11.5H9zM5.5 15h-1V3.5h10.5v1.5",
  done: "M5 12.5l4.5 4.5L19 7.5",
  up: "M7.5 11v8.5H4.5V11zM7.5 11l4-7.5c1.5.2 2.3 1.3 2 2.7L12.8 10h5.4c1.4 0 2.2 1.2 1.9 2.4l-1.4 5.6c-.2.9-1 1.5-1.9 1.5H7.5",
  down: "M16.5 13V4.5h3V13zM16.5 13l-4 7.5c-1.5-.2-2.3-1.3-2-2.7l.7-3.8H5.8c-1.4 0-2.2-1.2-1.9-2.4l1.4-5.6c.2-.9 1-1.5 1.9-1.5h9.3",
  anew: "M11 5H5v14h14v-6M9.5 14.5l.6-3.1 8.4-8.4 2.5 2.5-8.4 8.4z",
  out: "M13.5 4.5h6v6M19.5 4.5L11 13M10 6.5H5v12.5h12.5V14",
  again: "M19 12a7 7 0 1 1-2.1-5M19.5 3.5v4.5H15",
  warn: "M12 9v5M12 16.7v.3M12 3.5l9.5 16.5h-19z",
};

function make(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const name of Object.keys(options)) {
    const value = options[name];
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", STROKES[name]);
  drawing.append(path);
  return drawing;
}

function unseen(words) {
  return make("span", { class: "unseen" }, words);
}

function iconButton(name, label, onclick, options = {}) {
  return make("button", { type: "button", class: "tool", "aria-label": label, title: label, onclick, ...options }, icon(name));
}
