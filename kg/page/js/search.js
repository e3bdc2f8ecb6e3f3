// Finding things by what people type. The keys and the order are those of the search index of the build: what stands here
// follows kg/asking/levelling.py, resolve.py and search.py, step by step.

const FOLDED = { "〔": "(", "〕": ")", "[": "(", "]": ")", "【": "(", "】": ")", "{": "(", "}": ")" };
const DROPPED = /[《》〈〉|\p{Z}\p{C}]/u;
const NUMERAL = "(?:[零〇○一二三四五六七八九十百千]{1,9}|[0-9]{1,4})";
const PROVISION = new RegExp(`第\\(?(${NUMERAL})\\)?([编章节条款项目])(?:之(${NUMERAL}))?`, "gu");
const TYPED = new RegExp(`(?<![第0-9零〇○一二三四五六七八九十百千之])(${NUMERAL})(?=条)`, "gu");
const LAST = /(?<=\p{L})(?<![第之])([0-9]{1,4})(?:-([0-9]{1,2}))?$/u;
const LAST_CHINESE = /(?<=[法例定则])([零〇○一二三四五六七八九十百千]{1,9})$/u;
const DECREE = /(?<=令)第?([0-9]{1,4})号?$/u;
const [EXACT, BEGINS, HOLDS, SCATTERED] = [0, 1, 2, 3];
const MOST_PARTS = 8;

const folds = (text) => Array.from(text, (sign) => Array.from(sign.normalize("NFKC").toLowerCase(), (part) => FOLDED[part] || part)
  .filter((part) => !DROPPED.test(part)).join("")).join("");

/** The number of a numeral as law prints it: 120 of 一百二十, 2018 of 二〇一八. */
function number(text) {
  if (/^[0-9]/.test(text)) return Number(text);
  const digit = (sign) => (sign === "○" ? 0 : "零一二三四五六七八九".indexOf(sign === "〇" ? "零" : sign));
  if (!/[十百千]/u.test(text)) return Number(Array.from(text, digit).join(""));
  let [sum, last] = [0, null];
  for (const sign of text) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[sign];
    if (unit) [sum, last] = [sum + (last || 1) * unit, null];
    else last = digit(sign);
  }
  return sum + (last || 0);
}

const inDigits = (text) => text.replace(PROVISION, (_, value, unit, insert) => `第${number(value)}${unit}${insert ? `之${number(insert)}` : ""}`);
const level = (text) => inDigits(folds(text));

/** The forms that words may have, the likeliest first: an article, the number of a decree, as typed. */
function typed(words) {
  const text = inDigits(folds(words).replace(TYPED, "第$1"));
  if (DECREE.test(text)) return [...new Set([text.replace(DECREE, "第$1号"), text])];
  let article = text.replace(LAST, (_, value, insert) => `第${value}条${insert ? `之${insert}` : ""}`);
  if (article === text) article = text.replace(LAST_CHINESE, (_, value) => `第${number(value)}条`);
  return [...new Set([article, text])];
}

const entries = raw.found.map(([at, order, keys], line) => ({ at, order, keys, line }));

/** How well a thing fits: [fit, order, which form, line], or nothing. */
function rank({ keys, order, line }, needles, parts) {
  const which = needles.findIndex((needle) => keys.includes(needle));
  if (which >= 0) {
    const start = `|${needles[which]}`;
    return [keys.includes(`${start}|`) ? EXACT : keys.includes(start) ? BEGINS : HOLDS, order, which, line];
  }
  return parts.length > 1 && parts.every((part) => keys.includes(part)) ? [SCATTERED, order, -1, line] : null;
}

function ranked(needles, parts) {
  return entries.map((entry) => [rank(entry, needles, parts), entry.at]).filter(([found]) => found)
    .sort(([one], [other]) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2] || one[3] - other[3])
    .map(([, at]) => at);
}

const decoded = (iri) => { try { return decodeURIComponent(iri); } catch { return iri; } };
const SPACES = { body: "org", fact: "fact", file: "file", law: "law", list: "list", power: "power" };
/** The thing whose identifier the words are: whole, with a prefix, or percent-encoded. */
function identified(words) {
  const text = words.trim().replace(/^<|>$/g, "");
  const [, prefix, local] = text.match(/^(\w+):(?!\/\/)(.+)$/) || [];
  const iri = SPACES[prefix] ? `${BASE}id/${SPACES[prefix]}/${local}` : text;
  if (!/^(https?|urn):\S+$/.test(iri)) return null;
  return things.filter((thing) => decoded(thing.iri) === decoded(iri)).map((thing) => thing.at).slice(0, 1);
}

/** The places of the things that are meant, best first. */
function find(query) {
  const named = identified(query);
  if (named) return named;
  const needles = typed(query).filter(Boolean);
  const parts = query.split(/\s+/).map(level).filter(Boolean).slice(0, MOST_PARTS);
  if (!parts.length) return [];
  const hits = ranked(needles, parts);
  const article = needles[0].search(/第[0-9]+[编章节条款项目]/u);
  return hits.length || article <= 0 ? hits : ranked([needles[0].slice(0, article)], [needles[0].slice(0, article)]);
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
      shown.push(h("li", { class: "more", onmousedown: (event) => event.preventDefault(), onclick: () => { close(); showTable(input.value); } }, `共${count(hits.length)}项，在表格中查看全部`));
    }
    if (input.value.trim() && !hits.length) shown.push(h("li", { class: "more" }, "没有找到"));
    list.replaceChildren(...shown);
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (input.value.trim()) say(hits.length ? `找到${hits.length}项` : "没有找到");
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
