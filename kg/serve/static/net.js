// Everything the page asks of its server.

const ENDPOINT = new URL("/sparql", location.href);
let known = null;

export async function query(text, accept, signal) {
  const answer = await fetch(ENDPOINT, {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query; charset=UTF-8", "Accept": accept },
    body: text,
    signal,
  });
  if (!answer.ok) throw new Refused(await problem(answer));
  return answer;
}

export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

async function problem(answer) {
  try {
    return await answer.json();
  } catch {
    return { title: `服务器返回 ${answer.status}`, status: answer.status };
  }
}

async function json(path) {
  const answer = await fetch(path, { headers: { "Accept": "application/json" } });
  if (!answer.ok) throw new Refused(await problem(answer));
  return answer.json();
}

export const examples = () => json("/examples");

export const bind = async (name, values) => (await json("/question?" + new URLSearchParams({ ...values, name }))).text;

// The patterns of a query, each with the number of triples that it matches by itself.
export async function explain(text) {
  const answer = await fetch("/explain", { method: "POST", headers: { "Accept": "application/json" }, body: text });
  if (!answer.ok) throw new Refused(await problem(answer));
  return answer.json();
}

export const prefixes = () => json("/prefixes").catch(() => ({ law: "" }));

export async function completion() {
  known ??= await json("/completion").catch(() => null);
  return known ?? { prefixes: {}, terms: [], concepts: [] };
}

export async function find(words, kind = "") {
  return (await json("/completion?" + new URLSearchParams({ find: words, kind })).catch(() => ({ found: [] }))).found;
}

// Chinese names and classes of things, asked in portions: {label, classes} by identifier.
export async function labels(iris, signal) {
  const found = new Map();
  for (let at = 0; at < iris.length; at += 400) {
    const values = iris.slice(at, at + 400).map(iri => `<${iri}>`).join(" ");
    const text = `SELECT ?thing (SAMPLE(COALESCE(?name, ?words)) AS ?label) (GROUP_CONCAT(DISTINCT STR(?class); SEPARATOR = " ") AS ?classes) {
      VALUES ?thing { ${values} }
      OPTIONAL { ?thing a ?class }
      OPTIONAL { ?thing skos:prefLabel|rdfs:label|dct:title ?name
        FILTER(LANG(?name) = "" || LANGMATCHES(LANG(?name), "zh")) }
      OPTIONAL { ?thing (qz:evidence|oa:hasTarget)/oa:exact ?words }
    } GROUP BY ?thing`;
    const answer = await (await query(text, "application/sparql-results+json", signal)).json();
    for (const { thing, label, classes } of answer.results.bindings) {
      found.set(thing.value, { label: label?.value ?? "", classes: (classes?.value ?? "").split(" ") });
    }
  }
  return found;
}
