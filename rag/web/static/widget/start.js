// Puts the launcher on the page. The only name it leaves behind is `TiaowenWidget`.

function start() {
  const script = document.currentScript;
  const able = "adoptedStyleSheets" in Document.prototype && typeof HTMLDialogElement === "function";
  if (!script || !script.src || !able || Object.prototype.hasOwnProperty.call(window, "TiaowenWidget")) {
    return;
  }
  const attributes = readAttributes(script);
  const memory = new Memory(attributes.base);
  language = memory.language || attributes.language;
  const panel = new Panel(attributes, memory);
  Object.defineProperty(window, "TiaowenWidget", {
    value: Object.freeze({
      open: (options) => panel.open({ question: String((options && options.question) || "") }),
      close: () => panel.close(),
    }),
  });
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => place(panel, attributes, memory), { once: true });
  } else {
    place(panel, attributes, memory);
  }
}

function place(panel, attributes, memory) {
  const host = document.createElement("tiaowen-widget");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = stylesOf(attributes);
  const label = make("span", {});
  const launcher = make("button", { type: "button", class: "launcher", "aria-haspopup": "dialog", onclick: () => panel.open() }, icon("ask"), label);
  const root = make("aside", { class: ["root", attributes.theme, attributes.position].join(" ") }, launcher, panel.dialog);
  panel.onspeak = () => {
    label.textContent = (language === attributes.language && attributes.title) || say("widget.title");
    root.setAttribute("aria-label", label.textContent);
    root.lang = language === "zh" ? "zh-CN" : "en";
  };
  panel.onspeak();
  panel.onchange = (open, cameFrom) => {
    launcher.hidden = open;
    if (!open) {
      (cameFrom && cameFrom !== document.body && cameFrom !== host && cameFrom.isConnected ? cameFrom : launcher).focus();
    }
  };
  // keys typed here are none of the page's: its shortcuts could not tell that this is a text box
  for (const kind of ["keydown", "keypress", "keyup"]) {
    root.addEventListener(kind, (event) => event.stopPropagation());
  }
  shadow.append(root);
  document.body.append(host);
  if (memory.open && !panel.sheet.matches) {
    panel.open({ quietly: true });
  }
}

function stylesOf(attributes) {
  const sheets = [GIVEN.style];
  if (attributes.accent) {
    sheets.push(accentRules(attributes.accent));
  }
  if (attributes.offset) {
    sheets.push(`.root { --offset: ${attributes.offset}px; }`);
  }
  return sheets.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
