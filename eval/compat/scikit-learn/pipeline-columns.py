import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
df = pd.DataFrame({"c": ["a", "b", "a", "b"], "n": [1, 2, 3, 4]})
m = make_pipeline(ColumnTransformer([("c", OneHotEncoder(drop="first"), ["c"])], remainder="passthrough"), LinearRegression())
m.fit(df, [1, 12, 3, 14])
print(m.predict(pd.DataFrame({"c": ["b"], "n": [6]})).round(4).tolist())
