// A heap file (session/snapshot.h says what is in it) as it is read: nothing of it is in a heap yet.
#ifndef SESSION_HEAP_FILE_H
#define SESSION_HEAP_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "heap/kinds.h"
#include "heap/profile.h"
#include "python/interp.h"

enum { FILE_NOTHING = UINT32_MAX }; // where another number is an object's place in `objects`

struct file_reference {
    uint32_t to;
    const char *label;
};

struct file_object {
    uint32_t id, refcount, size;
    const char *type, *value;
    enum kind layout;
    bool exact; // its type is the built-in one
    bool untracked, internal, immortal, has_finalizer, finalized, holds_others;
    struct file_reference *references;
    size_t nreferences;
    uint32_t weakref_to; // or FILE_NOTHING
    uint32_t found;      // references to it in the file
    bool listed;
};

struct file_name {
    const char *scope, *name;
    uint32_t to;       // FILE_NOTHING: there is a value
    const char *value; // in words
};

struct file_outside {
    uint32_t to;
    const char *holder, *label;
};

struct heap_file {
    void *json; // owns all texts
    const struct profile *profile;
    bool enabled;
    uint32_t count[3], threshold[3], collections, total, pending;
    struct file_object *objects; // by rising id
    size_t nobjects;
    uint32_t *lists[4]; // generations 0, 1, 2 and the permanent one
    size_t listed[4];
    struct file_name *names;
    size_t nnames;
    struct file_outside *outside;
    size_t noutside;
};

// Reads and checks `text`, which comes from file `path`. NULL with a sentence that says where, in file and
// structure, what is wrong.
struct heap_file *heap_file_read(const char *path, const char *text, size_t len, struct error *err);
void heap_file_free(struct heap_file *f);
// Puts it into a new interpreter that has run nothing. There is no step of it. [heap_load.c]
void heap_file_load(const struct heap_file *f, struct interp *in);

#endif
