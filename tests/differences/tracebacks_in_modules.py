# A frame in a module of CPython's library has no source line in a traceback, and a line number of its own.
# Why: gcstep has written these modules anew: which frames there are agrees.
import weakref

try:
    weakref.WeakKeyDictionary().update({"no": "reference"})
except TypeError as error:
    traceback = error.__traceback__.tb_next
    print(error, traceback.tb_frame.f_code.co_name)
    print(traceback.tb_frame.f_code.co_filename.startswith("/"), traceback.tb_lineno > 200)
