// The parts of the module collections that CPython has in Python, and the classes of collections.abc that
// they derive from, as sources for module_run_source.
#ifndef PYTHON_COLLECTIONS_SOURCES_H
#define PYTHON_COLLECTIONS_SOURCES_H

extern const char counter_source[];     // [counter.c]
extern const char counter_xor_source[]; // [counter.c] from 3.15 on
extern const char namedtuple_source[];  // [namedtuple.c]
extern const char chain_map_source[];   // [user_dict.c]
extern const char user_dict_source[];   // [user_dict.c]
extern const char user_dict_get_source[];
extern const char user_dict_popitem_source[];
extern const char user_list_source[];   // [user_list.c]
extern const char user_string_source[]; // [user_string.c]

#endif
