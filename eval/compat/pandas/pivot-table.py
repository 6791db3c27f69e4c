import pandas as pd
df = pd.DataFrame({"r": list("aabb"), "c": list("xyxy"), "v": [1, 2, 3, 4]})
print(df.pivot_table(index="r", columns="c", values="v", aggfunc="sum", margins=True).to_string())
