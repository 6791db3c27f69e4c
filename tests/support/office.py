"""Office files full of tokens, made by the libraries that generated code uses, and what those libraries find in them afterwards."""

import io
import json


def openpyxl_book(tokens):
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.worksheet.table import Table

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = tokens[0]
    sheet.append(["name", tokens[0], "id"])
    for at, token in enumerate(tokens):
        sheet.append([token, at, 912345678901234 if at % 2 else 987654321098765])
    sheet.add_table(Table(displayName="People", ref=f"A1:C{len(tokens) + 1}"))
    sheet["A2"].comment = Comment(f"about {tokens[0]}", "someone")
    other = book.create_sheet("sums")
    other["A1"] = f"=SUM('{tokens[0]}'!B2:B4)"
    other["A2"] = f'=COUNTIF(A3:A9,"{tokens[1]}")'
    other["A3"] = '=HYPERLINK("http://e.example/?q=person_7F3K2Q9M","see")'
    return saved(book)


def xlsxwriter_book(tokens):
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("data")
        sheet.write_column(0, 0, tokens)
        sheet.write_column(0, 1, [912345678901234.0, 987654321098765.0])
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"name": tokens[0], "categories": f"=data!$A$1:$A${len(tokens)}", "values": "=data!$B$1:$B$2"})
        sheet.insert_chart("D2", chart)
    return out.getvalue()


def fetching_book(formula):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["person_7F3K2Q9M", formula])
    return saved(book)


def document(tokens):
    import docx

    made = docx.Document()
    for token in tokens:
        made.add_heading(token)
        made.add_paragraph(f"of {token}.")
    made.add_table(rows=1, cols=1).cell(0, 0).text = tokens[0]
    made.core_properties.title = tokens[0]
    return saved(made)


def slides(tokens):
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    made = Presentation()
    page = made.slides.add_slide(made.slide_layouts[5])
    page.shapes.title.text = tokens[0]
    data = CategoryChartData()
    data.categories = tokens
    data.add_series(tokens[1], [1] * len(tokens))
    page.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(1), Inches(5), Inches(4), data)
    return saved(made)


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


makers = {"openpyxl": openpyxl_book, "xlsxwriter": xlsxwriter_book, "fetching": fetching_book, "docx": document, "pptx": slides}


def make(kind, text):
    return makers[kind](json.loads(text))


def book_of(data):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    sheets = {sheet.title: [[cell for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book}
    types = {sheet.title: [[cell.data_type for cell in row] for row in sheet.iter_rows()] for sheet in book}
    comments = [cell.comment.text for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    tables = [[column.name for column in table.tableColumns] for sheet in book for table in getattr(sheet, "tables", {}).values()]
    return {"sheets": sheets, "types": types, "comments": comments, "tables": tables}


def document_of(data):
    import docx

    made = docx.Document(io.BytesIO(data))
    return {"texts": [one.text for one in made.paragraphs], "cell": made.tables[0].cell(0, 0).text, "title": made.core_properties.title}


def slides_of(data):
    from pptx import Presentation

    page = Presentation(io.BytesIO(data)).slides[0]
    [chart] = [shape.chart for shape in page.shapes if shape.has_chart]
    behind = book_of(chart.part.chart_workbook.xlsx_part.blob)
    return {"title": page.shapes.title.text, "categories": list(chart.plots[0].categories), "series": chart.series[0].name, "behind": behind["sheets"]}


readers = {"openpyxl": book_of, "xlsxwriter": book_of, "docx": document_of, "pptx": slides_of}


def read(kind, data):
    return json.dumps(readers[kind](bytes(data.to_py() if hasattr(data, "to_py") else data)), default=str)


def members(data):
    """Digest of each file of a zip as a reader that is not ours finds it; it checks every checksum."""
    import hashlib
    import zipfile

    with zipfile.ZipFile(io.BytesIO(bytes(data.to_py() if hasattr(data, "to_py") else data))) as book:
        assert book.testzip() is None
        return json.dumps({name: hashlib.sha256(book.read(name)).hexdigest() for name in book.namelist()})


def zipped(text):
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in json.loads(text).items():
            made.writestr(name, content)
    return out.getvalue()


def texts(data):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(bytes(data.to_py() if hasattr(data, "to_py") else data))) as made:
        return json.dumps({name: made.read(name).decode() for name in made.namelist()})
