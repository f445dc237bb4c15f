# Lesson 4: an array bound to one name is gone at del. No collection was needed.
import gc
import numpy as np
readings = np.arange(100000)
print(readings.nbytes, gc.is_tracked(readings))
del readings
print(gc.collect(generation=2))
print(readings)
