// SPARQL text: its tokens, what is wrong with them at sight, and a tidy form.

import { functions, keywords } from "./vocabulary.js";

export { functions };
export const words = keywords.filter(word => word.length > 1);
const KNOWN = new Set([...keywords, ...functions]);
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


export function tokens(text) {
  const found = [];
  for (const match of text.matchAll(TOKEN)) {
    let kind = Object.keys(match.groups).find(name => match.groups[name] !== undefined);
    if (kind === "word") kind = match[0].startsWith("@") ? "number" : KNOWN.has(match[0].toUpperCase()) ? "keyword" : "word";
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

const CLAUSE = /^(where|order|group|having|limit|offset|optional|filter|bind|values|prefix|base|from|minus|insert|delete|service|graph)$/i;
const ALWAYS_NEW = /^(optional|filter|bind|values|order|group|having|limit|offset|prefix|minus)$/i;
const SAME_LINE = /^(not|exists|by|distinct|reduced|silent|named|data|\()$/i;

// One statement a line, two blanks a brace and two more after a semicolon; comments and strings stay as they are.
export function tidy(text) {
  const lines = [];
  let line = "", depth = 0, round = 0, hanging = false, closing = false, last = null;
  const flush = (goesOn = false) => {
    if (line.trim()) lines.push("  ".repeat(Math.max(0, depth) + Number(hanging)) + line.trim());
    line = "";
    hanging = goesOn;
  };
  for (const token of tokens(text).filter(token => token.kind !== "space")) {
    const between = text.slice(last ? last.start + last.text.length : 0, token.start);
    if (token.kind === "comment") {
      const behind = last && !between.includes("\n");
      if (behind && !line && lines.length) {
        lines[lines.length - 1] += "  " + token.text;
      } else {
        if (!behind) flush(hanging);
        line += (line ? "  " : "") + token.text;
        flush(hanging);
      }
    } else if (token.text === "{") {
      line += " {"; flush(); depth += 1; closing = false;
    } else if (token.text === "}") {
      flush(); depth -= 1; line = "}";
    } else if (round === 0 && (token.text === "." || token.text === ";")) {
      line += " " + token.text; flush(token.text === ";");
    } else {
      if (round === 0 && begins(token, last, between)) flush();
      line += (between || last?.text === "}" ? " " : "") + token.text;
      if (token.text === "(") round += 1;
      if (token.text === ")") round -= 1;
      if (/^(filter|bind)$/i.test(token.text)) closing = true;
      if (closing && token.text === ")" && round === 0) { flush(); closing = false; }
    }
    last = token;
  }
  flush();
  return lines.join("\n") + "\n";
}

// Whether a token begins a line of its own.
function begins(token, last, between) {
  if (!last || SAME_LINE.test(last.text)) return false;
  if (last.text === "}") return !/^(where|union|,|\))$/i.test(token.text);
  return token.kind === "keyword" && (ALWAYS_NEW.test(token.text) || (CLAUSE.test(token.text) && between.includes("\n")));
}
