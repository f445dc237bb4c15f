# A collection takes no time: its duration is 0.0.
# Why: what can be recorded and done again must be the same each time.
import gc

gc.collect()
print(gc.get_stats()[2].get("duration", 0) > 0)
