from sklearn.model_selection import train_test_split
a, b = train_test_split(list(range(10)), test_size=0.3, random_state=1)
print(len(a), sorted(b))
