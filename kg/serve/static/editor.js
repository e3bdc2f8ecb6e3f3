// An editor on a textarea: the browser's own typing, undo and input methods; colours are painted under its letters.

import { tokens, tidy } from "./sparql.js";

const PAIRS = { "(": ")", "{": "}", "[": "]" };
const CLOSING = { ")": "(", "}": "{", "]": "[" };

export class Editor {
  constructor(root, { onRun, onComplete, onChange }) {
    this.root = root;
    this.area = root.querySelector("textarea");
    this.paint = root.querySelector(".paint");
    this.numbers = root.querySelector(".numbers");
    this.onRun = onRun; this.onComplete = onComplete; this.onChange = onChange;
    this.error = null;
    this.area.addEventListener("input", () => { this.error = null; this.draw(); this.onChange(); });
    this.area.addEventListener("scroll", () => this.follow());
    this.area.addEventListener("keydown", event => this.key(event));
    document.addEventListener("selectionchange", () => { if (document.activeElement === this.area) this.draw(); });
    new ResizeObserver(() => this.follow()).observe(root);
    this.draw();
  }

  get text() { return this.area.value; }
  get caret() { return this.area.selectionStart; }

  // Replace a range as typing would, so that it can be undone.
  replace(start, end, text) {
    this.area.focus();
    this.area.setSelectionRange(start, end);
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!done) {
      this.area.setRangeText(text, start, end, "end");
      this.area.dispatchEvent(new Event("input"));
    }
  }

  set(text) {
    if (text !== this.text) this.replace(0, this.text.length, text);
    this.area.setSelectionRange(0, 0);
    this.area.scrollTop = 0;
    this.draw();
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const command = event.ctrlKey || event.metaKey;
    const act = (does) => { event.preventDefault(); does(); };
    if (command && event.key === "Enter") act(() => this.onRun());
    else if (event.ctrlKey && event.code === "Space") act(() => this.onComplete());
    else if (command && event.key === "/") act(() => this.comment());
    else if (command && event.shiftKey && event.key.toLowerCase() === "f") act(() => this.format());
    else if (event.key === "}" && /(^|\n)[ \t]*$/.test(this.text.slice(0, this.caret))) act(() => this.close());
    else if (event.key === "Enter" && !command && !event.shiftKey && !event.defaultPrevented) act(() => this.newLine());
  }

  newLine() {
    const before = this.text.slice(0, this.caret);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const blanks = line.match(/^[ \t]*/)[0] + (/[{(]\s*$/.test(line) ? "  " : "");
    const closes = /[{]\s*$/.test(line) && this.text[this.area.selectionEnd] === "}";
    this.replace(this.caret, this.area.selectionEnd, "\n" + blanks + (closes ? "\n" + blanks.slice(2) : ""));
    if (closes) {
      const at = this.caret - blanks.slice(2).length - 1;
      this.area.setSelectionRange(at, at);
    }
  }

  // A closing brace at the beginning of a line stands two blanks further out.
  close() {
    const [blanks] = this.text.slice(0, this.caret).match(/[ \t]*$/);
    this.replace(this.caret - Math.min(2, blanks.length), this.area.selectionEnd, "}");
  }

  comment() {
    const { selectionStart: start, selectionEnd: end } = this.area;
    const from = this.text.lastIndexOf("\n", start - 1) + 1;
    const stop = this.text.indexOf("\n", Math.max(start, end - (end > start ? 1 : 0)));
    const to = stop < 0 ? this.text.length : stop;
    const lines = this.text.slice(from, to).split("\n");
    const all = lines.every(line => /^\s*#/.test(line) || !line.trim());
    const changed = lines.map(line => all ? line.replace(/^(\s*)# ?/, "$1") : "# " + line).join("\n");
    this.replace(from, to, changed);
    this.area.setSelectionRange(from, from + changed.length);
  }

  format() { this.replace(0, this.text.length, tidy(this.text)); }

  // Show where the server found something wrong; line and column count from 1, columns in code points.
  mark(line, column) {
    const lines = this.text.split("\n");
    const ahead = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
    const at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + ahead;
    this.error = Math.min(at, this.text.length);
    this.area.focus();
    this.area.setSelectionRange(this.error, this.error);
    this.draw();
  }

  draw() {
    const text = this.text;
    const pair = this.pair();
    const nodes = [];
    for (const token of tokens(text)) {
      const span = document.createElement("span");
      span.className = "t-" + token.kind;
      if (pair.includes(token.start)) span.className += " t-pair";
      if (this.error !== null && token.start <= this.error && this.error < token.start + token.text.length) {
        span.className += " t-here";
      }
      span.textContent = token.text;
      nodes.push(span);
    }
    nodes.push(document.createTextNode("\n "));
    this.paint.replaceChildren(...nodes);
    const count = text.split("\n").length;
    if (count !== this.count) {
      this.numbers.textContent = Array.from({ length: count }, (_, index) => index + 1).join("\n") + "\n ";
      this.count = count;
    }
    this.follow();
  }

  follow() {
    this.paint.scrollTop = this.numbers.scrollTop = this.area.scrollTop;
    this.paint.scrollLeft = this.area.scrollLeft;
  }

  // The bracket beside the caret and its partner.
  pair() {
    if (this.area.selectionStart !== this.area.selectionEnd) return [];
    const signs = tokens(this.text).filter(token => PAIRS[token.text] || CLOSING[token.text]);
    const near = signs.findIndex(token => token.start === this.caret - 1 || token.start === this.caret);
    if (near < 0) return [];
    const step = PAIRS[signs[near].text] ? 1 : -1;
    let depth = 0;
    for (let index = near; index >= 0 && index < signs.length; index += step) {
      depth += PAIRS[signs[index].text] ? step : -step;
      if (depth === 0) return [signs[near].start, signs[index].start];
    }
    return [];
  }

  // Where the caret is on the screen, relative to the editor.
  place(at) {
    const probe = document.createElement("span");
    const style = getComputedStyle(this.paint);
    Object.assign(probe.style, { font: style.font, whiteSpace: "pre", position: "absolute", visibility: "hidden", tabSize: style.tabSize });
    const before = this.text.slice(0, at);
    probe.textContent = before.slice(before.lastIndexOf("\n") + 1);
    this.root.append(probe);
    const height = parseFloat(style.lineHeight);
    const found = {
      left: this.numbers.offsetWidth + parseFloat(style.paddingLeft) + probe.offsetWidth - this.area.scrollLeft,
      top: parseFloat(style.paddingTop) + (before.split("\n").length) * height - this.area.scrollTop,
      height,
    };
    probe.remove();
    return found;
  }
}
