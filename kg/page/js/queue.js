// What there is to review on a page of parts: every fact and finding by doubt, whatever part is loaded, in files of their
// own; the words come with the part. And the verdicts that were merged into the graph, which stand beside such a page too.

/** loaded: everything there is to review is here; lost: a file cannot be read, what is lined up is what the parts have. */
const queued = { state: raw.queue.length ? "" : "loaded", waiting: null, number: 0 };

function loadQueue() {
  queued.waiting ||= (async () => {
    queued.state = "loading";
    for (const file of raw.queue) {
      try {
        takeQueue(JSON.parse(await script(file)));
      } catch {
        queued.state = "lost";
        warn(`无法读取网页旁的文件：${file}，待复核的只含已载入的部分。请将这些文件与网页放在同一文件夹。`);
        return;
      }
    }
    await loadJudged();
    queued.state = "loaded";
    showProgress();
  })();
  return queued.waiting;
}

function takeQueue({ words, facts: rows }) {
  for (const [part, id, number, doubt, hash, ...named] of rows) {
    const kind = FACT_KINDS[number];
    const reasons = named.map((at) => words[at]);
    const at = entered(factAt, id, facts, (place) => ({
      at: place, iri: full(id), kind, caption: "", target: -1, places: [], details: [], doubt, reasons: kind.key === "finding" ? [] : reasons, hash, bare: true, ...(kind.key === "finding" ? { code: reasons[0], thing: -1, conflict: -1 } : {}),
    }));
    Object.assign(facts[at], { part, order: queued.number });
    queued.number += 1;
  }
}

/** Load the words of a fact that is to be judged, and those of the next, so that they are here when they are wanted. */
async function loadFact(fact) {
  if (fact.bare && !fact.lost) {
    await loadParts([fact.part]);
    fact.lost = fact.bare;
    if (state.view === "review" && state.fact === fact.at) showReview();
  }
  const next = facts[queue[queue.indexOf(fact.at) + 1]];
  if (next?.bare && !next.lost) await loadPart(next.part);
}

const judged = { waiting: null };
/** The verdicts merged into the graph, where they stand beside the page. */
function loadJudged() {
  judged.waiting ||= (async () => {
    if (!raw.judged) return;
    let file = raw.judged;
    try {
      for (file of JSON.parse(await script(raw.judged))) takeMerged(JSON.parse(await script(file)).verdicts);
    } catch {
      warn(`无法读取网页旁的文件：${file}，已并入图谱的复核意见不完整。`);
    }
  })();
  return judged.waiting;
}
