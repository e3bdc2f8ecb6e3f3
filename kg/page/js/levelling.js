// What people type and what lists print in one form: this follows kg/asking/lookup/levelling.py, step by step.

const FOLDED = { "〔": "(", "〕": ")", "[": "(", "]": ")", "【": "(", "】": ")", "{": "(", "}": ")" };
const DROPPED = /[《》〈〉|\p{Z}\p{C}]/u;
const NUMERAL = "(?:[零〇○一二三四五六七八九十百千]{1,9}|[0-9]{1,4})";
const PROVISION = new RegExp(`第\\(?(${NUMERAL})\\)?([编章节条款项目])(?:之(${NUMERAL}))?`, "gu");
const TYPED = new RegExp(`(?<![第0-9零〇○一二三四五六七八九十百千之])(${NUMERAL})(?=条)`, "gu");
const LAST = /(?<=\p{L})(?<![第之])([0-9]{1,4})(?:-([0-9]{1,2}))?$/u;
const LAST_CHINESE = /(?<=[法例定则])([零〇○一二三四五六七八九十百千]{1,9})$/u;
const DECREE = /(?<=令)第?([0-9]{1,4})号?$/u;
const PLAIN = /^[\u4e00-\u9fff0-9a-z，。；：、“”()]*$/;

const foldOf = new Map();
function fold(sign) {
  let found = foldOf.get(sign);
  if (found === undefined) {
    found = Array.from(sign.normalize("NFKC").toLowerCase(), (part) => FOLDED[part] || part).filter((part) => !DROPPED.test(part)).join("");
    foldOf.set(sign, found);
  }
  return found;
}
const UNEVEN = /[^\u4e00-\u9fff0-9a-z。、()]/gu;
/** Width, case, blanks, book-title marks and brackets levelled out. */
const folds = (text) => text.replace(UNEVEN, fold);

/** The number of a numeral as law prints it: 120 of 一百二十, 2018 of 二〇一八. */
function number(text) {
  if (/^[0-9]/.test(text)) return Number(text);
  const digit = (sign) => (sign === "○" ? 0 : "零一二三四五六七八九".indexOf(sign === "〇" ? "零" : sign));
  if (!/[十百千]/u.test(text)) return Number(Array.from(text, digit).join(""));
  let [sum, last] = [0, null];
  for (const sign of text) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[sign];
    if (unit) [sum, last] = [sum + (last || 1) * unit, null];
    else last = digit(sign);
  }
  return sum + (last || 0);
}

const inDigits = (text) => (text.includes("第") ? text.replace(PROVISION, (_, value, unit, insert) => `第${number(value)}${unit}${insert ? `之${number(insert)}` : ""}`) : text);
const level = (text) => inDigits(folds(text));

/** The forms that words may have, the likeliest first: an article, the number of a decree, as typed. */
function typed(words) {
  const text = inDigits(folds(words).replace(TYPED, "第$1"));
  if (DECREE.test(text)) return [...new Set([text.replace(DECREE, "第$1号"), text])];
  let article = text.replace(LAST, (_, value, insert) => `第${value}条${insert ? `之${insert}` : ""}`);
  if (article === text) article = text.replace(LAST_CHINESE, (_, value) => `第${number(value)}条`);
  return [...new Set([article, text])];
}
