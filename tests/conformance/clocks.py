# The clocks of the module time go forward; the numbers themselves are nobody's business.
import time

for clock in time.time, time.monotonic, time.perf_counter, time.process_time:
    first = clock()
    print(clock.__name__, type(first).__name__, first <= clock())
for clock in time.time_ns, time.monotonic_ns, time.perf_counter_ns, time.process_time_ns:
    first = clock()
    print(clock.__name__, type(first).__name__, first <= clock())

print(time.sleep(0), time.sleep(0.001))
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
try:
    time.sleep()
except TypeError as error:
    print(error)
