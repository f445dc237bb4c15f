# What may be imported from __future__, and where; what has been is there as a name.
import sys
sources = ["from __future__ import nothing", "from __future__ import braces", "from __future__ import division, nothing",
 "x = 1\nfrom __future__ import division", "'doc'\nfrom __future__ import division\nprint('ok')", "'doc'\n'more'\nfrom __future__ import division",
 "from __future__ import division\nx = 1\nfrom __future__ import annotations", "from __future__ import division; from __future__ import annotations; print(1)",
 "def f():\n    from __future__ import division", "if 1:\n    from __future__ import nothing", "from __future__ import *", "from __future__ import (division,\n   nothing)",
 "from __future__ import barry_as_FLUFL", "import sys\nfrom __future__ import braces", "from __future__ import division as d\nprint(d)",
 "from __future__ import generators, nested_scopes, absolute_import, with_statement, print_function, unicode_literals, generator_stop\nprint(3)",
 "class A:\n    from __future__ import annotations", "from __future__ import annotations\nprint(annotations)"]
for s in sources:
    try:
        exec(compile(s, "s", "exec"), {})
    except SyntaxError as e:
        print(repr(s), e.msg, e.lineno, e.offset)
    except Exception as e:
        print(repr(s), type(e), e)
