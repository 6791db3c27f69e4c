import matplotlib.pyplot as plt
plt.plot([1, 10, 100])
plt.yscale("log")
print(plt.gca().get_yscale())
