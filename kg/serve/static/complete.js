// Completion from this data: terms in use with their counts, concepts, things by their Chinese names, variables, words.

import { functions, prefixes, tokens, variables, words } from "./sparql.js";
import { completion, find } from "./net.js";

const PLAIN = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*)$/u;
const MOST = 60;

export class Completer {
  constructor(editor, list) {
    this.editor = editor; this.list = list; this.choices = []; this.at = 0; this.asked = 0;
    editor.area.addEventListener("keydown", event => this.key(event), true);
    editor.area.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    list.addEventListener("mousedown", event => {
      const item = event.target.closest("li");
      if (item) { event.preventDefault(); this.at = Number(item.dataset.at); this.take(); }
    });
  }

  get open() { return !this.list.hidden; }

  // What stands before the caret: the beginning of a word, name, variable or IRI.
  stem() {
    const before = this.editor.text.slice(0, this.editor.caret);
    const [found] = before.match(/[?$][\p{L}\p{N}_]*$|(?:[\p{L}][\p{L}\p{N}_.-]*)?:[\p{L}\p{N}_:.%-]*$|<[^<>\s]*$|[\p{L}_][\p{L}\p{N}_-]*$/u) ?? [""];
    const inside = tokens(before).at(-1);
    const quiet = inside && (inside.kind === "comment" || inside.kind === "string");
    return { text: found, start: before.length - found.length, quiet, before };
  }

  typed() {
    const stem = this.stem();
    const chinese = /^\p{Script=Han}{2,}$/u.test(stem.text);  // no word of SPARQL: the name of a thing is meant
    if (stem.quiet || !(/^[?$]./.test(stem.text) || chinese || stem.text.includes(":") && !stem.text.startsWith("<") || this.open && stem.text)) {
      this.close();
      return;
    }
    this.show();
  }

  async show() {
    const stem = this.stem();
    if (stem.quiet) return;
    const mine = ++this.asked;
    const known = await completion();
    if (mine !== this.asked) return;
    this.offer(candidates(stem, known, this.editor.text), stem);
    const wanted = stem.text.replace(/^.*?:/u, "").replace(/^[<?$]/, "");
    if (!/^[?$]/.test(stem.text) && [...wanted].length >= 2) {
      const things = await find(wanted);
      if (mine === this.asked) {
        const all = { ...known.prefixes, ...prefixes(this.editor.text) };
        const more = things.map(thing => ({ text: written(thing.iri, all), label: thing.label }));
        this.offer([...this.choices, ...more], this.stem());
      }
    }
  }

  offer(choices, stem) {
    const seen = new Set();
    this.choices = choices.filter(choice => !seen.has(choice.text) && seen.add(choice.text)).slice(0, MOST);
    this.start = stem.start; this.length = stem.text.length; this.at = 0;
    if (!this.choices.length) { this.list.hidden = true; return; }  // names of things may still come
    this.list.replaceChildren(...this.choices.map((choice, index) => {
      const item = document.createElement("li"), name = document.createElement("b"), about = document.createElement("small");
      item.id = "choice-" + index; item.dataset.at = index; item.setAttribute("role", "option");
      name.textContent = choice.text; about.textContent = choice.label ?? "";
      item.append(name, about);
      return item;
    }));
    this.list.hidden = false;
    const { left, top, height } = this.editor.place(this.start);
    const room = this.editor.root.clientHeight - top;
    const tall = Math.min(this.list.offsetHeight, 210);
    Object.assign(this.list.style, {
      left: Math.max(0, Math.min(left, this.editor.root.clientWidth - this.list.offsetWidth)) + "px",
      top: (room < tall && top > tall ? top - tall - height : top) + "px",
    });
    this.point(0);
  }

  point(at) {
    this.at = (at + this.choices.length) % this.choices.length;
    [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.at)));
    this.list.children[this.at].scrollIntoView({ block: "nearest" });
    this.editor.area.setAttribute("aria-activedescendant", "choice-" + this.at);
  }

  take() {
    const choice = this.choices[this.at];
    this.close();
    this.editor.replace(this.start, this.start + this.length, choice.text);
    this.close();
  }

  close() {
    this.asked += 1;
    this.list.hidden = true;
    this.editor.area.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (!this.open || event.isComposing || event.keyCode === 229) return;
    const act = does => { event.preventDefault(); event.stopImmediatePropagation(); does(); };
    if (event.key === "ArrowDown") act(() => this.point(this.at + 1));
    else if (event.key === "ArrowUp") act(() => this.point(this.at - 1));
    else if (event.key === "Tab" || (event.key === "Enter" && !event.ctrlKey && !event.metaKey)) act(() => this.take());
    else if (event.key === "Escape") act(() => this.close());
  }
}

function candidates(stem, known, text) {
  const all = { ...known.prefixes, ...prefixes(text) };
  if (/^[?$]/.test(stem.text)) {
    return variables(text).filter(name => name !== stem.text && name.startsWith(stem.text)).map(name => ({ text: name, label: "变量" }));
  }
  const classes = /(?:^|\s)a\s+$/.test(stem.before.slice(0, stem.start));
  const wanted = stem.text.toLowerCase();
  const terms = known.terms
    .map(term => ({ text: written(term.iri, all), label: described(term), first: term.class === classes, term }))
    .map(choice => ({ ...choice, rank: rank(choice, wanted) }))
    .filter(choice => choice.rank < Infinity);
  terms.sort((one, other) => one.rank - other.rank || other.first - one.first || other.term.count - one.term.count);
  const concepts = known.concepts
    .map(concept => ({ text: `<${concept.iri}>`, label: concept.label }))
    .filter(choice => wanted && (choice.label.includes(stem.text) || choice.text.toLowerCase().includes(wanted)));
  const spaces = Object.keys(all).map(name => ({ text: name + ":", label: all[name] }))
    .filter(choice => !stem.text.includes(":") && choice.text.startsWith(wanted));
  const plain = stem.text.includes(":") || stem.text.startsWith("<") ? [] : [...words, ...functions]
    .filter(word => wanted && word.toLowerCase().startsWith(wanted) && word.toLowerCase() !== wanted)
    .map(word => ({ text: word, label: "" }));
  return [...plain, ...terms, ...spaces, ...concepts];
}

// How well a term fits what is typed: from its beginning, from the beginning of its name, somewhere, or not at all.
function rank(choice, wanted) {
  const [space, local] = choice.text.toLowerCase().split(/:(.*)/s), [typed, rest] = wanted.split(/:(.*)/s);
  if (choice.text.toLowerCase().startsWith(wanted)) return 0;
  if (rest !== undefined) return space === typed && local.includes(rest) ? 2 : Infinity;
  if (local?.startsWith(wanted)) return 1;
  return choice.label.toLowerCase().includes(wanted) ? 2 : Infinity;
}

function described(term) {
  return `${term.label || (term.class ? "类" : "属性")} · ${term.count.toLocaleString("zh-CN")}`;
}

// An IRI with its prefix where the rest is a plain name, else in angle brackets.
export function written(iri, all) {
  let best = null;
  for (const [name, space] of Object.entries(all)) {
    if (iri.startsWith(space) && (!best || space.length > all[best].length) && PLAIN.test(iri.slice(space.length))) best = name;
  }
  return best === null ? `<${iri}>` : `${best}:${iri.slice(all[best].length)}`;
}
