// Elements from data: text only ever becomes text.

function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...present(children));
  return node;
}

const present = (children) => children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false);

const $ = (id) => document.getElementById(id);
const inChinese = new Intl.Collator("zh").compare;
const inFigures = new Intl.NumberFormat("zh-CN");
const count = (number) => inFigures.format(number);

function say(text) {
  $("live").textContent = "";
  requestAnimationFrame(() => { $("live").textContent = text; });
}

/** A message that stays until it is put away; for what must not be missed. */
function warn(text) {
  const line = h("p", { role: "alert" }, h("span", {}, text), h("button", { type: "button", onclick: () => line.remove(), "aria-label": "关闭提示" }, "×"));
  if (![...$("notices").children].some((one) => one.firstChild.textContent === text)) $("notices").append(line);
}

/** Copy, by the way the browser allows; the button says how it went. */
async function copy(text, button) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    const area = h("textarea", { class: "unseen", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const before = button.textContent;
  button.textContent = done ? "已复制" : "复制失败";
  say(button.textContent);
  setTimeout(() => { button.textContent = before; }, 1200);
}

const copier = (caption, text, title) => h(
  "button",
  { type: "button", class: "copy", title, onclick: (event) => copy(typeof text === "function" ? text() : text, event.currentTarget) },
  caption,
);

/** A link that names a thing and goes to it. Unless a caption is given an entry says its list where there are several, and a
 * sub-unit its body where others are called the same. */
function thingLink(at, caption) {
  const thing = things[at];
  const list = caption ? "" : severalLists && isEntry(thing) ? listsOf(at) : bodyOf(thing);
  return h(
    "a", { class: "thing", href: address(onThing(at)), title: thing.label },
    glyph(thing.kind), h("span", {}, caption || shortened(thing.label), list && h("small", { class: "of-list" }, list)),
  );
}

/** The sign of a kind as SVG: colour and shape say the same. */
function glyph(kind) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "glyph");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", kind.caption);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", kind.outline);
  path.setAttribute("fill", kind.colour);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}
