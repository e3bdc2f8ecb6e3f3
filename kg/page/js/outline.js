// The outline: every thing and link of a page of parts, without words, in files of its own. Once it is here, lists, filters,
// pictures, questions and paths are those of the whole graph, whatever is loaded of the words.

/** loaded: all things and links are here; lost: a file cannot be read, what is shown is what the loaded parts have. */
const outlined = { state: raw.outline.length ? "" : "loaded", waiting: null };

function loadOutline() {
  outlined.waiting ||= (async () => {
    outlined.state = "loading";
    const files = [];
    for (const file of raw.outline) {
      try {
        files.push(JSON.parse(await script(file)));
      } catch {
        outlined.state = "lost";
        warn(`无法读取网页旁的文件：${file}，列表和筛选只含已载入的部分。请将这些文件与网页放在同一文件夹。`);
        return;
      }
    }
    takeOutline(files);
    outlined.state = "loaded";
    facetsChanged();
  })();
  return outlined.waiting;
}

/** Take up the files, whose links name things by their places in all of them. */
function takeOutline(files) {
  const places = files.flatMap(({ words, things: rows = [] }) => rows.map((row) => outlinedThing(row, words)));
  for (const { links: rows = [] } of files) {
    for (const [source, role, ...targets] of rows) for (const target of targets) link(places[source], places[target], ROLES[role], []);
  }
}

function outlinedThing([id, kind, sort, label, code, weight, x, y, part = -1, lists, reasons, found], words) {
  const at = entered(byId, id, things, (place) => ({
    at: place, id, iri: full(/^[a-z][a-z0-9+.-]*:/i.test(id) ? id : `id/${id}`), kind: KINDS[kind], sort: words[sort], label, code, weight, details: [], cells: [], out: [], into: [], read: [], x, y, bare: true,
  }));
  if (part >= 0) {
    const named = (numbers) => numbers.map((number) => words[number]);
    Object.assign(things[at], { part, traits: { lists: named(lists), reasons: named(reasons), findings: named(found) } });
  }
  return at;
}

/** The parts that are not loaded and have entries linked with a thing or a part of it: there its words stand. */
function partsBehind(thing) {
  const found = new Set();
  for (const at of partsOf(thing.at)) for (const one of things[at].into) if (things[one.source].part >= 0) found.add(things[one.source].part);
  return [...found].filter((number) => partState[number] !== "loaded").sort((one, other) => one - other);
}

/** Whether what is linked with a thing may not all be here. */
const inPart = (thing) => outlined.state !== "loaded" && !isEntry(thing);
/** Things that words speak of. */
const isSpokenOf = (thing) => isLaw(thing) || thing.kind.key === "sanction";
const wordsMissing = (thing) => (raw.parts.length && isSpokenOf(thing) ? partsBehind(thing) : []);

const FEW_PARTS = 3;
/** Load the words of a thing: of an entry its part; of what others speak of a few parts, so that something of it is seen. */
async function loadWords(thing) {
  if (!thing) return false;
  if (isEntry(thing)) return thing.part >= 0 && partState[thing.part] !== "loaded" && loadParts([thing.part]);
  const missing = wordsMissing(thing);
  const few = missing.length <= FEW_PARTS || thing.bare || !placesOf(thing).length;
  return few && missing.length > 0 && loadParts(missing.slice(0, FEW_PARTS));
}

/** The place of what an identifier names, once it is known. */
async function loadThing(id) {
  if (!byId.has(id) && raw.outline.length) await loadOutline();
  return byId.get(id);
}

/** Whether a link was read from words, as far as is known of it. */
const hasWords = (one) => one.facts.length > 0 || (things[one.source].bare === true && isEntry(things[one.source]) && WORDED.includes(one.role.key));
const WORDED = ["basis", "duty_basis", "grounds_basis", "reference", "sanction"];

/** A button that loads parts and shows anew what is shown. */
function partsButton(missing) {
  const button = h("button", { type: "button", onclick: async () => {
    button.disabled = true;
    button.textContent = "正在载入…";
    await loadParts(missing);
    scene = "";
    arrive();
  } }, `载入其余${count(missing.length)}个文件`);
  return button;
}

/** Where not all that is linked with a thing is here, the line that says so, with the way to the rest. */
function shareLine(thing) {
  const loaded = isEntry(thing) ? 0 : entriesBehind(thing.at).length;
  if (raw.whole && !isEntry(thing) && loaded < thing.weight) return h("p", { class: "partial" }, `本页为图谱的一部分：本页有${count(loaded)}个条目，全图共${count(thing.weight)}个。`, wholeLink());
  if (thing.bare && isEntry(thing)) return h("p", { class: "partial" }, "正在载入原文…");
  if (!inPart(thing) || loaded >= thing.weight) return null;
  return h("p", { class: "partial" }, outlined.state === "lost" ? `已载入${count(loaded)}个条目，共${count(thing.weight)}个。` : "正在载入…");
}

const wholeLink = () => raw.whole?.file && h("a", { href: raw.whole.file }, "打开全图");
