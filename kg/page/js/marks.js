// A text with its marks: spans that nest are nested, spans that cross are cut where they cross.

/** Elements and texts for the characters from `from` to before `to` (code points) of a cell, marked. */
function marked(cell, places, { from = 0, to = Infinity, here = () => false, choose } = {}) {
  const points = Array.from(cell.text);
  const end = Math.min(to, points.length);
  const inside = places
    .map((place) => ({ ...place, start: Math.max(place.start, from), end: Math.min(place.end, end) }))
    .filter((place) => place.start < place.end)
    .sort((one, other) => one.start - other.start || other.end - one.end || one.fact - other.fact);
  const cuts = [...new Set([from, end, ...inside.flatMap((place) => [place.start, place.end])])].sort((a, b) => a - b);
  const root = document.createDocumentFragment();
  let open = [];
  let next = 0;
  const top = () => (open.length ? open[open.length - 1].node : root);
  const enter = (place) => {
    const node = mark(place, here(place), choose);
    top().append(node);
    open.push({ place, node });
  };
  for (let number = 0; number < cuts.length - 1; number += 1) {
    const at = cuts[number];
    const ended = open.findIndex(({ place }) => place.end <= at);
    if (ended >= 0) {
      const again = open.slice(ended).filter(({ place }) => place.end > at);
      open = open.slice(0, ended);
      for (const { place } of again) enter(place);
    }
    while (next < inside.length && inside[next].start === at) enter(inside[next++]);
    top().append(points.slice(at, cuts[number + 1]).join(""));
  }
  return root;
}

function mark(place, here, choose) {
  const fact = facts[place.fact];
  const verdict = verdictOf(fact);
  const node = h("mark", {
    class: [fact.kind.key, fact.severity, here && "here", verdict && `is-${verdict.verdict}`].filter(Boolean).join(" "),
    "data-fact": fact.at, title: `${fact.kind.caption}：${fact.caption}`,
  });
  if (choose) {
    node.addEventListener("click", (event) => {
      if (String(getSelection())) return;
      event.stopPropagation();
      choose(fact.at);
    });
  }
  return node;
}
