#include "session/heap_file.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/lang.h"
#include "session/snapshot.h"

enum { NUMBER_MAX = INT32_MAX };

// What is read, and where in it: "objects[3].references[0]". The first complaint stays.
struct reader {
    struct heap_file *file;
    const char *path;
    struct error *err;
    char where[128];
    bool failed;
};

// ---- complaints ---------------------------------------------------------------------------------

__attribute__((format(printf, 2, 3))) static bool complain(struct reader *r, const char *format, ...)
{
    char text[256];
    va_list args;
    if (r->failed)
        return false;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    r->failed = true;
    return error_set(r->err, "%s: %s%s%s", r->path, r->where, *r->where ? ": " : "", text);
}

__attribute__((format(printf, 2, 3))) static void stand_at(struct reader *r, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(r->where, sizeof r->where, format, args);
    va_end(args);
}

// ---- values -------------------------------------------------------------------------------------

static const json_t *get(struct reader *r, const json_t *object, enum snapshot_key key)
{
    const json_t *value = json_object_get(object, snapshot_keys[key].key);
    if (!value)
        complain(r, _("there is no \"%s\""), snapshot_keys[key].key);
    return value;
}

static uint32_t as_number_from(struct reader *r, int least, const json_t *value, const char *key)
{
    json_int_t n = json_integer_value(value);
    if (json_is_integer(value) && n >= least && n <= NUMBER_MAX)
        return (uint32_t)n;
    complain(r, _("\"%s\" is no number from %d to %d"), key, least, (int)NUMBER_MAX);
    return 0;
}

static uint32_t as_number(struct reader *r, const json_t *value, const char *key)
{
    return as_number_from(r, 0, value, key);
}

static uint32_t number(struct reader *r, const json_t *object, enum snapshot_key key)
{
    return as_number(r, get(r, object, key), snapshot_keys[key].key);
}

static const char *text(struct reader *r, const json_t *object, enum snapshot_key key)
{
    const json_t *value = get(r, object, key);
    if (value && !json_is_string(value))
        complain(r, _("\"%s\" is no text"), snapshot_keys[key].key);
    return json_is_string(value) ? json_string_value(value) : "";
}

// The array that is there; NULL after a complaint.
static const json_t *array(struct reader *r, const json_t *object, enum snapshot_key key)
{
    const json_t *value = get(r, object, key);
    if (value && !json_is_array(value))
        complain(r, _("\"%s\" is no list"), snapshot_keys[key].key);
    return json_is_array(value) ? value : NULL;
}

static void three(struct reader *r, const json_t *object, enum snapshot_key key, int least, uint32_t *out)
{
    const json_t *list = array(r, object, key);
    if (list && json_array_size(list) != 3)
        complain(r, _("\"%s\" has not three numbers"), snapshot_keys[key].key);
    for (size_t i = 0; list && i < 3; i++)
        out[i] = as_number_from(r, least, json_array_get(list, i), snapshot_keys[key].key);
}

// The place of the object with that number.
static uint32_t find(struct reader *r, const json_t *value)
{
    const struct heap_file *f = r->file;
    uint32_t id = as_number(r, value, snapshot_keys[JSON_TO].key);
    size_t low = 0, high = f->nobjects;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (f->objects[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < f->nobjects && f->objects[low].id == id)
        return (uint32_t)low;
    complain(r, _("there is no object %u"), id);
    return 0;
}

// The same of a counted reference.
static uint32_t refer(struct reader *r, const json_t *object)
{
    uint32_t to = find(r, get(r, object, JSON_TO));
    if (!r->failed)
        r->file->objects[to].found++;
    return to;
}

// ---- the head -----------------------------------------------------------------------------------

static void read_head(struct reader *r, const json_t *root)
{
    const char *python;
    if (strcmp(text(r, root, JSON_FORMAT), "gcstep-heap") != 0)
        complain(r, _("this is no heap file: its \"format\" is not \"gcstep-heap\""));
    if (number(r, root, JSON_VERSION) != SNAPSHOT_SCHEMA)
        complain(r, _("version %u of the format is not known, only %d"), number(r, root, JSON_VERSION),
                 (int)SNAPSHOT_SCHEMA);
    python = text(r, root, JSON_PYTHON);
    r->file->profile = profile_find(python);
    if (!r->file->profile)
        complain(r, _("there is no model of Python %s"), python);
}

static void read_collector(struct reader *r, const json_t *root)
{
    struct heap_file *f = r->file;
    const json_t *collector = get(r, root, JSON_COLLECTOR), *enabled, *running;
    stand_at(r, "collector");
    enabled = get(r, collector, JSON_ENABLED);
    running = get(r, collector, JSON_RUNNING);
    if (!json_is_boolean(enabled))
        complain(r, _("\"%s\" is neither true nor false"), snapshot_keys[JSON_ENABLED].key);
    if (!json_is_null(running))
        complain(r, _("a collection runs in this heap; export a step before or after it"));
    f->enabled = json_is_true(enabled);
    three(r, collector, JSON_COUNT, 0, f->count);
    three(r, collector, JSON_THRESHOLD, INT32_MIN, f->threshold);
    f->collections = number(r, collector, JSON_COLLECTIONS);
    f->total = number(r, collector, JSON_TOTAL);
    f->pending = number(r, collector, JSON_PENDING);
    stand_at(r, "%s", "");
}

// ---- objects ------------------------------------------------------------------------------------

static enum kind find_layout(const char *name)
{
    for (int kind = KIND_NDARRAY; kind < KIND_FOREIGN; kind++)
        if (strcmp(kind_table[kind].python_name, name) == 0)
            return (enum kind)kind;
    return KIND_INSTANCE; // of a type that this model does not have
}

static void read_flags(struct reader *r, const json_t *object, struct file_object *o)
{
    const struct {
        const char *name;
        bool *on;
    } known[] = {{"untracked", &o->untracked}, {"internal", &o->internal},
                 {"immortal", &o->immortal},   {"has_finalizer", &o->has_finalizer},
                 {"finalized", &o->finalized}, {"holds_others", &o->holds_others}};
    const json_t *flags = array(r, object, JSON_FLAGS);
    for (size_t i = 0; i < json_array_size(flags); i++) {
        const char *flag = json_string_value(json_array_get(flags, i));
        if (!flag)
            complain(r, _("\"%s\" is no text"), snapshot_keys[JSON_FLAGS].key);
        else if (strcmp(flag, "dying") == 0)
            complain(r, _("object %u is being freed in this heap; export a step before or after it"), o->id);
        for (size_t k = 0; flag && k < sizeof known / sizeof *known; k++)
            *known[k].on |= strcmp(flag, known[k].name) == 0;
    }
}

static void read_object(struct reader *r, const json_t *object, struct file_object *o)
{
    const char *kind = text(r, object, JSON_KIND);
    o->id = number(r, object, JSON_ID);
    o->type = text(r, object, JSON_TYPE);
    o->layout = find_layout(kind);
    o->exact = strcmp(kind, o->type) == 0;
    o->refcount = number(r, object, JSON_REFCOUNT);
    o->size = number(r, object, JSON_SIZE);
    o->value = text(r, object, JSON_VALUE);
    o->weakref_to = FILE_NOTHING;
    read_flags(r, object, o);
}

static void read_objects(struct reader *r, const json_t *root)
{
    struct heap_file *f = r->file;
    const json_t *list = array(r, root, JSON_OBJECTS);
    size_t n = json_array_size(list);
    f->objects = xcalloc(n + 1, sizeof *f->objects);
    for (size_t i = 0; i < n && !r->failed; i++, f->nobjects++) {
        stand_at(r, "objects[%zu]", i);
        read_object(r, json_array_get(list, i), &f->objects[i]);
        if (f->objects[i].id <= (i ? f->objects[i - 1].id : 0))
            complain(r, _("the ids do not rise from 1 on: %u"), f->objects[i].id);
    }
    stand_at(r, "%s", "");
}

static void read_weakref(struct reader *r, const json_t *object, struct file_object *o)
{
    const json_t *to = json_object_get(object, snapshot_keys[JSON_WEAKREF_TO].key);
    if (o->layout != KIND_WEAKREF || !to || json_is_null(to))
        return;
    o->weakref_to = find(r, to);
    if (r->failed)
        return;
    const struct file_object *referent = &r->file->objects[o->weakref_to];
    if (referent->layout == KIND_WEAKREF && referent->exact)
        complain(r, _("there are no weak references to object %u, which is one itself"), referent->id);
}

static void read_references(struct reader *r, const json_t *root)
{
    struct heap_file *f = r->file;
    const json_t *objects = array(r, root, JSON_OBJECTS);
    for (size_t i = 0; i < f->nobjects && !r->failed; i++) {
        struct file_object *o = &f->objects[i];
        const json_t *object = json_array_get(objects, i), *list = array(r, object, JSON_REFERENCES);
        size_t n = json_array_size(list);
        o->references = xcalloc(n + 1, sizeof *o->references);
        for (; o->nreferences < n && !r->failed; o->nreferences++) {
            stand_at(r, "objects[%zu].references[%zu]", i, o->nreferences);
            const json_t *reference = json_array_get(list, o->nreferences);
            o->references[o->nreferences] =
                (struct file_reference){refer(r, reference), text(r, reference, JSON_LABEL)};
        }
        stand_at(r, "objects[%zu]", i);
        read_weakref(r, object, o);
    }
    stand_at(r, "%s", "");
}

// ---- lists --------------------------------------------------------------------------------------

static void read_list(struct reader *r, const json_t *ids, unsigned list)
{
    struct heap_file *f = r->file;
    size_t n = json_array_size(ids);
    if (!json_is_array(ids))
        complain(r, _("this is no list"));
    f->lists[list] = xcalloc(n + 1, sizeof *f->lists[list]);
    for (size_t i = 0; i < n && !r->failed; i++) {
        uint32_t at = find(r, json_array_get(ids, i));
        struct file_object *o = &f->objects[at];
        if (!r->failed && (o->listed || o->untracked))
            complain(r, o->listed ? _("object %u stands in two lists") : _("object %u is not tracked"),
                     o->id);
        o->listed = true;
        f->lists[list][f->listed[list]++] = at;
    }
}

static void read_lists(struct reader *r, const json_t *root)
{
    const json_t *generations = array(r, root, JSON_GENERATIONS);
    if (generations && json_array_size(generations) != 3)
        complain(r, _("there are not three generations"));
    for (unsigned i = 0; i < 3 && !r->failed; i++) {
        stand_at(r, "generations[%u]", i);
        read_list(r, json_array_get(generations, i), i);
    }
    stand_at(r, "permanent");
    if (!r->failed)
        read_list(r, get(r, root, JSON_PERMANENT), 3);
    stand_at(r, "%s", "");
}

// ---- what refers to them ------------------------------------------------------------------------

static void read_names(struct reader *r, const json_t *root)
{
    struct heap_file *f = r->file;
    const json_t *list = array(r, root, JSON_NAMES);
    f->names = xcalloc(json_array_size(list) + 1, sizeof *f->names);
    for (; f->nnames < json_array_size(list) && !r->failed; f->nnames++) {
        struct file_name *name = &f->names[f->nnames];
        const json_t *from = json_array_get(list, f->nnames);
        stand_at(r, "names[%zu]", f->nnames);
        bool is_object = json_object_get(from, snapshot_keys[JSON_TO].key);
        *name = (struct file_name){.scope = text(r, from, JSON_SCOPE), .name = text(r, from, JSON_NAME)};
        name->to = is_object ? refer(r, from) : FILE_NOTHING;
        name->value = is_object ? "" : text(r, from, JSON_VALUE);
    }
    stand_at(r, "%s", "");
}

static void read_outside(struct reader *r, const json_t *root)
{
    struct heap_file *f = r->file;
    const json_t *list = array(r, root, JSON_OUTSIDE);
    f->outside = xcalloc(json_array_size(list) + 1, sizeof *f->outside);
    for (; f->noutside < json_array_size(list) && !r->failed; f->noutside++) {
        const json_t *from = json_array_get(list, f->noutside);
        stand_at(r, "outside[%zu]", f->noutside);
        bool labelled = json_object_get(from, snapshot_keys[JSON_LABEL].key);
        f->outside[f->noutside] = (struct file_outside){refer(r, from), text(r, from, JSON_HOLDER),
                                                        labelled ? text(r, from, JSON_LABEL) : ""};
    }
    stand_at(r, "%s", "");
}

// ---- the whole ----------------------------------------------------------------------------------

static void check_objects(struct reader *r)
{
    const struct heap_file *f = r->file;
    for (size_t i = 0; i < f->nobjects && !r->failed; i++) {
        const struct file_object *o = &f->objects[i];
        stand_at(r, "objects[%zu]", i);
        if (!o->listed && !o->untracked)
            complain(r, _("object %u is tracked, but stands in no generation"), o->id);
        else if (o->found != o->refcount && !o->immortal)
            complain(r, _("object %u has the refcount %u, but %u references to it are in the file"), o->id,
                     o->refcount, o->found);
    }
}

static json_t *parse(struct reader *r, const char *bytes, size_t len)
{
    json_error_t error;
    json_t *root = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        complain(r, _("line %d, column %d: %s"), error.line, error.column, error.text);
    else if (!json_is_object(root))
        complain(r, _("this is no heap file: its \"format\" is not \"gcstep-heap\""));
    return root;
}

struct heap_file *heap_file_read(const char *path, const char *bytes, size_t len, struct error *err)
{
    struct heap_file *f = xcalloc(1, sizeof *f);
    struct reader r = {.file = f, .path = path, .err = err};
    void (*const parts[])(struct reader * r, const json_t *root) = {
        read_head, read_collector, read_objects, read_references, read_lists, read_names, read_outside};
    f->json = parse(&r, bytes, len);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !r.failed; i++)
        parts[i](&r, f->json);
    check_objects(&r);
    if (!r.failed)
        return f;
    heap_file_free(f);
    return NULL;
}

void heap_file_free(struct heap_file *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < f->nobjects; i++)
        free(f->objects[i].references);
    for (unsigned i = 0; i < 4; i++)
        free(f->lists[i]);
    free(f->objects);
    free(f->names);
    free(f->outside);
    json_decref(f->json);
    free(f);
}
