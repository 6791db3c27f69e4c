import matplotlib.pyplot as plt
w, t, a = plt.pie([1, 3], labels=["x", "y"], autopct="%.0f%%")
print([x.get_text() for x in a])
