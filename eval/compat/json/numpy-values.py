import json
import numpy as np
try:
    json.dumps(np.int64(3))
except TypeError as error:
    print("TypeError", "int64" in str(error))
print(json.dumps(float(np.float64(1.5))))
