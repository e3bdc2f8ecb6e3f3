// The article beside a citation: its text in the version of the day, whether it is in force, and where the quote departs
// from it. Only there where the graph was built with a library of statutes, and only the articles the page needs.

const articleAt = new Map();
function absorbArticles(part) {
  for (const [id, kind, named, document_, version, status, inForce, provision, text, best, similarity, diff] of part.articles || []) {
    articleAt.set(full(id), { kind, named, document: document_, version, status, inForce, provision, text: part.texts[text] ?? "", best: part.texts[best] ?? "", similarity, diff });
  }
}

const versionLine = (one) => [one.document, one.version && `${one.version}版`, one.status].filter(Boolean).join("，");

/** The word diff between quote and article: what the quote lacks, what it has more. */
function diffText(diff) {
  return h("p", { class: "diff" }, diff.map(([sign, words]) => (sign === "=" ? words : sign === "+" ? h("ins", { title: "条文有，清单无" }, words) : h("del", { title: "清单有，条文无" }, words))));
}

/** The article of a fact, folded away until it is asked for. */
function articleBeside(fact) {
  const one = articleAt.get(fact.iri);
  if (!one) return null;
  return h("details", { class: `article is-${one.kind}` }, h("summary", {}, `条文：${one.named}`, one.inForce === false && h("strong", { class: "warning" }, ` ${one.status}`)),
    h("p", { class: "where" }, versionLine(one)), one.text ? h("blockquote", { class: "law", tabindex: "0" }, one.text) : h("p", { class: "lead" }, "法规库中没有此条文。"),
    one.diff.length > 0 && [h("p", { class: "where" }, `与清单所引文字比对，相似度${Math.floor(one.similarity * 100)}%：`), diffText(one.diff)]);
}

/** The text of a provision, from any citation of it. */
function articleOf(thing) {
  const read = thing.read.map((at) => facts[at]).filter((one) => articleAt.has(one.iri));
  const fact = read.find((one) => articleAt.get(one.iri).text) || read[0];
  const one = fact && articleAt.get(fact.iri);
  if (!one) return null;
  return h("section", { class: "article" }, h("h3", {}, one.text ? "条文" : "版本", h("small", {}, versionLine(one)), one.inForce === false && h("strong", { class: "warning" }, one.status)), one.text && h("blockquote", { class: "law", tabindex: "0" }, one.text));
}
