// The legend is the filter: each kind and role with its number, pressed as long as it is shown; what is hidden is in the address.

function setUpLegend() {
  $("legend-kinds").append(...KINDS.filter((kind) => raw.totals.kinds[kind.key]).map((kind) => toggle(kind.key, kind, glyph(kind), raw.totals.kinds[kind.key])));
  $("legend-roles").append(...ROLES.filter((role) => raw.totals.roles[role.key]).map((role) => toggle(`.${role.key}`, role, stroke(role), raw.totals.roles[role.key])));
  const small = matchMedia("(max-width: 760px), (max-height: 640px)");
  $("legend").open = !small.matches;
  small.addEventListener("change", () => { $("legend").open = !small.matches; });
}

function toggle(key, one, sign, number) {
  return h("button", { type: "button", "aria-pressed": "true", "data-key": one.key, "data-hide": key, onclick: () => {
    const hidden = state.hide.includes(key);
    say(`${one.caption}：${hidden ? "已显示" : "已隐藏"}`);
    go({ hide: hidden ? state.hide.filter((other) => other !== key) : [...state.hide, key] });
  } }, sign, h("span", {}, one.caption), h("span", { class: "number" }, count(number)));
}

/** The filter as the state has it; the buttons show it. */
function showFilter() {
  filter.kinds = new Set(state.hide.filter((key) => !key.startsWith(".")));
  filter.roles = new Set(state.hide.filter((key) => key.startsWith(".")).map((key) => key.slice(1)));
  for (const button of $("legend").querySelectorAll("[data-hide]")) button.setAttribute("aria-pressed", String(!state.hide.includes(button.dataset.hide)));
}

/** A line as the role is drawn. */
function stroke(role) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 30 8");
  svg.setAttribute("class", "stroke");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", "M0 4h30");
  line.setAttribute("stroke-dasharray", role.dash.join(" "));
  svg.append(line);
  return svg;
}
