// The search box: what is found, of what kind, how many, and the words in which it was found.

const MOST_HITS = 12;

function setUpSearch() {
  const input = $("query");
  const list = $("found");
  let hits = [];
  let active = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); active = -1; input.removeAttribute("aria-activedescendant"); };
  const open = async ({ entry }) => {
    close();
    input.blur();
    const at = await loadThing(entry.id);
    if (at === undefined) return;
    if (picking) { const act = picking; stopPicking(); act(at); return; }
    go(onThing(at));
    $("network").focus();
  };
  const point = (to) => {
    active = Math.max(0, Math.min(to, Math.min(hits.length, MOST_HITS) - 1));
    [...list.querySelectorAll("[role=option]")].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    list.querySelectorAll("[role=option]")[active]?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", `hit-${active}`);
  };
  const refresh = async () => {
    const query = input.value;
    if (["", "loading"].includes(shards.state) && query.trim()) {
      list.replaceChildren(h("li", { class: "more", role: "presentation" }, "正在载入检索文件…"));
      list.hidden = false;
      await loadShards();
      if (input.value !== query) return;
    }
    hits = hitsOf(query);
    list.replaceChildren(...hits.slice(0, MOST_HITS).map((hit, at) => option(hit, at, query, open)));
    if (hits.length) list.append(h("li", { class: "more", role: "presentation", onmousedown: (event) => event.preventDefault(), onclick: () => { close(); showTable(query); } }, countsOf(hits), "，在列表中查看全部"));
    if (query.trim() && !hits.length) list.append(h("li", { class: "more", role: "presentation" }, "没有找到"));
    list.hidden = !query.trim();
    input.setAttribute("aria-expanded", String(!list.hidden && hits.length > 0));
    if (query.trim()) say(hits.length ? `找到${hits.length}项` : "没有找到");
    if (hits.length) point(0);
  };
  input.addEventListener("input", (event) => { if (!event.isComposing) refresh(); });
  input.addEventListener("compositionend", refresh);
  input.addEventListener("focus", () => { if (shards.state === "") loadShards(); if (input.value.trim()) refresh(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") point(active + 1);
    else if (event.key === "ArrowUp") point(active - 1);
    else if (event.key === "Enter" && hits.length) open(hits[Math.max(active, 0)]);
    else if (event.key === "Escape") { input.value = ""; close(); stopPicking(); input.blur(); $("network").focus(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** How many of each kind were found. */
function countsOf(hits) {
  const numbers = new Map();
  for (const { entry } of hits) numbers.set(entry.kind, (numbers.get(entry.kind) || 0) + 1);
  return `共${count(hits.length)}项：${[...numbers].sort(([one], [other]) => one.at - other.at).map(([kind, number]) => `${kind.caption}${count(number)}`).join("、")}${shards.state === "partial" ? "（检索文件不全）" : ""}`;
}

function option(hit, at, query, open) {
  const { entry, fit } = hit;
  const words = wordsFound(hit, query);
  const thing = things[byId.get(entry.id)];
  return h("li", { role: "option", id: `hit-${at}`, "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => open(hit) },
    glyph(entry.kind), h("span", { class: "name" }, shortened(entry.label), fit === NEARLY && h("small", {}, `（与“${query.trim()}”相近）`)),
    h("span", { class: "sort" }, [entry.sort, severalLists && thing && isEntry(thing) ? listsOf(thing.at) : thing && bodyOf(thing), entry.code, thing?.weight && !isEntry(thing) ? `${count(thing.weight)}个条目` : ""].filter(Boolean).join(" · ")),
    words && h("span", { class: "words" }, words[0], h("b", {}, words[1]), words[2]));
}

/** A thing to be picked by search for some other end, such as the other end of a path. */
let picking = null;
function pick(prompt, act) {
  picking = act;
  const input = $("query");
  input.value = "";
  input.dataset.placeholder ||= input.placeholder;
  input.placeholder = prompt;
  input.focus();
}
function stopPicking() {
  picking = null;
  $("query").placeholder = $("query").dataset.placeholder || $("query").placeholder;
}
