// Putting it together: state in, views out; keys; the first drawing.

function apply(next) {
  state = next;
  document.body.dataset.view = state.view;
  const graph = ["overview", "ego", "map"].includes(state.view);
  $("stage").hidden = !graph;
  $("panel").hidden = !graph;
  $("sheet").hidden = state.view !== "table";
  $("review").hidden = state.view !== "review";
  for (const button of document.querySelectorAll("nav [data-view]")) {
    if (button.dataset.view === state.view) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  if (graph) {
    drawScene();
    showTrail();
    showPanel();
  } else if (state.view === "table") fillTable();
  else showReview();
}

function showTrail() {
  const focus = state.view === "ego" ? things[state.focus] : null;
  $("trail").replaceChildren(
    h("button", { type: "button", onclick: () => go({ ...START }) }, "概览"),
    ...(focus ? ["›", h("strong", {}, glyph(focus.kind), shortened(focus.label))] : []),
    ...(state.view === "map" ? ["›", h("strong", {}, "全图"), h("span", { class: "hint" }, "每一团为一部法规文件和以其为依据的条目；点选节点，查看其关系")] : []),
    ...(state.view === "overview" ? [h("span", { class: "hint" }, "机关 — 承办机构 — 权力类型 — 法规文件；线越粗，共同的条目越多。点选查看，双击设为中心")] : []),
  );
}

const HELP = [
  ["/", "查找"], ["Esc", "清除、返回"], ["← → ↑ ↓", "在图上移到相邻节点"], ["Enter", "以所选为中心"], ["+ − 0", "放大、缩小、显示全部"], ["l", "图例"], ["t", "表格"], ["r", "复核"], ["?", "本说明"],
  ["a x f", "复核：无误、有误、存疑"], ["空格", "复核：跳过"], ["⌫", "复核：撤销"], ["j k", "复核：下一项、上一项"],
];

const KEYS = {
  "/": () => { $("query").focus(); $("query").select(); }, "?": showHelp, t: () => go({ view: "table", query: "" }), r: () => startReview(null), l: () => { $("legend").open = !$("legend").open; },
};
const GRAPH_KEYS = {
  ArrowLeft: () => walk(-1, 0), ArrowRight: () => walk(1, 0), ArrowUp: () => walk(0, -1), ArrowDown: () => walk(0, 1),
  Enter: () => { if (state.chosen?.kind === "thing") focusOn(state.chosen.at); }, "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: fit,
  Escape: () => { if (state.chosen) go({ chosen: null }); else if (state.view === "ego") go({ ...START }); },
};

function showHelp() {
  $("help").replaceChildren(h("h2", {}, "键盘"), h("dl", {}, HELP.flatMap(([keys, what]) => [h("dt", {}, keys), h("dd", {}, what)])), h("button", { type: "button", onclick: () => $("help").close() }, "关闭"));
  $("help").showModal();
}

function pressed(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  const typing = event.target.closest("input, textarea, select");
  if (typing) {
    if (event.key === "Escape") typing.blur();
    return;
  }
  const onButton = event.target.closest("button, a, summary, [role=option]");
  if (onButton && (event.key === "Enter" || event.key === " ")) return;
  const scrolling = event.target.closest("#panel") && event.key.startsWith("Arrow");
  const act = (state.view === "review" && REVIEW_KEYS[event.key]) || (["overview", "ego", "map"].includes(state.view) && !scrolling && GRAPH_KEYS[event.key]) || KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

document.body.classList.add("live");
setUpGraph();
setUpSearch();
setUpLegend();
setUpTable();
showProgress();
for (const button of document.querySelectorAll("nav [data-view]")) {
  button.addEventListener("click", () => (button.dataset.view === "review" ? startReview(null) : go({ ...START, view: button.dataset.view })));
}
$("fit").addEventListener("click", fit);
$("zoom-in").addEventListener("click", () => zoom(1.25));
$("zoom-out").addEventListener("click", () => zoom(0.8));
$("loosen").addEventListener("click", () => { const on = $("loosen").getAttribute("aria-pressed") !== "true"; loosen(on); if (!on) { scene = ""; drawScene(); } });
$("help-button").addEventListener("click", showHelp);
document.addEventListener("keydown", pressed);
window.addEventListener("hashchange", () => { if (location.hash !== arrived) arrive(); });
new ResizeObserver(() => { if (!$("stage").hidden) fit(); }).observe($("network"));
if (!location.hash && raw.focus >= 0) go({ view: "ego", focus: raw.focus, open: [], chosen: null, more: {} }, true);
else arrive();

/** For the console and for tests: what is shown, and where. */
window.quanze = {
  get state() { return state; },
  get network() { return network; },
  get shown() { return [...shownNodes.values()]; },
  get links() { return [...shownEdges.values()]; },
  things, facts, cells, find, typed, level, go, ready: performance.now(),
};
