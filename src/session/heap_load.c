// A heap file becomes a heap: objects of KIND_FOREIGN, and weak references, which the collector must know.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "heap/atoms.h"
#include "heap/dict.h"
#include "heap/foreign.h"
#include "heap/gclist.h"
#include "heap/weakref.h"
#include "python/modules.h"
#include "python/type.h"
#include "session/heap_file.h"

enum { INT_CHARACTERS = 19 }; // in as many fits any int64_t
enum { KEY_BYTES = 8 };       // what the slot of a KeyedRef takes

struct handles {
    uint32_t *at;
    size_t count;
};

struct loader {
    const struct heap_file *file;
    struct interp *in;
    struct heap *h;
    uint32_t *objects; // by place in the file
    struct handles types;
    struct handles holders; // what refers to objects from outside: hidden, an object a reference
};

static void add_handle(struct handles *list, uint32_t o)
{
    if ((list->count & (list->count - 1)) == 0) // a power of two: full
        list->at = xrealloc(list->at, (list->count ? 2 * list->count : 1) * sizeof *list->at);
    list->at[list->count++] = o;
}

// ---- objects ------------------------------------------------------------------------------------

// A type is its name.
static uint32_t type_of(struct loader *l, const char *name)
{
    struct heap *h = l->h;
    for (size_t i = 0; i < l->types.count; i++)
        if (str_is(h, h->w[l->types.at[i] + TYPE_NAME], name))
            return l->types.at[i];
    uint32_t type = type_new_static(h, name, type_object(h), KIND_FOREIGN, TYPEF_NO_BASE | TYPEF_HAS_WEAKREF);
    add_handle(&l->types, type);
    return type;
}

// One of a derived type has a weaklist of its own.
static uint32_t make_weakref(struct loader *l, const struct file_object *from)
{
    if (from->exact)
        return heap_object(l->h, KIND_WEAKREF, 0, WEAKREF_WORDS);
    return heap_object(l->h, KIND_WEAKREF, type_of(l, from->type), WEAKREF_WORDS + 1);
}

static uint32_t make_foreign(struct loader *l, const struct file_object *from)
{
    struct buf text = {0};
    struct foreign def = {.layout = from->layout,
                          .flags = (from->exact ? FOREIGN_EXACT : 0) |
                                   (from->has_finalizer ? FOREIGN_HAS_FINALIZER : 0) |
                                   (from->holds_others ? FOREIGN_HOLDS_OTHERS : 0),
                          .bytes = from->size,
                          .count = (uint32_t)from->nreferences,
                          .class_at = (uint32_t)from->nreferences};
    buf_add(&text, from->value, strlen(from->value) + 1);
    for (uint32_t i = 0; i < def.count; i++) {
        const char *label = from->references[i].label;
        buf_add(&text, label, strlen(label) + 1);
        if (strcmp(label, "__class__") == 0)
            def.class_at = i;
    }
    def.text = text.data;
    def.text_bytes = text.len;
    uint32_t o = foreign_new(l->h, type_of(l, from->type), &def);
    buf_release(&text);
    return o;
}

static void make_object(struct loader *l, const struct file_object *from, uint32_t *out)
{
    struct heap *h = l->h;
    uint32_t o = from->layout == KIND_WEAKREF ? make_weakref(l, from) : make_foreign(l, from);
    *out = o;
    heap_set(h, o + OB_REFCNT, from->immortal ? from->refcount : 0);
    heap_set_flag(h, o, OBF_IMMORTAL, from->immortal);
    heap_set_flag(h, o, OBF_FINALIZED, from->finalized);
    heap_set_flag(h, o, OBF_CLASS_INTERNAL, from->internal);
    if (from->internal)
        return;
    heap_set(h, o + OB_SERIAL, from->id);
    heap_set_flag(h, o, OBF_COUNTED, true);
}

// ---- references ---------------------------------------------------------------------------------

// A hidden object that says `text` and has at most one reference.
static uint32_t make_hidden(struct loader *l, const char *value, const char *label, uint32_t count)
{
    struct buf text = {0};
    buf_add(&text, value, strlen(value) + 1);
    buf_add(&text, label, strlen(label) + 1);
    struct foreign def = {
        .layout = KIND_OBJECT, .count = count, .class_at = count, .text = text.data, .text_bytes = text.len};
    uint32_t o = foreign_new(l->h, 0, &def);
    heap_set_flag(l->h, o, OBF_HIDDEN, true);
    buf_release(&text);
    return o;
}

static void hold_outside(struct loader *l, uint32_t to, const char *holder, const char *label)
{
    uint32_t o = make_hidden(l, holder, label, 1);
    foreign_set(l->h, o, 0, l->objects[to]);
    add_handle(&l->holders, o);
}

// What a class derived from weakref.ref adds has no room here: it counts as held from outside.
static void refer_weakref(struct loader *l, uint32_t at)
{
    const struct file_object *from = &l->file->objects[at];
    uint32_t ref = l->objects[at];
    char holder[64];
    snprintf(holder, sizeof holder, "#%" PRIu32 " %.40s", from->id, from->type);
    for (size_t i = 0; i < from->nreferences; i++) {
        const struct file_reference *r = &from->references[i];
        uint32_t field = strcmp(r->label, "key") == 0            ? WEAKREF_KEY
                         : strcmp(r->label, "__callback__") == 0 ? WEAKREF_CALLBACK
                                                                 : 0;
        if (field && !l->h->w[ref + field])
            heap_set(l->h, ref + field, heap_incref(l->h, l->objects[r->to]));
        else
            hold_outside(l, r->to, holder, r->label);
    }
    if (heap_sizeof(l->h, ref) + KEY_BYTES == from->size) // of a KeyedRef: its key is in no file, as a number
        heap_set(l->h, ref + WEAKREF_KEY, heap_incref(l->h, heap_none(l->h)));
    if (from->weakref_to == FILE_NOTHING)
        return;
    uint32_t referent = l->objects[from->weakref_to], first = weakref_first(l->h, referent);
    // There is but one without a callback: that of this one is in no file, as a built-in function is.
    if (first && weakref_is_basic(l->h, first) && weakref_is_basic(l->h, ref))
        heap_set(l->h, ref + WEAKREF_CALLBACK, make_hidden(l, "callback", "", 0));
    weakref_attach(l->h, ref, referent);
}

static void refer_all(struct loader *l)
{
    for (uint32_t at = 0; at < l->file->nobjects; at++) {
        const struct file_object *from = &l->file->objects[at];
        if (from->layout == KIND_WEAKREF)
            refer_weakref(l, at);
        else
            for (uint32_t i = 0; i < from->nreferences; i++)
                foreign_set(l->h, l->objects[at], i, l->objects[from->references[i].to]);
        if (!from->internal)
            heap_count_alive(l->h, heap_sizeof(l->h, l->objects[at]));
    }
}

// ---- names --------------------------------------------------------------------------------------

// An entry of a dict of the interpreter's own, borrowed, or 0.
static uint32_t entry(const struct heap *h, uint32_t dict, uint32_t name)
{
    return dict ? dict_get_str(h, dict, name) : 0;
}

// What the interpreter itself has by that name: a module, or what is in one. Borrowed, or 0.
static uint32_t own_object(const struct heap *h, uint32_t name)
{
    uint32_t found = entry(h, h->w[HW_MODULES], name), pos = 0, key, module;
    found = found ? found : entry(h, h->w[HW_BUILTINS], name);
    while (!found && dict_next(h, h->w[HW_MODULES], &pos, &key, &module))
        if (heap_kind(h, module) == KIND_MODULE)
            found = entry(h, h->w[module + MODULE_DICT], name);
    return found;
}

// What is no object of the file is known in words alone. New reference.
static uint32_t make_value(struct loader *l, const char *text)
{
    struct heap *h = l->h;
    size_t len = strlen(text);
    char *end;
    long long number = strtoll(text, &end, 10);
    if (len && !*end && len < INT_CHARACTERS)
        return int_new(h, number);
    double real = strtod(text, &end);
    if (len && !*end && strpbrk(text, ".e"))
        return float_new(h, real);
    bool plain = !strchr(text, '\\') && !strstr(text, "…");
    if (len >= 2 && *text == '\'' && text[len - 1] == '\'' && plain)
        return str_new(h, text + 1, len - 2);
    if (strcmp(text, "None") == 0)
        return heap_incref(h, heap_none(h));
    if (strcmp(text, "True") == 0 || strcmp(text, "False") == 0)
        return bool_new(h, *text == 'T');
    uint32_t name = str_intern(h, text), own = own_object(h, name);
    heap_decref(h, name);
    return own ? heap_incref(h, own) : make_hidden(l, text, "", 0);
}

// Does __main__ have another object of that name? What it has from the start does not count.
static bool is_taken(const struct heap *h, uint32_t name)
{
    uint32_t value = dict_get_str(h, h->w[HW_MAIN], name);
    return value && !heap_has_flag(h, value, OBF_HIDDEN);
}

// Calls do not go on: what their names hold is held from outside.
static void bind_names(struct loader *l)
{
    struct heap *h = l->h;
    for (size_t i = 0; i < l->file->nnames; i++) {
        const struct file_name *from = &l->file->names[i];
        uint32_t name = str_intern(h, from->name);
        bool is_object = from->to != FILE_NOTHING, is_main = strcmp(from->scope, "__main__") == 0;
        if (is_object && (!is_main || is_taken(h, name))) {
            hold_outside(l, from->to, from->scope, from->name);
        } else if (is_main) {
            uint32_t value = is_object ? heap_incref(h, l->objects[from->to]) : make_value(l, from->value);
            dict_set_str(h, h->w[HW_MAIN], name, value);
            heap_decref(h, value);
        }
        heap_decref(h, name);
    }
}

// The holders, and the types, which instances do not count.
static void make_root(struct loader *l)
{
    struct heap *h = l->h;
    uint32_t n = (uint32_t)(l->holders.count + l->types.count), at = 0;
    char *labels = xcalloc(n + 1, 1); // all empty
    struct foreign def = {
        .layout = KIND_OBJECT, .count = n, .class_at = n, .text = labels, .text_bytes = n + 1};
    uint32_t root = foreign_new(h, 0, &def);
    heap_set_flag(h, root, OBF_HIDDEN, true);
    for (size_t i = 0; i < l->holders.count; i++) {
        foreign_set(h, root, at++, l->holders.at[i]);
        heap_decref(h, l->holders.at[i]);
    }
    for (size_t i = 0; i < l->types.count; i++)
        foreign_set(h, root, at++, l->types.at[i]);
    heap_set(h, HW_LOADED, root);
    free(labels);
}

// ---- the collector ------------------------------------------------------------------------------

static void fill_lists(struct loader *l)
{
    for (unsigned i = 0; i < 4; i++)
        for (size_t k = 0; k < l->file->listed[i]; k++)
            gc_list_append(l->h, l->objects[l->file->lists[i][k]], gc_generation_head(i));
}

// Internal objects have ids above the last number that was given.
static uint32_t last_serial(const struct heap_file *f)
{
    uint32_t last = 0, internal = 0;
    for (size_t i = 0; i < f->nobjects; i++) {
        if (!f->objects[i].internal)
            last = f->objects[i].id;
        else if (!internal)
            internal = f->objects[i].id;
    }
    return internal > last ? internal - 1 : last;
}

static void set_collector(struct heap *h, const struct heap_file *f)
{
    for (unsigned i = 0; i < 3; i++) {
        heap_set(h, HW_COUNT + i, f->count[i]);
        heap_set(h, HW_THRESHOLD + i, f->threshold[i]);
    }
    heap_set(h, HW_GC_ENABLED, f->enabled);
    heap_set(h, HW_GC_NUMBER, f->collections);
    heap_set(h, HW_LONG_LIVED_TOTAL, f->total);
    heap_set(h, HW_LONG_LIVED_PENDING, f->pending);
    heap_set(h, HW_GC_SCHEDULED, 0);
    heap_set(h, HW_NEXT_SERIAL, last_serial(f));
}

void heap_file_load(const struct heap_file *f, struct interp *in)
{
    struct heap *h = in->heap;
    struct loader l = {.file = f, .in = in, .h = h, .objects = xcalloc(f->nobjects + 1, sizeof(uint32_t))};
    bool recording = h->recording;
    uint64_t steps = h->journal.end;
    h->recording = false;
    heap_set(h, HW_GC_ENABLED, 0);
    module_import_all(in);
    for (size_t i = 0; i < f->nobjects; i++)
        make_object(&l, &f->objects[i], &l.objects[i]);
    refer_all(&l);
    bind_names(&l);
    for (size_t i = 0; i < f->noutside; i++)
        hold_outside(&l, f->outside[i].to, f->outside[i].holder, f->outside[i].label);
    make_root(&l);
    fill_lists(&l);
    set_collector(h, f);
    h->recording = recording;
    h->journal.end = steps;
    free(l.objects);
    free(l.types.at);
    free(l.holders.at);
}
