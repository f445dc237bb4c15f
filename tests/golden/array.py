import numpy as np
readings = np.array([4, 5, 6])
limit = 20
label = "depth"
