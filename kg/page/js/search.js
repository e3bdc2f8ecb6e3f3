// Finding things by what people type: names, codes, document numbers, articles in words or digits, pinyin initials.

const BRACKETS = /[\s《》〈〉“”‘’"'()[\]〔〕【】「」·、,,。.;;:_-]/g;
const level = (text) => text.normalize("NFKC").toLowerCase().replace(BRACKETS, "").replace(/第(?=\d)/g, "");

let levelled = null;
/** Name, code and other keys of every thing, levelled once. */
function index() {
  levelled ||= things.map((thing) => ({
    name: level(thing.label), code: level(thing.code), keys: thing.keys.split(" ").map(level).join(" "),
  }));
  return levelled;
}

/** What a query asks for, in parts that must all be met: 就业促进法第40条 is a title and an article. */
function parts(query) {
  return query
    .normalize("NFKC").toLowerCase().split(/\s+/)
    .flatMap((part) => part.split(/(?<=[^\da-z第〔[(])(?=第?\d+(?:[条款项章节编]|$))/))
    .map(level)
    .filter(Boolean);
}

/** Whether a text holds a part; digits are met whole, so that 40条 is not found in 140条. */
function holds(text, part) {
  let at = text.indexOf(part);
  if (!/^\d/.test(part)) return at >= 0;
  const inNumber = () => /\d/.test(text[at - 1] || "") || (/\d$/.test(part) && /\d/.test(text[at + part.length] || ""));
  while (at >= 0 && inNumber()) at = text.indexOf(part, at + 1);
  return at >= 0;
}

function rank(entry, wanted) {
  let worst = 0;
  for (const part of wanted) {
    let score;
    if (entry.name === part || (entry.code && entry.code === part)) score = 0;
    else if (entry.name.startsWith(part)) score = 1;
    else if (holds(entry.name, part)) score = 2;
    else if (entry.code && (part.length > 3 || !/^\d+$/.test(part)) && entry.code.includes(part)) score = 3;
    else if (holds(entry.keys, part)) score = 4;
    else return -1;
    worst = Math.max(worst, score);
  }
  return worst;
}

/** The places of the things that fit, best first. */
function find(query) {
  const wanted = parts(query);
  if (!wanted.length) return [];
  const found = [];
  index().forEach((entry, at) => {
    const score = rank(entry, wanted);
    if (score >= 0) found.push([score, at]);
  });
  found.sort((one, other) => one[0] - other[0]
    || things[other[1]].weight - things[one[1]].weight
    || things[one[1]].label.length - things[other[1]].label.length
    || one[1] - other[1]);
  return found.map(([, at]) => at);
}

function setUpSearch() {
  const input = $("query");
  const list = $("found");
  let hits = [];
  let active = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); active = -1; input.removeAttribute("aria-activedescendant"); };
  const open = (at) => { close(); input.blur(); go({ view: "ego", focus: at, open: [], chosen: null, more: {} }); $("network").focus(); };
  const point = (to) => {
    active = Math.max(0, Math.min(to, Math.min(hits.length, MOST_HITS) - 1));
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    list.children[active]?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `hit-${active}`);
  };
  const refresh = () => {
    hits = find(input.value);
    const shown = hits.slice(0, MOST_HITS).map((at, number) => h(
      "li", { role: "option", id: `hit-${number}`, "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => open(at) },
      glyph(things[at].kind), h("span", { class: "name" }, shortened(things[at].label)),
      h("span", { class: "sort" }, [things[at].sort, things[at].code].filter(Boolean).join(" · ")),
    ));
    if (hits.length > MOST_HITS) {
      shown.push(h("li", { class: "more", onmousedown: (event) => event.preventDefault(), onclick: () => { close(); showTable(input.value); } }, `共 ${count(hits.length)} 项,在表格中查看全部`));
    }
    if (input.value.trim() && !hits.length) shown.push(h("li", { class: "more" }, "没有找到"));
    list.replaceChildren(...shown);
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (input.value.trim()) say(hits.length ? `找到 ${hits.length} 项` : "没有找到");
    if (hits.length) point(0);
  };
  input.addEventListener("input", (event) => { if (!event.isComposing) refresh(); });
  input.addEventListener("compositionend", refresh);
  input.addEventListener("focus", () => { if (input.value.trim()) refresh(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") point(active + 1);
    else if (event.key === "ArrowUp") point(active - 1);
    else if (event.key === "Enter" && hits.length) open(hits[Math.max(active, 0)]);
    else if (event.key === "Escape") { input.value = ""; close(); input.blur(); $("network").focus(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
const MOST_HITS = 12;
