// Parts: files beside the page with the entries of bodies, loaded when they are wanted; and the files that search looks
// through. They are scripts, because a page opened from a disk may load nothing else from beside it.

const partState = raw.parts.map(() => "");
const partWaiting = [];
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

/** Load a part; resolves to whether it is here. One that cannot be read is asked for again the next time. */
function loadPart(number) {
  partWaiting[number] ||= (async () => {
    partState[number] = "loading";
    try {
      takePart(JSON.parse(await script(raw.parts[number].file)));
      partState[number] = "loaded";
    } catch {
      partState[number] = "";
      partWaiting[number] = undefined;
    }
    return partState[number] === "loaded";
  })();
  return partWaiting[number];
}

/** Load parts by their numbers; those that cannot be read are named. Resolves to whether anything came. */
async function loadParts(numbers) {
  const wanted = numbers.filter((number) => partState[number] !== "loaded");
  const lost = [];
  for (const number of wanted) if (!(await loadPart(number))) lost.push(raw.parts[number].file);
  if (lost.length) warn(`无法读取网页旁的文件：${lost.join("、")}。请将这些文件与网页放在同一文件夹。`);
  if (wanted.length > lost.length) {
    if (outlined.state !== "loaded") facetsChanged();
    await loadJudged();
    showProgress();
  }
  return wanted.length > lost.length;
}

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

/** Take up what a file beside the page holds. */
function takePart(part) {
  const taken = absorb(part);
  absorbFindings(part, taken);
  absorbArticles(part);
}
