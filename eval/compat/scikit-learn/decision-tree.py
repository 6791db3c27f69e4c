from sklearn.tree import DecisionTreeClassifier, export_text
m = DecisionTreeClassifier(max_depth=1, random_state=0).fit([[1], [2], [8], [9]], [0, 0, 1, 1])
print(export_text(m, feature_names=["x"]).strip())
