import sys, time
print(len(sys.argv), sys.argv[0].endswith("program_facts.py"), type(sys.argv))
print(sys.version_info[:2] == (sys.version_info.major, sys.version_info.minor), sys.version_info >= (3, 11), len(sys.version_info))
a = time.perf_counter()
b = time.perf_counter()
print(type(a), b >= a)
for args in ((3,), (), ("words",), (None,), (1, 2)):
    try:
        sys.exit(*args)
    except SystemExit as e:
        print(repr(e), e.code, e.args)
    except TypeError as e:
        print(e)
