# SPDX-License-Identifier: GPL-3.0-or-later
"""Small spreadsheets as an office program writes them: Office Open XML (ECMA-376) and OpenDocument (ISO 26300).

A sheet is a list of rows; a cell is a text, a number, a date, or None."""

import datetime
import zipfile
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def write(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)


def xlsx_cell(column, row, value):
    place = f'r="{chr(65 + column)}{row}"'
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return f'<c {place} s="1"><v>{(value - datetime.date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c {place}><v>{value}</v></c>"


def write_xlsx(path, sheets):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    parts = [
        ("[Content_Types].xml", f'{HEAD}<Types xmlns="{package}/content-types"><Default Extension="rels" '
         f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
         f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
         + "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}.worksheet+xml"/>' for i in numbers)
         + "</Types>"),
        ("_rels/.rels", f'{HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
         f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'{HEAD}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
         + "".join(f'<sheet name={quoteattr(name)} sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(sheets, 1))
         + "</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{package}/relationships">'
         + "".join(f'<Relationship Id="rId{i}" Type="{office}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in numbers)
         + f'<Relationship Id="rId{len(sheets) + 1}" Type="{office}/styles" Target="styles.xml"/></Relationships>'),
        ("xl/styles.xml", f'{HEAD}<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
         '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
         '<xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'),
    ]
    for i, rows in enumerate(sheets.values(), 1):
        data = "".join(f'<row r="{r}">{"".join(xlsx_cell(c, r, value) for c, value in enumerate(row))}</row>'
                       for r, row in enumerate(rows, 1))
        parts.append((f"xl/worksheets/sheet{i}.xml", f'{HEAD}<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>'))
    write(path, parts)


def ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, datetime.date):
        return (f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
                f"<text:p>{value:%d/%m/%Y}</text:p></table:table-cell>")
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    shown = str(value).replace(".", ",")
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'


def write_ods(path, sheets):
    names = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
                     for short, long in (("office", "office"), ("table", "table"), ("text", "text")))
    tables = "".join(f"<table:table table:name={quoteattr(name)}>"
                     + "".join(f'<table:table-row>{"".join(map(ods_cell, row))}</table:table-row>' for row in rows) + "</table:table>"
                     for name, rows in sheets.items())
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    write(path, [
        ("mimetype", kind),
        ("META-INF/manifest.xml", f'{HEAD}<manifest:manifest xmlns:manifest="{manifest}"><manifest:file-entry manifest:full-path="/" '
         f'manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
         "</manifest:manifest>"),
        ("content.xml", f'{HEAD}<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>{tables}'
         "</office:spreadsheet></office:body></office:document-content>"),
    ])
