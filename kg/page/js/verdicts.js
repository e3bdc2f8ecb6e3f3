// Verdicts of a reviewer: kept in this browser, where it allows it; facts are named by what they say, so verdicts
// outlive a new build of the same lists.

const VERDICTS = {
  accept: { caption: "无误", key: "a" }, reject: { caption: "有误", key: "x" }, flag: { caption: "存疑", key: "f" },
};
const KEEP = "quanze.verdicts";
const WHO = "quanze.reviewer";
let verdicts = recall(KEEP, {});
let reviewer = recall(WHO, "");
let keeps = true;

function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    keeps = true;
  } catch {
    keeps = false;
  }
}

const verdictOf = (fact) => (Object.hasOwn(verdicts, fact.iri) ? verdicts[fact.iri] : undefined);

/** Give a verdict, or take it back where there is none; what stood there before comes back. */
function judge(fact, verdict) {
  const before = verdictOf(fact);
  if (verdict) verdicts[fact.iri] = verdict;
  else delete verdicts[fact.iri];
  keep(KEEP, verdicts);
  showProgress();
  return before;
}

/** The verdicts on the facts of this page, one JSON object a line. */
function asLines() {
  return facts.filter(verdictOf).map((fact) => {
    const { verdict, note, time, who } = verdictOf(fact);
    return `${JSON.stringify({ fact: fact.iri, kind: fact.kind.key, verdict, note: note || "", reviewer: who || reviewer, time, quote: quote(fact) })}\n`;
  }).join("");
}

function download() {
  const link = h("a", { download: "review.jsonl", href: URL.createObjectURL(new Blob([asLines()], { type: "application/jsonl" })) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Take up verdicts from a review.jsonl written before; lines that are none are counted and left. */
function takeUp(text) {
  let taken = 0;
  let left = 0;
  const known = new Map(facts.map((fact) => [fact.iri, fact]));
  for (const line of text.split("\n").filter((one) => one.trim())) {
    try {
      const { fact, verdict, note, reviewer: who, time } = JSON.parse(line);
      if (!known.has(fact) || !Object.hasOwn(VERDICTS, verdict)) throw new Error("unknown");
      verdicts[fact] = { verdict, note: String(note || ""), who: String(who || ""), time: String(time || "") };
      taken += 1;
    } catch {
      left += 1;
    }
  }
  keep(KEEP, verdicts);
  showProgress();
  return { taken, left };
}

function showProgress() {
  const done = facts.filter(verdictOf).length;
  $("progress-short").textContent = done ? ` ${count(done)}/${count(facts.length)}` : "";
}
