import matplotlib
print(matplotlib.get_backend().lower())
