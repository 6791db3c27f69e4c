import matplotlib.pyplot as plt
b = plt.boxplot([[1, 2, 3, 4, 20]])
print(b["medians"][0].get_ydata().tolist(), b["fliers"][0].get_ydata().tolist())
