#include "app/versions.h"

#include <stdio.h>
#include <string.h>

#include "heap/profile.h"

enum { LABEL_COLUMNS = 58, CELL_COLUMNS = 8, CELL_BYTES = 24 };

// What one version has in a line.
typedef void cell_fn(const struct profile *p, char cell[CELL_BYTES]);

static void thresholds(const struct profile *p, char cell[CELL_BYTES])
{
    snprintf(cell, CELL_BYTES, "%u", p->thresholds[0]);
}

static void when_collected(const struct profile *p, char cell[CELL_BYTES])
{
    strcpy(cell, p->auto_gc == AUTO_GC_IN_ALLOCATION ? "alloc" : "later");
}

static void immortals(const struct profile *p, char cell[CELL_BYTES])
{
    static const char *const words[] = {
        [IMMORTAL_GC_NONE] = "-", [IMMORTAL_GC_TO_PERMANENT] = "frozen", [IMMORTAL_GC_UNTRACK] = "untrack"};
    strcpy(cell, words[p->immortal_gc]);
}

static void none_refcount(const struct profile *p, char cell[CELL_BYTES])
{
    if (p->immortal_refcount)
        snprintf(cell, CELL_BYTES, "0x%x", p->immortal_refcount >> 16);
    else
        strcpy(cell, "-");
}

static void second_weakref_phase(const struct profile *p, char cell[CELL_BYTES])
{
    strcpy(cell, p->absent_phases >> GC_PHASE_HANDLE_WEAKREFS_AGAIN & 1 ? "-" : "yes");
}

#define NUMBER(field)                                                                                        \
    static void field(const struct profile *p, char cell[CELL_BYTES])                                        \
    {                                                                                                        \
        snprintf(cell, CELL_BYTES, "%d", (int)p->field);                                                     \
    }
NUMBER(small_int_max)
NUMBER(callback_tuple_from)
NUMBER(trashcan_depth)
NUMBER(baseline_tracked)
NUMBER(list_shrinks_from)
NUMBER(type_size)
#undef NUMBER

#define X(field, text)                                                                                       \
    static void field(const struct profile *p, char cell[CELL_BYTES])                                        \
    {                                                                                                        \
        strcpy(cell, p->field ? "yes" : "-");                                                                \
    }
PROFILE_SWITCHES(X)
#undef X

static const struct {
    const char *label;
    cell_fn *cell;
} lines[] = {{"threshold of the youngest generation", thresholds},
             {"automatic collections: inside the allocation, or later", when_collected},
             {"a tracked immortal object in a collection", immortals},
             {"sys.getrefcount(None), upper half", none_refcount},
             {"weakrefs made by finalizers are cleared, not called", second_weakref_phase},
             {"largest int there is only once", small_int_max},
             {"so many callbacks of a dying object wait in a tuple", callback_tuple_from},
             {"nested deallocations before they are deferred (0: never)", trashcan_depth},
             {"the interpreter's own tracked objects after a collection", baseline_tracked},
             {"room of a list below which list_resize does not shrink it", list_shrinks_from},
             {"sys.getsizeof of a class", type_size},
#define X(field, text) {text, field},
             PROFILE_SWITCHES(X)
#undef X
};

static void add_line(struct buf *out, const char *label, cell_fn *cell)
{
    char text[CELL_BYTES];
    buf_addf(out, "%-*s", LABEL_COLUMNS, label);
    for (unsigned i = 0; profile_at(i); i++) {
        cell(profile_at(i), text);
        buf_addf(out, "%*s", CELL_COLUMNS, text);
    }
    buf_addc(out, '\n');
}

static void name(const struct profile *p, char cell[CELL_BYTES])
{
    snprintf(cell, CELL_BYTES, "%s", p->name);
}

static void release(const struct profile *p, char cell[CELL_BYTES])
{
    snprintf(cell, CELL_BYTES, "%s", p->release);
}

void versions_write(struct buf *out)
{
    add_line(out, "--python", name);
    add_line(out, "measured with CPython", release);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        add_line(out, lines[i].label, lines[i].cell);
}
