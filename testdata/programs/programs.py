"""What the tests have openpyxl and XlsxWriter do:

cells PROGRAM FILE...       prints what it reads: a JSON object of the files
save PROGRAM FOLDER FILE... opens workbooks and saves them into a folder
odd PROGRAM FOLDER          saves workbooks with odd values into a folder
"""
import datetime
import json
import os
import sys

import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel


def plain(v, epoch):
    if isinstance(v, (datetime.datetime, datetime.date, datetime.time)):
        return to_excel(v, epoch)
    if isinstance(v, datetime.timedelta):
        return v.total_seconds() / 86400
    return v


def cells(program, files):
    out = {}
    for name in files:
        book = openpyxl.load_workbook(name, read_only=program == "openpyxl read-only", data_only=True)
        out[name] = {}
        for sheet in book.worksheets:
            found = out[name][sheet.title] = {}
            for row in sheet.iter_rows():
                for c in row:
                    if c.value not in (None, ""):
                        found["%s%d" % (c.column_letter, c.row)] = plain(c.value, book.epoch)
    json.dump(out, sys.stdout)


def save(program, folder, files):
    for name in files:
        openpyxl.load_workbook(name).save(os.path.join(folder, os.path.basename(name)))


TEXTS = [
    " blanks at both ends ", "two\nlines", "tab\there", "<b> & \"quotes\" 'all'", "\U0001F600 beyond the plane", "東京 مرحبا", "0412",
    "1234567890123456", "e\u0301 decomposed", "", "\u00a0no-break\u00a0", "TRUE", "85%", "31/03/2026", "#N/A as text", "long " * 2000,
]
NUMBERS = [0, 1, -1, 1.5, 0.1 + 0.2, 1e300, 1e-300, 1234567890123456, 123456789012345678]
DAY = datetime.datetime(2026, 3, 5, 14, 30)
FORMATS = ["yyyy-mm-dd", "h:mm", "0.0%", '[Red]"day "0', "@"]


def odd(program, folder):
    for calendar in ("1900", "1904"):
        path = os.path.join(folder, "%s %s.xlsx" % (program, calendar))
        {"openpyxl": odd_openpyxl, "XlsxWriter": odd_xlsxwriter}[program](path, calendar == "1904")


def odd_openpyxl(path, mac):
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Ümläut & <tag>"
    for i, v in enumerate(TEXTS):
        c = sheet.cell(i + 1, 1, v)
        c.data_type = "s"
    for i, v in enumerate(NUMBERS):
        sheet.cell(i + 1, 2, v)
    for i, v in enumerate([True, False, DAY, DAY.date(), DAY.time(), "=B1+B2", '="a"&"b"', "#DIV/0!", "#N/A"]):
        sheet.cell(i + 1, 3, v)
    for i, f in enumerate(FORMATS):
        sheet.cell(i + 1, 4, 46086.25).number_format = f
    sheet.merge_cells("F2:G4")
    sheet["F2"] = "merged"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["XFD300"] = "the last"
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "veryHidden"
    hidden["B2"] = "x"
    book.create_sheet("Empty")
    book.save(path)


def odd_xlsxwriter(path, mac):
    # In constant memory it writes texts into the cells.
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm", "date_1904": mac, "constant_memory": mac})
    sheet = book.add_worksheet("Ümläut & <tag>")
    bold = book.add_format({"bold": True})
    rows = max(len(TEXTS), len(NUMBERS))
    for i in range(rows):
        if i < len(TEXTS):
            sheet.write_string(i, 0, TEXTS[i], bold if i % 2 else None)
        if i < len(NUMBERS):
            sheet.write_number(i, 1, NUMBERS[i])
        if i == 0:
            sheet.write_boolean(i, 2, True)
        elif i == 1:
            sheet.write_datetime(i, 2, DAY)
        elif i == 2:
            sheet.write_formula(i, 2, "=B1+B2", None, 1)
        elif i == 3:
            sheet.write_formula(i, 2, '="a"&"b"', None, "ab")
        elif i == 4:
            sheet.write_formula(i, 2, "=1/0", None, "#DIV/0!")
        elif i == 5:
            sheet.write_formula(i, 2, "=1=1", None, True)
        elif i == 6:
            sheet.write_rich_string(i, 2, bold, "bold ", "and plain ", bold, "& bold")
        if i < len(FORMATS):
            sheet.write_number(i, 3, 46086.25, book.add_format({"num_format": FORMATS[i]}))
        if i == 7:
            sheet.write_url(i, 4, "https://example.org", None, "a link")
    if not mac:
        sheet.merge_range("F2:G4", "merged", bold)
    sheet.set_row(rows + 2, None, None, {"hidden": True})
    sheet.set_column("H:J", None, None, {"hidden": True})
    sheet.write_blank(rows + 3, 0, None, bold)
    sheet.write_string(299, 16383, "the last")
    hidden = book.add_worksheet("Hidden")
    hidden.hide()
    hidden.write_string("B2", "x")
    book.add_worksheet("Empty")
    book.close()


if __name__ == "__main__":
    do, program, rest = sys.argv[1], sys.argv[2], sys.argv[3:]
    if do == "cells":
        cells(program, rest)
    elif do == "save":
        save(program, rest[0], rest[1:])
    elif do == "odd":
        odd(program, rest[0])
