"""One thing done with each vendored package; tests/python/compiled.test.ts runs them on the compiled archives."""

import io


def beautifulsoup4():
    from bs4 import BeautifulSoup

    assert BeautifulSoup("<p>one</p>", "html.parser").p.text == "one"


def contourpy():
    import contourpy as module

    assert len(module.contour_generator(z=[[0, 1], [0, 1]]).lines(0.5)) == 1


def cycler():
    from cycler import cycler as cycle

    assert len(cycle(color="rgb")) == 3


def et_xmlfile():
    from et_xmlfile import xmlfile

    out = io.BytesIO()
    with xmlfile(out) as file, file.element("a"):
        pass
    assert out.getvalue()


def fonttools():
    import matplotlib
    from fontTools.ttLib import TTFont

    font = TTFont(f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf")
    assert font["name"].getDebugName(1) == "DejaVu Sans"


def jinja2():
    import jinja2 as module

    assert module.Template("{{ 1 + 1 }}").render() == "2"


def joblib():
    import joblib as module

    assert module.hash([1]) == module.hash([1])


def kiwisolver():
    import kiwisolver as module

    one, solver = module.Variable("one"), module.Solver()
    solver.addConstraint(one == 3)
    solver.updateVariables()
    assert one.value() == 3


def lxml():
    from lxml import etree, html

    assert etree.fromstring("<a><b/></a>").find("b") is not None
    assert html.fromstring("<p>one</p>").text == "one"


def markupsafe():
    import markupsafe as module

    assert module.escape("<") == "&lt;"


def matplotlib():
    import mpl_toolkits.mplot3d  # noqa: F401
    import pylab
    from matplotlib import pyplot

    assert pylab.plot is pyplot.plot
    figure, axes = pyplot.subplots()
    axes.plot([1, 2, 3])
    for kind in ("png", "svg", "pdf"):
        figure.savefig(io.BytesIO(), format=kind)
    pyplot.style.use("ggplot")


def mpmath():
    import mpmath as module

    assert str(module.mp.pi)[:6] == "3.1415"


def narwhals():
    import narwhals as module
    import pandas

    assert module.from_native(pandas.DataFrame({"a": [1]})).columns == ["a"]


def numpy():
    import numpy as module
    import numpy.testing

    numpy.testing.assert_allclose(module.linalg.inv(module.eye(3)), module.eye(3))
    assert abs(module.fft.fft([1, 2]).sum()) == 2 and module.random.default_rng(0).random() < 1


def openpyxl():
    import openpyxl as module

    out, book = io.BytesIO(), module.Workbook()
    book.active["A1"] = 5
    book.save(out)
    assert module.load_workbook(out).active["A1"].value == 5


def packaging():
    from packaging.version import Version

    assert Version("1.10") > Version("1.9")


def pandas():
    import pandas as module
    import pandas.testing

    table = module.read_csv(io.StringIO("day,n\n2024-01-01,1\n2024-01-02,3"), parse_dates=["day"])
    assert table.groupby(table["day"].dt.year)["n"].sum().loc[2024] == 4
    pandas.testing.assert_frame_equal(table, table.copy())
    assert "<table" in table.style.to_html()


def pillow():
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    assert Image.open(out).size == (4, 4)


def plotly():
    import plotly.express as express

    frame = express.data.iris()
    assert express.scatter(frame, x="sepal_length", y="sepal_width").to_json()


def pyparsing():
    import pyparsing as module

    assert module.Word(module.nums).parse_string("12")[0] == "12"


def python_dateutil():
    from dateutil import parser, relativedelta

    assert (parser.parse("2024-01-31") + relativedelta.relativedelta(months=1)).day == 29


def python_docx():
    import docx

    out, document = io.BytesIO(), docx.Document()
    document.add_heading("one")
    document.save(out)
    assert docx.Document(out).paragraphs[0].text == "one"


def python_pptx():
    import pptx

    out, deck = io.BytesIO(), pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0])
    deck.save(out)
    assert len(pptx.Presentation(out).slides) == 1


def pytz():
    import pytz as module

    assert module.timezone("Europe/Oslo").zone == "Europe/Oslo"


def regex():
    import regex as module

    assert module.findall(r"\p{L}+", "é 1") == ["é"]


def scikit_learn():
    from sklearn.cluster import KMeans
    from sklearn.datasets import load_iris
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LinearRegression

    x, y = load_iris(return_X_y=True)
    assert RandomForestClassifier(5, random_state=0).fit(x, y).score(x, y) > 0.9
    assert LinearRegression().fit(x, y).score(x, y) > 0.9
    assert len(KMeans(3, n_init=1, random_state=0).fit(x).cluster_centers_) == 3


def scipy():
    import scipy.cluster
    import scipy.integrate
    import scipy.interpolate
    import scipy.ndimage
    import scipy.optimize
    import scipy.signal
    import scipy.sparse.linalg
    import scipy.spatial
    import scipy.special
    import scipy.stats

    assert scipy.stats.ttest_ind([1, 2, 3], [4, 5, 6]).pvalue < 0.05
    assert abs(scipy.optimize.brentq(lambda x: x - 1, 0, 3) - 1) < 1e-9
    assert abs(scipy.integrate.quad(lambda x: x, 0, 1)[0] - 0.5) < 1e-9


def seaborn():
    import pandas
    import seaborn as module

    module.histplot(pandas.Series([1, 2, 2, 3]))


def six():
    import six as module
    from six.moves import urllib

    assert module.PY3 and urllib.parse.quote(" ") == "%20"


def soupsieve():
    import soupsieve as module
    from bs4 import BeautifulSoup

    assert module.select_one("p", BeautifulSoup("<p>one</p>", "html.parser")).text == "one"


def sympy():
    import sympy as module

    x = module.symbols("x")
    assert module.solve(x**2 - 4, x) == [-2, 2] and module.integrate(x, (x, 0, 2)) == 2
    assert module.lambdify(x, x + 1)(1) == 2


def threadpoolctl():
    import threadpoolctl as module

    assert isinstance(module.threadpool_info(), list)


def typing_extensions():
    from typing_extensions import TypedDict

    assert TypedDict("One", {"a": int})(a=1) == {"a": 1}


def tzdata():
    import datetime
    import zoneinfo

    assert datetime.datetime(2024, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Oslo")).utcoffset() == datetime.timedelta(hours=2)


def xlsxwriter():
    import xlsxwriter as module

    out = io.BytesIO()
    book = module.Workbook(out, {"in_memory": True})
    book.add_worksheet().write(0, 0, 5)
    book.close()
    assert out.getvalue()
