// The module __future__: since when each feature can be had, and since when everybody has it.
#include "python/modules.h"

static const char source[] =
    "class _Feature:\n"
    "    def __init__(self, optional, mandatory, compiler_flag):\n"
    "        self.optional = optional\n"
    "        self.mandatory = mandatory\n"
    "        self.compiler_flag = compiler_flag\n"
    "    def getOptionalRelease(self):\n"
    "        return self.optional\n"
    "    def getMandatoryRelease(self):\n"
    "        return self.mandatory\n"
    "    def __repr__(self):\n"
    "        return f'_Feature{(self.optional, self.mandatory, self.compiler_flag)!r}'\n"
    "def _add(name, optional, mandatory, flag):\n"
    "    globals()[name] = _Feature(optional, mandatory, flag)\n"
    "    all_feature_names.append(name)\n"
    "all_feature_names = []\n"
    "_add('nested_scopes', (2, 1, 0, 'beta', 1), (2, 2, 0, 'alpha', 0), 0x10)\n"
    "_add('generators', (2, 2, 0, 'alpha', 1), (2, 3, 0, 'final', 0), 0)\n"
    "_add('division', (2, 2, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0), 0x20000)\n"
    "_add('absolute_import', (2, 5, 0, 'alpha', 1), (3, 0, 0, 'alpha', 0), 0x40000)\n"
    "_add('with_statement', (2, 5, 0, 'alpha', 1), (2, 6, 0, 'alpha', 0), 0x80000)\n"
    "_add('print_function', (2, 6, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0), 0x100000)\n"
    "_add('unicode_literals', (2, 6, 0, 'alpha', 2), (3, 0, 0, 'alpha', 0), 0x200000)\n"
    "_add('barry_as_FLUFL', (3, 1, 0, 'alpha', 2), (4, 0, 0, 'alpha', 0), 0x400000)\n"
    "_add('generator_stop', (3, 5, 0, 'beta', 1), (3, 7, 0, 'alpha', 0), 0x800000)\n"
    "_add('annotations', (3, 7, 0, 'beta', 1), None, 0x1000000)\n"
    "del _add\n";

void mod___future___init(struct interp *in)
{
    module_run_source(in, py_module_new(in, "__future__"), source, "__future__.py");
}
