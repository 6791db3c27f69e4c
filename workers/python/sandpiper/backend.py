"""The matplotlib backend of the kernel: Agg, whose `plt.show()` makes an artifact of each open figure."""

from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from . import figures


class FigureManager(FigureManagerBase):
    def show(self):
        figures.artifact(self.canvas.figure, None)
        figures.close(self.canvas.figure)

    @classmethod
    def pyplot_show(cls, *args, **options):
        figures.collect()


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager
