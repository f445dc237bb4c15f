# sys.exit() in sys.excepthook ends the program with that status.
import sys
def hook(kind, value, traceback):
    print("leaving")
    sys.exit(7)
sys.excepthook = hook
1 / 0
