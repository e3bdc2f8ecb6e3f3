// Putting it together: state in, views out; keys; the first drawing.

function apply(next) {
  const before = state;
  flushNote();
  state = next;
  showFilter();
  document.body.dataset.view = state.view;
  const graph = PICTURES.includes(state.view);
  $("stage").hidden = !graph;
  $("panel").hidden = !graph;
  $("sheet").hidden = state.view !== "table";
  $("review").hidden = state.view !== "review";
  $("answer").hidden = state.view !== "question";
  document.title = titleNow();
  for (const button of document.querySelectorAll("nav [data-view]")) {
    if (button.dataset.view === state.view) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  if (graph) {
    drawScene();
    showTrail();
    showPanel();
  } else if (state.view === "table") fillTable();
  else if (state.view === "question") showQuestion();
  else showReview();
  if (before.view !== state.view && document.activeElement === document.body) document.querySelector("main").focus({ preventScroll: true });
}

/** What is shown, for the title of the window and for bookmarks. */
function titleNow() {
  const focus = things[state.focus];
  const what = {
    ego: () => focus && shortened(focus.label), map: () => "全图", table: () => `列表${state.query ? `：${state.query}` : ""}`, review: () => (state.settle ? "裁定" : "复核"),
    question: () => `${ASKS[state.ask].caption}${focus ? `：${shortened(focus.label)}` : ""}`, path: () => focus && `${shortened(focus.label)} → ${shortened(things[state.to]?.label || "？")}`, overview: () => "概览",
  }[state.view]();
  return [what, raw.title || "权责清单知识图谱"].filter(Boolean).join(" · ");
}

function showTrail() {
  const focus = ["ego", "path"].includes(state.view) ? things[state.focus] : null;
  $("trail").replaceChildren(...present([
    h("button", { type: "button", onclick: () => go(plain()) }, "概览"),
    focus && ["›", h("strong", {}, glyph(focus.kind), shortened(focus.label))],
    state.view === "path" && state.to >= 0 && ["→", h("strong", {}, glyph(things[state.to].kind), shortened(things[state.to].label))],
    state.view === "map" && ["›", h("strong", {}, "全图"), h("span", { class: "hint" }, "每一团为一部法规文件和以其为依据的条目")],
    state.view === "overview" && h("span", { class: "hint" }, "机关 — 承办机构 — 权力类型 — 法规文件；线越粗，共同的条目越多，点线查看条目"),
    sceneNote && h("span", { class: "partial", id: "left-out" }, sceneNote),
  ]));
}

const HELP = [
  ["/", "查找"], ["Esc", "清除、返回"], ["← → ↑ ↓", "在图上移到相邻节点"], ["Enter", "以所选为中心，展开分组"], ["+ − 0", "放大、缩小、显示全部"], ["l", "图例"], ["t", "列表"], ["r", "复核"], ["?", "本说明"],
  ["a x f d", "复核：无误、有误、存疑、已知"], ["m", "复核：标记漏提"], ["空格", "复核：跳过"], ["⌫", "复核：撤销"], ["j k", "复核：下一项、上一项"],
];

const KEYS = {
  "/": () => { $("query").focus(); $("query").select(); }, "?": showHelp, t: () => showTable(), r: () => startReview(), l: () => { $("legend").open = !$("legend").open; },
  Escape: () => { if (state.view !== "overview") history.length > 1 ? history.back() : go(plain()); },
};
const GRAPH_KEYS = {
  ArrowLeft: () => walk(-1, 0), ArrowRight: () => walk(1, 0), ArrowUp: () => walk(0, -1), ArrowDown: () => walk(0, 1),
  Enter: enterChosen, "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit,
  Escape: () => { if (state.chosen) go({ chosen: null }); else if (state.view !== "overview") go(plain()); },
};

function showHelp() {
  $("help").replaceChildren(h("h2", {}, "键盘"), h("dl", {}, HELP.flatMap(([keys, what]) => [h("dt", {}, keys), h("dd", {}, what)])), h("button", { type: "button", onclick: () => $("help").close() }, "关闭"));
  $("help").showModal();
}

function pressed(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing) {
    if (event.key === "Escape") typing.blur();
    return;
  }
  const onButton = event.target.closest("button, a, summary, input, [role=option]");
  if (onButton && (event.key === "Enter" || event.key === " ")) return;
  const scrolling = event.target.closest("#panel, .scroll, #facets, .desk > *") && event.key.startsWith("Arrow");
  const act = (state.view === "review" && REVIEW_KEYS[event.key]) || (PICTURES.includes(state.view) && !scrolling && GRAPH_KEYS[event.key]) || KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  if (event.repeat && state.view === "review" && ONCE.includes(event.key)) return;
  act();
}

/** Things up to which the outline of a page is loaded as soon as there is time; of larger ones when it is wanted. */
const MOST_AHEAD = 60_000;

const taken = absorb(raw);
absorbFindings(raw, taken);
absorbArticles(raw);
setUpEntries();
takeMerged(raw.verdicts);
document.body.classList.add("live");
setUpGraph();
setUpSearch();
setUpLegend();
setUpTable();
setUpPrinting();
showProgress();
for (const button of document.querySelectorAll("nav [data-view]")) {
  button.addEventListener("click", () => (button.dataset.view === "review" ? startReview() : button.dataset.view === "table" ? showTable() : go({ ...plain(), view: button.dataset.view })));
}
$("skip").addEventListener("click", () => { showTable(); $("table-query").focus(); });
$("fit").addEventListener("click", fit);
$("zoom-in").addEventListener("click", () => zoom(1.25));
$("zoom-out").addEventListener("click", () => zoom(0.8));
$("save-svg").addEventListener("click", () => savePicture("svg"));
$("save-png").addEventListener("click", () => savePicture("png"));
$("loosen").addEventListener("click", () => { const on = $("loosen").getAttribute("aria-pressed") !== "true"; loosen(on); if (!on) { scene = ""; drawScene(); } });
$("help-button").addEventListener("click", showHelp);
document.addEventListener("keydown", pressed);
window.addEventListener("hashchange", () => { if (location.hash !== arrived) arrive(); });
new ResizeObserver(() => { if (!$("stage").hidden) { if (state.view === "ego") { scene = ""; drawScene(); showTrail(); } fit(); } }).observe($("network"));
keeping.opened = openKeeping();
if (!location.hash && raw.focus >= 0) go(onThing(raw.focus), true);
else arrive();
if (raw.outline.length && raw.totals.things <= MOST_AHEAD) (window.requestIdleCallback || setTimeout)(() => loadOutline().then(() => { if (state.view === "overview" && !$("panel").scrollTop) showPanel(); }));
if (raw.queue.length) keeping.opened.then(() => { if (steps.size && raw.totals.things <= MOST_AHEAD) loadQueue(); });
if (!raw.search.length) (window.requestIdleCallback || setTimeout)((deadline) => prepareSearch(deadline?.timeRemaining ? deadline : { timeRemaining: () => 50 }));

/** For the console and for tests: what is shown, and where. */
window.quanze = {
  get state() { return state; },
  get network() { return network; },
  get shown() { return [...shownNodes.values()]; },
  get links() { return [...shownEdges.values()]; },
  get labels() { return labelAreas; },
  get reviewer() { return reviewer; },
  get queue() { return queue; },
  get keeping() { return keeping; },
  get hits() { return hitsOf; },
  things, facts, cells, steps, find, typed, level, go, plain, answered, paths, asSvg, loadParts, loadShards, loadOutline, loadQueue, valuesOf, traitsOf, restingOn, placesOf, factsOf, takeUp, standingOn,
  asks: ASKS, asked: (ask, at) => asQuery(ASKS[ask].query(at)), totals: raw.totals, parts: raw.parts, ready: performance.now(),
};
