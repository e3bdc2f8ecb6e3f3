// Answers as a table: names for identifiers, links to their pages, columns that sort, portions that keep the page quick.

const PORTION = 200;
const NUMERIC = /XMLSchema#(integer|decimal|double|float|int|long|nonNegativeInteger|positiveInteger)$/;
const CODE = new Intl.Collator("zh-CN", { numeric: true });

export class Table {
  constructor(root, { base, labels }) {
    this.root = root; this.base = base; this.labels = labels;
  }

  // columns: names; rows: arrays of terms {type, value, datatype, "xml:lang"} or undefined.
  show(columns, rows, prefixes) {
    this.columns = columns; this.all = this.rows = rows; this.prefixes = prefixes; this.sorted = null; this.up = true;
    this.names = new Map();
    this.draw();
  }

  clear() { this.columns = []; this.all = this.rows = []; this.root.replaceChildren(); }

  // Only the rows in which every one of the words stands, in what is shown or in what is meant by it; how many, comes back.
  filter(words) {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const text = row => row.map(term => term ? `${term.value} ${this.names.get(term.value) ?? ""}` : "").join(" ").toLowerCase();
    this.rows = wanted.length ? this.all.filter(row => { const all = text(row); return wanted.every(word => all.includes(word)); }) : this.all;
    if (this.sorted !== null) this.order();
    this.draw();
    return this.rows.length;
  }

  // What a term is shown as.
  nameOf(term) { return term.type === "uri" ? this.names.get(term.value) ?? short(term.value, this.prefixes) : term.value; }

  draw() {
    const table = document.createElement("table"), head = table.createTHead().insertRow();
    this.columns.forEach((column, index) => {
      const cell = document.createElement("th"), sort = document.createElement("button");
      cell.scope = "col";
      sort.textContent = column + (this.sorted === index ? (this.up ? " ▲" : " ▼") : "");
      sort.addEventListener("click", () => this.sort(index));
      cell.setAttribute("aria-sort", this.sorted === index ? (this.up ? "ascending" : "descending") : "none");
      cell.append(sort);
      head.append(cell);
    });
    this.body = table.createTBody();
    this.shown = 0;
    this.root.replaceChildren(table);
    this.more();
  }

  more() {
    this.root.querySelector(".more")?.remove();
    const portion = this.rows.slice(this.shown, this.shown + PORTION);
    for (const row of portion) {
      const line = this.body.insertRow();
      for (const term of row) this.fill(line.insertCell(), term);
    }
    this.shown += portion.length;
    if (this.shown < this.rows.length) {
      const button = document.createElement("button");
      button.className = "more";
      button.textContent = `再显示${Math.min(PORTION, this.rows.length - this.shown)}行（共${this.rows.length.toLocaleString("zh-CN")}行）`;
      button.addEventListener("click", () => this.more());
      this.root.append(button);
    }
    this.name(portion);
  }

  fill(cell, term) {
    if (!term) return;
    if (term.type === "uri") {
      const link = document.createElement("a");
      link.href = page(term.value, this.base);
      link.textContent = this.names.get(term.value) ?? short(term.value, this.prefixes);
      link.title = term.value;
      link.dataset.iri = term.value;
      cell.append(link);
      return;
    }
    cell.textContent = term.type === "triple" ? JSON.stringify(term.value) : term.value;
    if (NUMERIC.test(term.datatype ?? "")) cell.className = "number";
    if (term["xml:lang"] && !term["xml:lang"].startsWith("zh")) {
      const language = document.createElement("small");
      language.textContent = " @" + term["xml:lang"];
      cell.append(language);
    }
  }

  async name(rows) {
    const wanted = new Set();
    for (const row of rows) for (const term of row) if (term?.type === "uri" && !this.names.has(term.value)) wanted.add(term.value);
    if (!wanted.size) return;
    const names = this.names;
    for (const iri of wanted) names.set(iri, undefined);
    const found = await this.labels([...wanted]).catch(() => new Map());
    for (const [iri, { label }] of found) if (label) names.set(iri, label);
    if (names !== this.names) return;
    for (const link of this.root.querySelectorAll("a[data-iri]")) {
      const label = names.get(link.dataset.iri);
      if (label) link.textContent = label;
    }
  }

  sort(index) {
    this.up = this.sorted === index ? !this.up : true;
    this.sorted = index;
    this.order();
    this.draw();
  }

  order() {
    const index = this.sorted;
    const key = row => row[index]?.value ?? "";
    this.rows = [...this.rows].sort((one, other) => (this.up ? 1 : -1) * CODE.compare(key(one), key(other)));
  }
}

// The page about an identifier on this server: characters beyond ASCII are encoded, all else stays.
export function page(iri, base) {
  const here = base && iri.startsWith(base + "id/") ? iri.slice(base.length + 3) : null;
  if (here === null) return "/doc?iri=" + encodeURIComponent(iri);
  return "/doc/" + here.replace(/[^\x00-\x7f]+/g, signs => encodeURIComponent(signs));
}

export function short(iri, prefixes) {
  let best = "";
  for (const [name, space] of Object.entries(prefixes)) {
    if (iri.startsWith(space) && space.length > (prefixes[best] ?? "").length) best = name;
  }
  return best ? best + ":" + iri.slice(prefixes[best].length) : iri;
}

// N-Triples to rows of terms.
export function triples(text) {
  const term = String.raw`(<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?)`;
  const line = new RegExp(String.raw`^${term}\s+${term}\s+${term}\s*\.`, "gm");
  return [...text.matchAll(line)].map(match => match.slice(1, 4).map(parsed));
}

function parsed(text) {
  if (text.startsWith("<")) return { type: "uri", value: unescaped(text.slice(1, -1)) };
  if (text.startsWith("_:")) return { type: "bnode", value: text.slice(2) };
  const end = text.lastIndexOf('"');
  const rest = text.slice(end + 1), found = { type: "literal", value: unescaped(text.slice(1, end)) };
  if (rest.startsWith("@")) found["xml:lang"] = rest.slice(1);
  if (rest.startsWith("^^")) found.datatype = rest.slice(3, -1);
  return found;
}

function unescaped(text) {
  const plain = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, sign) =>
    four || eight ? String.fromCodePoint(parseInt(four ?? eight, 16)) : plain[sign] ?? sign);
}
