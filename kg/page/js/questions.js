// The questions a reader has of a thing, as buttons on it, answered from what the page holds, each with the SPARQL that
// gives the same from the graph. A cell of an answer is a thing (by its place) or a text or a number.

const isOffice = (thing) => ["body", "unit", "type"].includes(thing.kind.key);
const basisOf = (entry) => things[entry].out.filter((one) => one.role.key === "basis").map((one) => one.target);
const documentsOf = (entry) => [...new Set(basisOf(entry).map(documentOf))].filter((at) => things[at].kind.key === "document" || things[at].kind.key === "unresolved");
/** The entries a question on a thing is about; without a thing, all. */
const about = (at) => (at < 0 ? things.filter(isEntry).map((thing) => thing.at) : isEntry(things[at]) ? [at] : entriesBehind(at));
const unitsOf = (entry) => [...new Set(labelsOf(things[entry], "office", ["unit"]))].sort().join("、");
const byLabel = (one, other) => (things[one].label < things[other].label ? -1 : things[one].label > things[other].label ? 1 : one - other);

/** The identifier of the article a provision stands in; what stands in none is its own. */
function articleId(id) {
  const slash = id.lastIndexOf("/");
  const pieces = id.slice(slash + 1).split("__");
  const at = pieces.findIndex((piece) => piece.startsWith("art_"));
  return at < 0 ? id : id.slice(0, slash + 1) + pieces.slice(0, at + 1).join("__");
}
const articlesOf = (entry) => new Set(basisOf(entry).filter((at) => things[at].kind.key === "provision").map((at) => articleId(things[at].id)));
/** The fines an entry imposes, with the documents that provide them. */
const finesOf = (entry) => things[entry].out.filter((one) => one.role.key === "sanction" && things[one.target].kind.key === "sanction" && things[one.target].sort === raw.fine).map((one) => one.target);
const providersOf = (sanction) => things[sanction].out.filter((one) => one.role.key === "sanction" && isLaw(things[one.target])).map((one) => one.target);

/** The pattern that binds ?entry to the entries a question is about. */
function entryPattern(at) {
  if (at < 0) return "?entry qz:legalBasis|qz:basisDocument ?any .";
  const iri = `<${things[at].iri}>`;
  if (isEntry(things[at])) return `VALUES ?entry { ${iri} }`;
  if (isLaw(things[at])) return `?part eli:is_part_of* ${iri} . ?entry qz:legalBasis|qz:basisDocument ?part .`;
  if (things[at].kind.key === "type") return `?entry a|dct:type ${iri} .`;
  return `?entry qz:competentAuthority|qz:handledBy|qz:body|(cv:contactPoint/qz:office) ${iri} .`;
}
const STRONG = () => raw.strong.map(([iri]) => `<${iri}>`).join(" ");

const ASKS = {
  falls: {
    caption: "废止、修改的影响", fits: (thing) => thing && isLaw(thing), columns: ["影响", "事项", "编码", "承办机构", "其他依据"],
    lead: (thing) => `${shortened(thing.label)}废止或者修改后受影响的事项，以及是否仍有其他依据`,
    rows(at) {
      const own = new Set(partsOf(at));
      const whole = documentOf(at);
      return [...restingOn(at).keys()].sort(byLabel).map((entry) => {
        const rest = things[at].kind.key === "document" ? documentsOf(entry).filter((one) => one !== at)
          : [...new Set([...basisOf(entry).filter((one) => !own.has(one) && documentOf(one) === whole && one !== whole), ...documentsOf(entry).filter((one) => one !== whole)])];
        return [rest.length ? "仍有其他依据" : "失去唯一依据", entry, things[entry].code, unitsOf(entry), rest.length];
      }).sort((one, other) => one[4] - other[4] || byLabel(one[1], other[1]));
    },
    query: (at) => `SELECT ?entry (COUNT(DISTINCT ?other) AS ?rest) WHERE {
  { SELECT DISTINCT ?entry WHERE { ${entryPattern(at)} } }
  OPTIONAL {
    { ?entry qz:basisDocument ?other . FILTER NOT EXISTS { <${things[at].iri}> eli:is_part_of* ?other } }${things[at].kind.key === "document" ? "" : `
    UNION
    { ?entry qz:legalBasis ?other . ?other eli:is_part_of+ <${things[documentOf(at)].iri}> .
      FILTER NOT EXISTS { ?other eli:is_part_of* <${things[at].iri}> } }`}
  }
} GROUP BY ?entry ORDER BY ?rest ?entry`,
  },
  weak: {
    caption: "仅依据规章或者更低文件", fits: (thing) => !thing || isEntry(thing) || isOffice(thing), columns: ["事项", "编码", "承办机构", "依据文件"],
    lead: () => `依据中没有${raw.strong.map(([, label]) => label).join("、")}的事项`,
    rows(at) {
      const strong = new Set(raw.strong.map(([, label]) => label));
      return about(at).map((entry) => [entry, documentsOf(entry)]).filter(([, papers]) => papers.length && !papers.some((one) => strong.has(things[one].sort)))
        .sort(([one], [other]) => byLabel(one, other)).map(([entry, papers]) => [entry, things[entry].code, unitsOf(entry), papers.map((one) => `${things[one].label}（${things[one].sort}）`).sort().join("；")]);
    },
    query: (at) => `SELECT DISTINCT ?entry WHERE {
  ${entryPattern(at)}
  ?entry qz:basisDocument ?document .
  FILTER NOT EXISTS { VALUES ?strong { ${STRONG()} } ?entry qz:basisDocument/eli:type_document ?strong }
} ORDER BY ?entry`,
  },
  same: {
    caption: "相同依据的事项", fits: (thing) => thing && isEntry(thing), columns: ["所在条", "事项", "编码", "承办机构"],
    lead: (thing) => `与“${thing.label}”以同一条为依据的其他事项`,
    rows(at) {
      const found = [];
      for (const id of articlesOf(at)) {
        const article = byId.get(id);
        if (article === undefined) continue;
        for (const [entry] of restingOn(article)) if (entry !== at) found.push([article, entry, things[entry].code, unitsOf(entry)]);
      }
      return found.sort((one, other) => byLabel(one[0], other[0]) || byLabel(one[1], other[1]));
    },
    query: (at) => `SELECT DISTINCT ?article ?entry WHERE {
  <${things[at].iri}> qz:legalBasis/qz:inArticle ?article .
  ?entry qz:legalBasis/qz:inArticle ?article .
  FILTER (?entry != <${things[at].iri}>)
} ORDER BY ?article ?entry`,
  },
  fines: {
    caption: "多部文件规定罚款", fits: (thing) => !thing || thing.kind.key !== "sanction", columns: ["事项", "罚款", "规定罚款的条款", "承办机构"],
    lead: () => "两部以上法规文件各自规定罚款的事项：幅度是否一致，是否可能重复罚款",
    rows(at) {
      const found = [];
      for (const entry of about(at)) {
        const fines = finesOf(entry).flatMap((fine) => providersOf(fine).map((law) => [fine, law]));
        if (new Set(fines.map(([, law]) => documentOf(law))).size < 2) continue;
        for (const [fine, law] of fines) found.push([entry, fine, law, unitsOf(entry)]);
      }
      return found.sort((one, other) => byLabel(one[0], other[0]) || byLabel(one[2], other[2]) || one[1] - other[1]);
    },
    query: (at) => `SELECT DISTINCT ?entry ?fine ?law WHERE {
  { SELECT ?entry WHERE {
    ${entryPattern(at)}
    ?entry qz:imposes ?one . ?one qz:kind <${raw.fineKind}> ; qz:providedBy/eli:is_part_of* ?document .
    FILTER NOT EXISTS { ?document eli:is_part_of ?whole }
  } GROUP BY ?entry HAVING (COUNT(DISTINCT ?document) > 1) }
  ?entry qz:imposes ?fine . ?fine qz:kind <${raw.fineKind}> ; qz:providedBy ?law .
} ORDER BY ?entry ?law ?fine`,
  },
};

/** The buttons on a thing, or on the whole. */
function askButtons(thing) {
  const fitting = Object.entries(ASKS).filter(([, one]) => one.fits(thing));
  return h("div", { class: "asks", role: "group", "aria-label": "问题" }, fitting.map(([ask, { caption }]) => h("a", { class: "button", href: address({ ...plain(), view: "question", ask, focus: thing?.at ?? -1 }) }, caption)),
    thing && h("button", { type: "button", onclick: () => pick(`“${shortened(thing.label)}”到哪一节点的路径？输入名称`, (to) => go({ ...plain(), view: "path", focus: thing.at, to })) }, "到另一节点的路径"));
}

const answered = (ask, at) => ASKS[ask].rows(at);
const shownCell = (value) => (typeof value === "number" ? things[value].label : value);
/** Which columns of an answer hold things. */
const THING_COLUMNS = ["事项", "所在条", "罚款", "规定罚款的条款"];

function showQuestion() {
  const one = ASKS[state.ask];
  const thing = things[state.focus];
  const asked = one.columns.indexOf("事项");
  const columns = severalLists ? [...one.columns, raw.listCaption] : one.columns;
  const rows = answered(state.ask, state.focus).map((row) => (severalLists ? [...row, listsOf(row[asked])] : row));
  const at = columns.indexOf(state.sort);
  const text = (value, place) => (THING_COLUMNS.includes(columns[place]) ? things[value].label : value);
  if (at >= 0) rows.sort((a, b) => (typeof text(a[at], at) === "number" ? text(a[at], at) - text(b[at], at) : String(text(a[at], at)).localeCompare(String(text(b[at], at)), "zh")) * (state.down ? -1 : 1));
  const plainRows = () => [columns, ...rows.map((row) => row.map(text))];
  const entriesIn = new Set(rows.map((row) => row[asked])).size;
  const query = asQuery(one.query(state.focus));
  $("answer").replaceChildren(...present([
    h("div", { class: "bar-top" }, thing ? thingLink(thing.at) : h("a", { href: address(plain()) }, "概览"), h("h2", {}, one.caption), h("span", { id: "answer-count", role: "status" }, `${count(entriesIn)}个事项${rows.length !== entriesIn ? `，${count(rows.length)}行` : ""}`), h("span", { class: "push" }), savers(`${one.caption}_${thing?.label || "全部"}`, plainRows), copier("复制为 SPARQL", query)),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "结果" },
      h("p", { class: "lead" }, one.lead(thing)), thing ? shareLine(thing) : listShare(),
      rows.length ? h("table", {}, h("caption", { class: "unseen" }, one.caption), h("thead", {}, h("tr", {}, columns.map((caption) => h("th", { scope: "col", "aria-sort": caption === state.sort ? (state.down ? "descending" : "ascending") : "none" }, h("button", { type: "button", onclick: () => go({ sort: caption, down: state.sort === caption ? !state.down : false }) }, caption))))),
        h("tbody", {}, rows.slice(0, 2000).map((row) => h("tr", {}, row.map((value, place) => h("td", {}, THING_COLUMNS.includes(columns[place]) ? thingLink(value, things[value].label) : String(value)))))))
        : h("p", { class: "lead" }, "没有这样的事项。"),
      rows.length > 2000 && h("p", { class: "partial" }, `仅列前2000行，共${count(rows.length)}行；存为文件可得全部。`),
      h("details", {}, h("summary", {}, "SPARQL"), h("pre", { tabindex: "0" }, query))),
  ]));
}
