"""The matplotlib backend of the kernel: Agg, whose `plt.show()` makes an artifact of each open figure."""

import matplotlib
from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from . import figures

# Letters in SVG files stay letters, so that the page can put values in the place of tokens.
matplotlib.rcParams["svg.fonttype"] = "none"


class FigureManager(FigureManagerBase):
    def show(self):
        figures.artifact(self.canvas.figure, None)
        figures.close(self.canvas.figure)

    @classmethod
    def pyplot_show(cls, *args, **options):
        figures.collect()


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager
