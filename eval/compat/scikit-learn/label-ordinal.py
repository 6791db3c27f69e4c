from sklearn.preprocessing import LabelEncoder, OrdinalEncoder
print(LabelEncoder().fit_transform(["b", "a", "b"]).tolist(), OrdinalEncoder().fit_transform([["x"], ["y"]]).tolist())
