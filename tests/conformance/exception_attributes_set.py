# What the attributes of an exception may be set to, and that a cause hides the context.
import sys
def t(f):
    try:
        r = f()
        print(type(r).__name__, repr(r))
    except BaseException as e:
        print(type(e).__name__, "|", e)
class Own(ValueError): pass
try: 1/0
except ZeroDivisionError as z: tb = z.__traceback__
for name in ['__cause__','__context__','__traceback__','args','__suppress_context__','__notes__','__dict__']:
    for v in [5, None, 'ab', [1, 2], (1,), KeyError(1), Own('x'), KeyError, tb, True, {}]:
        e = Own(1)
        print(name, 'a traceback' if v is tb else v, end=' ')
        t(lambda: setattr(e, name, v))
        t(lambda: type(getattr(e, name)))
    e = Own(1)
    t(lambda: delattr(e, name))
    t(lambda: getattr(e, name))
e = ValueError(1)
e.args = iter('abc'); print(e.args, e)
e.__cause__ = KeyError(); print(e.__suppress_context__)
e.__cause__ = None; print(e.__suppress_context__)
t(lambda: ValueError(1).with_traceback(5)); t(lambda: ValueError(1).with_traceback(None))
def hidden(cause):
    try:
        1 / 0
    except ZeroDivisionError:
        e = ValueError("no context")
        e.__cause__ = cause
        raise e
sys.stderr = sys.stdout
for cause in [None, KeyError("cause")]:
    try:
        hidden(cause)
    except ValueError as e:
        print(e.__suppress_context__, repr(e.__context__), repr(e.__cause__))
        e.__traceback__ = e.__context__.__traceback__ = None
        sys.excepthook(type(e), e, None)
        e.__suppress_context__ = False
        sys.excepthook(type(e), e, None)
