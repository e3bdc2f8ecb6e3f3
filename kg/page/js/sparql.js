// What is shown, as a query: to be pasted into any SPARQL tool that holds the graph.

const PREFIXES = {
  qz: "https://w3id.org/quanze/def#", oa: "http://www.w3.org/ns/oa#", eli: "http://data.europa.eu/eli/ontology#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#", skos: "http://www.w3.org/2004/02/skos/core#", dct: "http://purl.org/dc/terms/",
  cv: "http://data.europa.eu/m8g/", xsd: "http://www.w3.org/2001/XMLSchema#",
};

function asQuery(body) {
  const used = Object.entries(PREFIXES).filter(([name]) => new RegExp(`\\b${name}:`).test(body));
  return `${used.map(([name, space]) => `PREFIX ${name}: <${space}>\n`).join("")}${body}\n`;
}

function thingQuery(thing) {
  const iri = `<${thing.iri}>`;
  if (thing.kind.key === "provision" || thing.kind.key === "document" || thing.kind.key === "unresolved") {
    return asQuery(`# 以${thing.label}为依据的条目
SELECT DISTINCT ?entry ?name ?provision WHERE {
  ?provision eli:is_part_of* ${iri} .
  ?entry qz:legalBasis|qz:basisDocument ?provision ; rdfs:label ?name .
} ORDER BY ?name`);
  }
  if (isEntry(thing)) {
    return asQuery(`# ${thing.label} 的依据和原文
SELECT ?provision ?quote WHERE {
  ?citation qz:inItem ${iri} ; (^dct:isPartOf/oa:hasBody)|qz:citedDocument ?provision ; oa:hasTarget/oa:exact ?quote .
} ORDER BY ?provision`);
  }
  return asQuery(`# ${thing.label}
SELECT ?relation ?thing WHERE {
  { ${iri} ?relation ?thing } UNION { ?thing ?relation ${iri} }
} ORDER BY ?relation ?thing`);
}

function factQuery(fact) {
  return asQuery(`# ${fact.caption}：在原文中的位置（码点）
SELECT ?start ?end ?quote ?text WHERE {
  <${fact.iri}> oa:hasTarget|qz:evidence ?span .
  ?span oa:hasSource/qz:text ?text .
  OPTIONAL { ?span oa:exact ?exact }
  OPTIONAL { <${fact.iri}> dct:description ?words }
  BIND (COALESCE(?exact, ?words) AS ?quote)
  BIND (STRAFTER(STR(?span), "#char=") AS ?place)
  BIND (xsd:integer(STRBEFORE(?place, ",")) AS ?start)
  BIND (xsd:integer(STRAFTER(?place, ",")) AS ?end)
}`);
}

function linkQuery(link) {
  return asQuery(`# ${things[link.source].label} — ${things[link.target].label}
SELECT ?relation WHERE { <${things[link.source].iri}> ?relation <${things[link.target].iri}> }`);
}
