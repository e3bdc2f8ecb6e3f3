// SPARQL text: its tokens, what is wrong with them at sight, and a tidy form.

const KEYWORDS = new Set(`a add all as asc ask base bind by clear construct copy create data default delete desc describe
 distinct drop exists false filter from graph group having in insert into limit load minus move named not offset optional
 order prefix reduced select separator service silent to true undef union using values where with`.split(/\s+/));
const FUNCTIONS = `abs avg bnode bound ceil coalesce concat contains count datatype day encode_for_uri floor group_concat
 hours if iri isblank isiri isliteral isnumeric isuri lang langmatches lcase max md5 min minutes month now rand regex
 replace round sameterm sample seconds sha1 sha256 sha384 sha512 str strafter strbefore strdt strends strlang strlen
 strstarts struuid substr sum timezone tz ucase uri uuid year`.split(/\s+/);
const KNOWN = new Set([...KEYWORDS, ...FUNCTIONS]);
const TOKEN = new RegExp([
  "(?<comment>#[^\\n]*)",
  "(?<string>\"\"\"[^]*?(?:\"\"\"|$)|'''[^]*?(?:'''|$)|\"(?:[^\"\\\\\\n]|\\\\.)*\"?|'(?:[^'\\\\\\n]|\\\\.)*'?)",
  "(?<iri><[^<>\"{}|^`\\\\\\s]*>)",
  "(?<variable>[?$][\\p{L}\\p{N}_]+)",
  "(?<name>(?:[\\p{L}][\\p{L}\\p{N}_.-]*)?:(?:[\\p{L}\\p{N}_:.%-]*[\\p{L}\\p{N}_:%-])?)",
  "(?<number>\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)",
  "(?<word>@?[\\p{L}_][\\p{L}\\p{N}_-]*)",
  "(?<bad>[；（），。．：？｛｝“”‘’＂＝＜＞！＊＋－／｜＆＃＄　])",
  "(?<space>\\s+)",
  "(?<sign>\\^\\^|&&|\\|\\||!=|<=|>=|[^])",
].join("|"), "gu");

export const words = [...KEYWORDS].filter(word => word.length > 1).map(word => word.toUpperCase());
export const functions = FUNCTIONS.map(word => word.toUpperCase());

export function tokens(text) {
  const found = [];
  for (const match of text.matchAll(TOKEN)) {
    let kind = Object.keys(match.groups).find(name => match.groups[name] !== undefined);
    if (kind === "word") kind = match[0].startsWith("@") ? "number" : KNOWN.has(match[0].toLowerCase()) ? "keyword" : "word";
    found.push({ kind, text: match[0], start: match.index });
  }
  return found;
}

export function prefixes(text) {
  const found = {};
  for (const [, name, iri] of text.matchAll(/\bPREFIX\s+([\p{L}\p{N}_.-]*):\s*<([^>\s]*)>/giu)) found[name] = iri;
  return found;
}

export function variables(text) {
  return [...new Set(tokens(text).filter(token => token.kind === "variable").map(token => token.text))];
}

// One statement a line, two blanks a brace; comments and strings stay as they are.
export function tidy(text) {
  const solid = tokens(text).filter(token => token.kind !== "space");
  const breaks = new Map();  // blank lines and comments keep their own lines
  for (const token of solid) breaks.set(token, text.slice(0, token.start).match(/\n[^\S\n]*$/) !== null);
  const lines = [];
  let line = "", depth = 0, round = 0, last = null;
  const flush = () => { if (line.trim()) lines.push("  ".repeat(Math.max(0, depth)) + line.trim()); line = ""; };
  for (const token of solid) {
    const before = last && text.slice(last.start + last.text.length, token.start);
    if (token.kind === "comment") {
      if (breaks.get(token)) flush();
      line += (line ? "  " : "") + token.text;
      flush();
    } else if (token.text === "{") {
      line += " {"; flush(); depth += 1;
    } else if (token.text === "}") {
      flush(); depth -= 1; line = "}";
    } else if (token.text === "." && round === 0) {
      line += " ."; flush();
    } else if (token.text === ";" && round === 0) {
      line += " ;"; flush();
    } else {
      const clause = token.kind === "keyword" && round === 0
        && /^(where|order|group|having|limit|offset|optional|filter|bind|values|prefix|base|select|construct|ask|describe|from|minus|insert|delete|service|graph)$/i.test(token.text);
      const joined = /^(not|exists|by|distinct)$/i.test(last?.text ?? "") || (/^(select|where)$/i.test(token.text) && last?.text === "{");
      if (clause && !joined && (last?.text === "}" ? !/^(where|union)$/i.test(token.text) : breaks.get(token) || /^(optional|filter|bind|values|order|group|having|limit|offset|prefix)$/i.test(token.text))) flush();
      if (last?.text === "}" && !clause && !/^union$/i.test(token.text) && round === 0 && token.text !== ")") flush();
      line += (before || needsBlank(last, token) ? " " : "") + token.text;
      if (token.text === "(") round += 1;
      if (token.text === ")") round -= 1;
    }
    last = token;
  }
  flush();
  return lines.join("\n").replace(/\( /g, "(").replace(/ \)/g, ")") + "\n";
}

function needsBlank(last, token) {
  return last && last.text === "}" && token.kind !== "sign";
}
