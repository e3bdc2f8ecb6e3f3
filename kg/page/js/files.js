// Files to keep: text, tables as CSV and as a workbook. A workbook is a ZIP of XML parts (ECMA-376); here they are stored
// without compression, which every reader takes.

function save(name, content, type) {
  const link = h("a", { download: name, href: URL.createObjectURL(new Blob([content], { type })) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const fileName = (words) => `${words.replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 60) || "清单"}`;

const FORMULA = /^\s*[=+\-@＝＋－＠]/;
const MISREAD = /^(0\d+|\d{12,}|\d{1,4}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{1,4}|\d+[Ee]\d+)$/;
/** A value as a spreadsheet must be given it: no formula, no number that it would spoil (kg/output/sanitise.py). */
const safe = (value) => (typeof value === "string" && (FORMULA.test(value) || MISREAD.test(value)) ? `'${value}` : String(value));

/** Rows as CSV that spreadsheets open: UTF-8 with its mark, CRLF. */
function csv(rows) {
  const field = (value) => { const text = safe(value); return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };
  return `\ufeff${rows.map((row) => `${row.map(field).join(",")}\r\n`).join("")}`;
}

const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const xml = (text) => String(text).replace(UNPRINTABLE, "").replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
const LONGEST_CELL = 32_767;

function column(at) {
  let [name, rest] = ["", at + 1];
  while (rest) { name = String.fromCharCode(65 + ((rest - 1) % 26)) + name; rest = Math.floor((rest - 1) / 26); }
  return name;
}

/** Rows as a workbook of one sheet; the first row is its head and stays in sight. */
function workbook(rows, title) {
  const cell = (value, at, row) => (typeof value === "number" ? `<c r="${column(at)}${row}"><v>${value}</v></c>` : `<c r="${column(at)}${row}" t="inlineStr"${row === 1 ? ' s="1"' : ""}><is><t xml:space="preserve">${xml(value).slice(0, LONGEST_CELL)}</t></is></c>`);
  const sheet = rows.map((row, at) => `<row r="${at + 1}">${row.map((value, place) => cell(value, place, at + 1)).join("")}</row>`).join("");
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const pack = "http://schemas.openxmlformats.org/package/2006";
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return zip({
    "[Content_Types].xml": `${head}<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${pack}/relationships"><Relationship Id="r1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="${xml(title.replace(/[\\/?*[\]:]/g, " ").slice(0, 31) || "清单")}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${pack}/relationships"><Relationship Id="r1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${rel}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    "xl/worksheets/sheet1.xml": `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${(rows[0] || []).map((_, at) => `<col min="${at + 1}" max="${at + 1}" width="${at === 1 ? 48 : 18}" customWidth="1"/>`).join("")}</cols><sheetData>${sheet}</sheetData></worksheet>`,
  });
}

const CRC = Uint32Array.from({ length: 256 }, (_, number) => { let value = number; for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1; return value; });
function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ CRC[(value ^ byte) & 255];
  return (value ^ 0xffffffff) >>> 0;
}

/** Files by name as a ZIP (PKWARE APPNOTE 4.3), each stored as it is. */
function zip(files) {
  const encoder = new TextEncoder();
  const pieces = [];
  const directory = [];
  let offset = 0;
  const record = (layout) => {
    const view = new DataView(new ArrayBuffer(layout.reduce((sum, [, size]) => sum + size, 0)));
    let at = 0;
    for (const [value, size] of layout) { if (size === 4) view.setUint32(at, value, true); else view.setUint16(at, value, true); at += size; }
    return new Uint8Array(view.buffer);
  };
  for (const [name, text] of Object.entries(files)) {
    const [label, bytes] = [encoder.encode(name), encoder.encode(text)];
    const common = [[20, 2], [0x0800, 2], [0, 2], [0, 2], [0x21, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [label.length, 2], [0, 2]];
    pieces.push(record([[0x04034b50, 4], ...common]), label, bytes);
    directory.push(record([[0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), label);
    offset += 30 + label.length + bytes.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const number = directory.length / 2;
  return new Blob([...pieces, ...directory, record([[0x06054b50, 4], [0, 2], [0, 2], [number, 2], [number, 2], [size, 4], [offset, 4], [0, 2]])]);
}

/** Buttons that save rows as they are shown. */
const savers = (title, rows) => [
  h("button", { type: "button", class: "save-csv", onclick: () => save(`${fileName(title)}.csv`, csv(rows()), "text/csv") }, "存为 CSV"),
  h("button", { type: "button", class: "save-xlsx", onclick: () => save(`${fileName(title)}.xlsx`, workbook(rows(), title), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") }, "存为 Excel"),
];
