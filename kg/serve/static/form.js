// The parameters of a shipped question as a form: types, defaults, choices of code lists, names of documents to complete.

import { find } from "./net.js";

const NUMBERS = { integer: "numeric", decimal: "decimal" };

export class Form {
  constructor(root, { onSubmit }) {
    this.root = root; this.onSubmit = onSubmit;
    root.addEventListener("submit", event => {
      event.preventDefault();
      this.onSubmit(this.name, Object.fromEntries(new FormData(root)));
    });
  }

  hide() { this.root.hidden = true; }

  // Another query stands in the editor now: the form would overwrite it.
  leave(text) { if (this.title && !text.includes(`# title: ${this.title}`)) this.hide(); }

  show({ name, title, params }) {
    this.name = name;
    this.title = title;
    this.root.hidden = !params.length;
    const legend = Object.assign(document.createElement("legend"), { textContent: `${title}：参数` });
    const group = document.createElement("fieldset"), go = Object.assign(document.createElement("button"), { textContent: "填入并运行" });
    group.append(legend, ...params.map(param => this.field(param)), go);
    this.root.replaceChildren(group);
  }

  field(param) {
    const label = document.createElement("label"), words = document.createElement("span");
    words.textContent = param.description || param.name;
    const input = param.choices.length ? chooser(param) : this.input(param);
    input.name = param.name;
    label.append(words, input);
    return label;
  }

  input(param) {
    const input = Object.assign(document.createElement("input"), { value: param.default, autocomplete: "off" });
    if (NUMBERS[param.type]) input.inputMode = NUMBERS[param.type];
    if (param.type === "date") input.placeholder = "2026-09-30";
    if (param.type === "document") {
      const offered = Object.assign(document.createElement("datalist"), { id: `offered-${param.name}` });
      this.root.append(offered);
      input.setAttribute("list", offered.id);
      let asked = 0;
      input.addEventListener("input", async () => {
        const mine = ++asked, found = await find(input.value, "document");
        if (mine !== asked) return;
        offered.replaceChildren(...found.map(thing => Object.assign(document.createElement("option"), { value: thing.label })));
        input.after(offered);
      });
    }
    return input;
  }
}

function chooser(param) {
  const select = document.createElement("select");
  const names = [["", "不限"], ...param.choices.map(choice => [choice, choice])];
  for (const [value, text] of names) select.append(Object.assign(document.createElement("option"), { value, textContent: text }));
  select.value = param.default;
  if (select.selectedIndex < 0) select.value = param.choices.find(choice => choice.includes(param.default)) ?? "";
  return select;
}
