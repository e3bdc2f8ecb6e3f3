// The legend is the filter: each kind and role with its number, pressed as long as it is shown.

function setUpLegend() {
  const numbers = (list, key) => list.reduce((found, one) => found.set(one[key], (found.get(one[key]) || 0) + 1), new Map());
  const ofKind = numbers(things, "kind");
  const ofRole = numbers(links, "role");
  $("legend-kinds").append(...KINDS.filter((kind) => ofKind.get(kind)).map((kind) => toggle(filter.kinds, kind, glyph(kind), ofKind.get(kind))));
  $("legend-roles").append(...ROLES.filter((role) => ofRole.get(role)).map((role) => toggle(filter.roles, role, stroke(role), ofRole.get(role))));
  const small = matchMedia("(max-width: 760px)");
  $("legend").open = !small.matches;
  small.addEventListener("change", () => { $("legend").open = !small.matches; });
}

function toggle(hidden, one, sign, number) {
  const button = h("button", {
    type: "button", "aria-pressed": "true", "data-key": one.key,
    onclick: () => {
      if (!hidden.delete(one.key)) hidden.add(one.key);
      button.setAttribute("aria-pressed", String(!hidden.has(one.key)));
      say(`${one.caption}：${hidden.has(one.key) ? "已隐藏" : "已显示"}`);
      drawScene();
      if (state.view === "table") fillTable();
    },
  }, sign, h("span", {}, one.caption), h("span", { class: "number" }, count(number)));
  return button;
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
