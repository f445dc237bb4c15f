// A part of the module collections, as source for module_run_source.
#ifndef PYTHON_USER_LIST_H
#define PYTHON_USER_LIST_H

extern const char user_list_source[];

#endif
