# There is nothing below objects: no blocks, pools and arenas, and nothing that is given back to the system.
# Why: the collector knows of none of it; a lesson says in words why the process does not shrink.
import sys

print(hasattr(sys, "getallocatedblocks"), hasattr(sys, "_debugmallocstats"))
