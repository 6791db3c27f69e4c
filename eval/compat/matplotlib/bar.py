import matplotlib.pyplot as plt
fig, ax = plt.subplots()
bars = ax.bar(["a", "b"], [3, 7])
ax.bar_label(bars)
print([b.get_height() for b in bars], [t.get_text() for t in ax.texts])
