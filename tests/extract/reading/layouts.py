"""How tests write tables: as text, page, workbook or Word document; all words are of our own making."""

from io import BytesIO

LAW = "《中华人民共和国某某法》第十二条 应当申请许可。"
RULE = "《某某管理条例》（国务院令第700号）第三条 违反规定的，处一万元以下罚款。"
CODE = "11620300438260106X3620114001000"


def tsv(*rows):
    return "\n".join("\t".join(row) for row in rows)


def csv(*rows):
    return "\n".join(",".join(f'"{cell}"' if "," in cell or "\n" in cell else cell for cell in row) for row in rows)


def page(*rows, before=""):
    """A table of rows of cells; a cell is a text or (text, attributes)."""
    cells = [[cell if isinstance(cell, tuple) else (cell, "") for cell in row] for row in rows]
    lines = ["<tr>" + "".join(f"<td {how}>{text}</td>" for text, how in row) + "</tr>" for row in cells]
    return f"<html><body>{before}<table>{''.join(lines)}</table></body></html>"


def workbook(sheets):
    """Sheets of rows by name, each with the ranges to merge."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, (rows, merged) in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for span in merged:
            sheet.merge_cells(span)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def document(*blocks):
    """Paragraphs (texts) and tables (lists of rows)."""
    from docx import Document

    made = Document()
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(rows=len(block), cols=len(block[0]))
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def texts(listing, role):
    return [row.text(role) for row in listing.rows]
