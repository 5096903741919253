// Remembers the conversation for this tab, until it is closed. What is read back is checked:
// other scripts of the page may have written it.

const MOST_KEPT = 20;
const MOST_CHARS = 8000;

class Memory {
  constructor(base) {
    this.name = `tiaowen:${base}`;
    const kept = this.read();
    this.visitor = typeof kept.visitor === "string" ? kept.visitor : null;
    this.open = kept.open === true;
    this.draft = typeof kept.draft === "string" ? kept.draft : "";
    this.language = isLanguage(kept.language) ? kept.language : null;
    this.exchanges = (Array.isArray(kept.exchanges) ? kept.exchanges : []).filter(isExchange).slice(-MOST_KEPT);
  }

  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.name)) || {};
    } catch {
      return {};
    }
  }

  keepVisitor(token) {
    this.visitor = token;
    this.write();
  }

  keep(change) {
    Object.assign(this, change);
    this.write();
  }

  write() {
    const kept = {
      visitor: this.visitor,
      open: this.open,
      draft: isPersonal(this.draft) ? "" : this.draft.slice(0, MOST_CHARS),
      language: this.language,
      exchanges: this.exchanges.filter(mayKeep).slice(-MOST_KEPT).map(bare),
    };
    try {
      sessionStorage.setItem(this.name, JSON.stringify(kept));
    } catch {
      // storage is closed to the page, or full: the conversation lasts as long as the page
    }
  }
}

function bare({ question, answer, fault }) {
  if (!answer) {
    return { question, fault: fault || "" };
  }
  const { id, status, answer: words, citations, near, followups, composer, notices } = answer;
  return { question, answer: { id, status, answer: words, citations, near, followups, composer, notices } };
}

// Numbers of persons, telephones and cards are never stored, nor what was refused as unsafe.
function mayKeep({ question, answer }) {
  return !isPersonal(question) && !(answer && answer.status === "refused_unsafe");
}

function isPersonal(text) {
  return /\d{11}/.test(text.normalize("NFKC").replace(/(\d)[\s.·-]+(?=\d)/g, "$1"));
}

function isExchange(value) {
  return Boolean(value) && typeof value.question === "string" && (value.answer === undefined || isAnswer(value.answer));
}

function isAnswer(value) {
  const lists = ["citations", "near", "followups", "notices"];
  return Boolean(value)
    && ["id", "status", "answer", "composer"].every((name) => typeof value[name] === "string")
    && lists.every((name) => Array.isArray(value[name]))
    && [...value.citations, ...value.near].every(isCitation)
    && [...value.followups, ...value.notices].every((text) => typeof text === "string");
}

function isCitation(value) {
  const texts = ["title", "document_status", "clause_path", "clause_title", "quote", "permalink"];
  const perhaps = ["region", "topic"];
  return Boolean(value)
    && Number.isInteger(value.marker)
    && (value.page === null || value.page === undefined || Number.isInteger(value.page))
    && texts.every((name) => typeof value[name] === "string")
    && perhaps.every((name) => value[name] === null || typeof value[name] === "string");
}
