import matplotlib.pyplot as plt
plt.style.use("ggplot")
plt.annotate("peak", (1, 2), xytext=(2, 3), arrowprops={"arrowstyle": "->"})
print(plt.gca().texts[0].get_text(), plt.rcParams["axes.grid"])
plt.style.use("default")
