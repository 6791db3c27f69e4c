import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([1, 2, 3], [4, 5, 6], label="up")
ax.legend()
print(len(ax.lines), ax.get_legend().get_texts()[0].get_text(), ax.get_xlim()[0] < 1)
