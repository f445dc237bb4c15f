# shot: 3.14 100x30 end
import numpy as np
readings = np.array([4, 5, 6])
limit = 20
label = "depth"
