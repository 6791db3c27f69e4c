import datetime as dt
import matplotlib.dates as md
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([dt.date(2024, 1, 1), dt.date(2024, 3, 1)], [1, 2])
ax.xaxis.set_major_formatter(md.DateFormatter("%b %Y"))
fig.canvas.draw()
print(ax.get_xticklabels()[0].get_text(), md.date2num(dt.date(2024, 1, 1)))
