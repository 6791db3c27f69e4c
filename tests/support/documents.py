"""What readers that are not ours (python-docx, python-pptx) find in documents, and a run of a script as `python script.py` would."""

import contextlib
import io
import json
import os
import runpy
import sys


def docx(path):
    import docx as reader

    document = reader.Document(path)
    kinds = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    pictures = [(shape.width, shape._inline.docPr.get("descr")) for shape in document.inline_shapes]
    return json.dumps({"paragraphs": kinds, "tables": tables, "pictures": pictures})


def pptx(path):
    import pptx as reader

    def seen(slide):
        tables = [[[cell.text for cell in row.cells] for row in shape.table.rows] for shape in slide.shapes if shape.has_table]
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
        pictures = [len(shape.image.blob) for shape in slide.shapes if shape.shape_type == 13]
        return {"texts": texts, "tables": tables, "pictures": pictures}

    return json.dumps([seen(slide) for slide in reader.Presentation(path).slides])


def script(path, folder):
    """Runs it in `folder`; gives what it printed and the files in its output. Raises what it raises."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("sandpiper", "IPython")]:
        del sys.modules[name]
    sys.path[:] = [place for place in sys.path if not place.endswith("/workers/python")]
    os.chdir(folder)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(path, run_name="__main__")
    made = sorted(os.listdir("output")) if os.path.isdir("output") else []
    return json.dumps([printed.getvalue(), made])
