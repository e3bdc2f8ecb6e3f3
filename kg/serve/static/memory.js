// What this browser keeps: the queries in tabs, and those that were run, newest first. Storage may be off: then nothing is kept.

const TABS = "quanze-tabs", RUN = "quanze-history", OLD = "quanze-query";
const MOST_TABS = 20, MOST_RUN = 100, LONGEST = 20000;

function load(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } }
function keep(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or off */ } }

// A query by the first words of its first comment.
export function titled(text, number) {
  const [, words] = text.match(/^\s*#+\s*(?:title:)?\s*(?!\w+:)(.+)$/m) ?? [];
  const signs = [...(words ?? "").trim()];
  return signs.length ? signs.slice(0, 12).join("") + (signs.length > 12 ? "…" : "") : `查询${number}`;
}

export class Tabs {
  constructor(root, { first, onShow }) {
    this.root = root; this.onShow = onShow;
    const kept = load(TABS);
    const texts = Array.isArray(kept?.texts) ? kept.texts.filter(text => typeof text === "string").slice(0, MOST_TABS) : [];
    let old = null;
    try { old = localStorage.getItem(OLD); } catch { /* off */ }
    this.texts = texts.length ? texts : [old ?? first];
    this.at = Math.min(Math.max(0, Number(kept?.at) || 0), this.texts.length - 1);
    root.addEventListener("keydown", event => this.key(event));
    this.draw();
  }

  get text() { return this.texts[this.at]; }

  // What was typed into the tab that is open.
  put(text) {
    const before = titled(this.text, this.at + 1);
    this.texts[this.at] = text;
    this.keep();
    if (titled(text, this.at + 1) !== before) this.draw();
  }

  // A query in a tab of its own: the one that has it, an empty one, or a new one.
  add(text) {
    const same = this.texts.indexOf(text);
    if (same >= 0) { this.show(same); return; }
    if (!this.text.trim()) this.texts[this.at] = text;
    else if (this.texts.length < MOST_TABS) this.at = this.texts.push(text) - 1;
    else this.texts[this.at] = text;
    this.show(this.at);
  }

  show(at) { this.at = at; this.keep(); this.draw(); this.onShow(this.text); }

  close(at) {
    this.texts.splice(at, 1);
    if (!this.texts.length) this.texts.push("");
    this.show(Math.min(this.at > at ? this.at - 1 : this.at, this.texts.length - 1));
  }

  keep() { keep(TABS, { texts: this.texts.map(text => text.slice(0, LONGEST)), at: this.at }); }

  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.target.getAttribute("role") !== "tab" || !(step || event.key === "Delete")) return;
    event.preventDefault();
    if (step) this.show((this.at + step + this.texts.length) % this.texts.length);
    else this.close(this.at);
    this.root.querySelector("[aria-selected=true]").focus();
  }

  draw() {
    const tabs = this.texts.map((text, at) => {
      const tab = document.createElement("button"), close = document.createElement("button"), both = document.createElement("span");
      tab.textContent = titled(text, at + 1);
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", "editor");
      tab.setAttribute("aria-selected", String(at === this.at));
      tab.tabIndex = at === this.at ? 0 : -1;
      tab.addEventListener("click", () => this.show(at));
      close.textContent = "×";
      close.tabIndex = -1;
      close.title = "关闭（Delete）";
      close.setAttribute("aria-label", `关闭${tab.textContent}`);
      close.addEventListener("click", () => this.close(at));
      both.className = "query-tab";
      both.setAttribute("role", "presentation");
      both.append(tab, close);
      return both;
    });
    const add = document.createElement("button");
    add.textContent = "＋";
    add.title = "新查询";
    add.setAttribute("aria-label", "新查询");
    add.addEventListener("click", () => { this.at = this.texts.push("") - 1; this.show(this.at); });
    add.disabled = this.texts.length >= MOST_TABS;
    this.root.replaceChildren(...tabs, add);
  }
}

// Queries that were answered: {text, rows, when}, each once.
export const history = {
  all: () => (load(RUN) ?? []).filter(one => typeof one?.text === "string"),
  add(text, rows) {
    const others = history.all().filter(one => one.text !== text);
    keep(RUN, [{ text: text.slice(0, LONGEST), rows, when: Date.now() }, ...others].slice(0, MOST_RUN));
  },
  clear() { keep(RUN, []); },
};
