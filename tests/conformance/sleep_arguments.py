# What time.sleep and the clocks take.
import time
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
a = time.perf_counter(); b = time.perf_counter(); print(b >= a, type(a), type(time.time_ns()), time.time() > 1e9, time.monotonic() <= time.monotonic(), time.process_time() >= 0, time.thread_time() >= 0, type(time.thread_time_ns()))
t(time.sleep, 0); t(time.sleep, -1); t(time.sleep, 'a'); t(time.sleep); t(time.sleep, 0.001); t(time.sleep, None); t(time.sleep, float("nan")); t(time.sleep, True and 0); t(time.time, 1); t(time.sleep, 1, 2); t(time.perf_counter, 3); t(time.sleep, secs=1); t(time.sleep, 10**30)
print(time.__name__, time.time, time.sleep)
class I:
    def __index__(s): return 0
t(time.sleep, I())
