// Parts: files beside the page with the entries of bodies, loaded when they are wanted; and the files that search looks
// through. They are scripts, because a page opened from a disk may load nothing else from beside it.

const partState = raw.parts.map(() => "");
const shards = { state: raw.search.length ? "" : "loaded", entries: [], waiting: null };
const received = new Map();
/** What a file beside the page calls with its content. */
window.quanzePart = (name, content) => received.set(name, content);

function script(file) {
  return new Promise((resolve, reject) => {
    const node = document.createElement("script");
    node.src = file;
    node.onload = () => { node.remove(); resolve(received.get(file)); received.delete(file); };
    node.onerror = () => { node.remove(); reject(new Error(file)); };
    document.head.append(node);
  });
}

/** Load parts by their numbers; those that cannot be read are named. Resolves to whether anything came. */
async function loadParts(numbers) {
  const wanted = numbers.filter((number) => !partState[number]);
  const lost = [];
  for (const number of wanted) {
    partState[number] = "loading";
    try {
      takePart(JSON.parse(await script(raw.parts[number].file)));
      partState[number] = "loaded";
    } catch {
      partState[number] = "";
      lost.push(raw.parts[number].file);
    }
  }
  if (lost.length) warn(`无法读取网页旁的文件：${lost.join("、")}。请将这些文件与网页放在同一文件夹。`);
  if (wanted.length > lost.length) { facetsChanged(); takeMerged(); showProgress(); }
  return wanted.length > lost.length;
}

/** The numbers of the parts with entries behind a thing that are not loaded. */
const partsBehind = (thing) => (raw.where[thing.id] || []).filter((number) => partState[number] !== "loaded");

const FEW_PARTS = 3;
/** The parts of a thing, at once where they are few; of many the first, so that something of it is seen. */
async function loadFor(thing) {
  const missing = partsBehind(thing);
  if (missing.length <= FEW_PARTS) return missing.length > 0 && loadParts(missing);
  return entriesBehind(thing.at).length === 0 && loadParts(missing.slice(0, FEW_PARTS));
}

/** Whether only some of the entries behind a thing are here: what is counted of it is then the least there is. */
const inPart = (thing) => !isEntry(thing) && partsBehind(thing).length > 0;

/** What search looks through, loaded once. */
function loadShards() {
  shards.waiting ||= (async () => {
    shards.state = "loading";
    for (const file of raw.search) {
      try {
        for (const row of JSON.parse(await script(file))) shards.entries.push(row);
      } catch {
        warn(`无法读取网页旁的文件：${file}，查找不完整。`);
        shards.state = "partial";
      }
    }
    if (shards.state === "loading") shards.state = "loaded";
    takeShards(shards.entries);
  })();
  return shards.waiting;
}

/** Load what an identifier names where it is not here yet. */
async function loadThing(id) {
  if (byId.has(id) || !raw.parts.length) return byId.get(id);
  await loadShards();
  const number = partOfId.get(id);
  if (number !== undefined) await loadParts([number]);
  return byId.get(id);
}

/** How much of what stands behind a thing is here: {loaded, whole, missing}. */
function share(thing) {
  const missing = partsBehind(thing);
  return { loaded: isEntry(thing) ? 0 : entriesBehind(thing.at).length, whole: thing.weight, missing };
}

/** The line that says so, with the way to the rest; nothing where all is here. */
function shareLine(thing) {
  const { loaded, whole, missing } = share(thing);
  if (raw.whole && !isEntry(thing) && loaded < whole) return h("p", { class: "partial" }, `本页为图谱的一部分：本页有${count(loaded)}个条目，全图共${count(whole)}个。`, wholeLink());
  if (!missing.length) return null;
  const button = h("button", { type: "button", onclick: async () => { button.disabled = true; button.textContent = "正在载入…"; await loadParts(missing); scene = ""; arrive(); } }, `载入其余${count(missing.length)}个文件`);
  return h("p", { class: "partial" }, `已载入${count(loaded)}个条目，共${count(whole)}个。`, button);
}

const wholeLink = () => raw.whole?.file && h("a", { href: raw.whole.file }, "打开全图");

/** Take up what a file beside the page holds. */
function takePart(part) {
  const taken = absorb(part);
  absorbFindings(part, taken);
  absorbArticles(part);
}
