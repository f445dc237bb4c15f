import sys
print(sys.argv[1:], sys.version_info[:2], sys.version_info>=(3,11), sys.maxsize, sys.version_info.major, sys.platform, sys.getrecursionlimit(), sys.intern('a'), sys.implementation.name)

