# An array bound to one name is gone the moment the name is deleted. No collection is needed, and
# the collector never looks at it: it is not tracked.
import gc
import numpy as np

readings = np.array([4, 5, 6])
print(readings, readings.nbytes)
print(gc.is_tracked(readings))
again = readings
del readings
print(again)
del again
print(gc.collect())
