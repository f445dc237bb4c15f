// One line for each step, for scripts and diffs: number, kind, phase, CPython's function, then what it
// was about by number. The order of the words never changes; a value that is unknown is left out.
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "gc/gc.h"
#include "heap/gclist.h"
#include "heap/text.h"
#include "heap/weakref.h"
#include "session/state.h"

enum field_type {
    FIELD_NONE,
    FIELD_OBJECT, // by its number
    FIELD_WHOLE,  // with its type
    FIELD_SERIAL,
    FIELD_TYPE,
    FIELD_STR,
    FIELD_NUMBER,
    FIELD_SIGNED,
    FIELD_FLAG,
    FIELD_PHASE,
    FIELD_FATE, // of a weak reference
    FIELD_TEXT
};

// One number of a mark: its key in JSON and the word in front of it in text.
struct field {
    enum field_type type;
    const char *key, *word;
};
struct line_format {
    const char *function; // of CPython
    struct field fields[5];
};

#define OBJECT(key, word)                                                                                    \
    {                                                                                                        \
        FIELD_OBJECT, key, word                                                                              \
    }
#define WHOLE(key, word)                                                                                     \
    {                                                                                                        \
        FIELD_WHOLE, key, word                                                                               \
    }
#define SERIAL(key, word)                                                                                    \
    {                                                                                                        \
        FIELD_SERIAL, key, word                                                                              \
    }
#define TYPE(key)                                                                                            \
    {                                                                                                        \
        FIELD_TYPE, key, ""                                                                                  \
    }
#define STR(key)                                                                                             \
    {                                                                                                        \
        FIELD_STR, key, ""                                                                                   \
    }
#define NUMBER(key, word)                                                                                    \
    {                                                                                                        \
        FIELD_NUMBER, key, word                                                                              \
    }
#define FLAG(key, word)                                                                                      \
    {                                                                                                        \
        FIELD_FLAG, key, word                                                                                \
    }
#define NONE                                                                                                 \
    {                                                                                                        \
        FIELD_NONE, "", ""                                                                                   \
    }

static const struct line_format formats[STEP_KIND_COUNT] = {
    [STEP_STATEMENT] = {"run", {NUMBER("statement", "number")}},
    [STEP_DONE] = {"run", {NUMBER("statement", "number"), FLAG("exception", "exception")}},
    [STEP_SHUTDOWN] = {"Py_FinalizeEx", {NUMBER("stage", "stage"), NUMBER("objects", "objects")}},
    [STEP_LINE] = {"eval", {NUMBER("line", "line")}},
    [STEP_CALL] = {"eval", {NONE, OBJECT("object", "")}},
    [STEP_RETURN] = {"eval", {STR("name")}},
    [STEP_RESUME] = {"gen_send_ex2", {OBJECT("object", "")}},
    [STEP_YIELD] = {"eval", {OBJECT("object", ""), WHOLE("value", "value")}},
    [STEP_ALLOC] = {"tp_alloc", {WHOLE("object", ""), NONE, NUMBER("bytes", "bytes")}},
    [STEP_TRACK] = {"_PyObject_GC_TRACK", {OBJECT("object", "")}},
    [STEP_BIND] = {"STORE_NAME", {STR("name"), WHOLE("object", ""), SERIAL("before", "before")}},
    [STEP_UNBIND] = {"DELETE_NAME",
                     {STR("name"), TYPE("type"), SERIAL("object", ""), NUMBER("refcount_before", "refcount"),
                      NUMBER("refcount_after", "->")}},
    [STEP_STORE] = {"Py_INCREF", {OBJECT("from", "from"), OBJECT("object", "to"), OBJECT("key", "key")}},
    [STEP_REMOVE] = {"Py_DECREF",
                     {OBJECT("from", "from"), TYPE("type"), SERIAL("object", "to"),
                      NUMBER("refcount_before", "refcount"), NUMBER("refcount_after", "->")}},
    [STEP_FINALIZER] = {"tp_finalize", {OBJECT("object", "")}},
    [STEP_FINALIZED] = {"tp_finalize",
                        {SERIAL("object", ""), TYPE("type"), FLAG("resurrected", "resurrected")}},
    [STEP_WEAKREF_FOUND] = {"get_basic_refs",
                            {OBJECT("object", ""), WHOLE("referent", "to"), {FIELD_FATE, "fate", ":"}}},
    [STEP_WEAKREF_CLEAR] = {"_PyWeakref_ClearRef", {OBJECT("object", ""), WHOLE("referent", "to")}},
    [STEP_CALLBACK] = {"handle_callback", {OBJECT("object", ""), WHOLE("callback", "callback")}},
    [STEP_CALLBACK_DONE] = {"handle_callback", {WHOLE("callback", "callback")}},
    [STEP_GC_WEAKREF_KEPT] = {"gc_list_move", {OBJECT("object", ""), NUMBER("generation", "generation")}},
    [STEP_FREE] = {"tp_dealloc", {SERIAL("object", ""), TYPE("type"), NUMBER("bytes", "bytes")}},
    [STEP_PRINT] = {"write", {{FIELD_TEXT, "text", ""}}},
    [STEP_RAISE] = {"PyErr_SetObject", {WHOLE("object", "")}},
    [STEP_GC_START] = {"gc_collect_main",
                       {NUMBER("generation", "generation"),
                        FLAG("automatic", "automatic"),
                        NUMBER("collection", "collection"),
                        NUMBER("count0", "count0"),
                        {FIELD_SIGNED, "threshold0", "threshold0"}}},
    [STEP_GC_PHASE] = {"", {{FIELD_PHASE, "name", ""}, NUMBER("objects", "objects")}},
    [STEP_GC_MERGE] = {"gc_list_merge",
                       {NUMBER("generation", "generation"), NUMBER("into", "into"),
                        NUMBER("objects", "objects")}},
    [STEP_GC_UPDATE] = {"gc_reset_refs", {WHOLE("object", ""), NONE, NUMBER("gc_refs", "gc_refs")}},
    [STEP_GC_SUBTRACT] = {"visit_decref",
                          {OBJECT("object", ""), OBJECT("from", "from"), NUMBER("gc_refs_before", "gc_refs"),
                           NONE, NUMBER("gc_refs_after", "->")}},
    [STEP_GC_REACHABLE] = {"move_unreachable", {OBJECT("object", ""), NONE, NUMBER("gc_refs", "gc_refs")}},
    [STEP_GC_TENTATIVE] = {"move_unreachable", {OBJECT("object", "")}},
    [STEP_GC_MARK] = {"visit_reachable",
                      {OBJECT("object", ""), OBJECT("from", "from"), NUMBER("gc_refs_before", "gc_refs"),
                       NONE, NUMBER("gc_refs_after", "->")}},
    [STEP_GC_MOVE_BACK] = {"visit_reachable", {OBJECT("object", ""), OBJECT("from", "from")}},
    [STEP_GC_UNREACHABLE] = {"deduce_unreachable",
                             {NUMBER("unreachable", "unreachable"), NUMBER("reachable", "reachable")}},
    [STEP_GC_UNTRACK] = {"_PyTuple_MaybeUntrack", {OBJECT("object", "")}},
    [STEP_GC_PROMOTE] = {"gc_list_merge", {OBJECT("object", ""), NUMBER("generation", "generation")}},
    [STEP_GC_FINALIZER] = {"finalize_garbage", {OBJECT("object", "")}},
    [STEP_GC_RESURRECTED] = {"handle_resurrected_objects",
                             {OBJECT("object", ""), NUMBER("generation", "generation")}},
    [STEP_GC_HOLD] = {"Py_INCREF", {OBJECT("object", ""), NONE, NUMBER("refcount", "refcount")}},
    [STEP_GC_CLEAR] = {"tp_clear", {OBJECT("object", "")}},
    [STEP_GC_DROP] = {"Py_DECREF",
                      {SERIAL("object", ""), TYPE("type"), NONE, NUMBER("refcount_before", "refcount"),
                       NUMBER("refcount_after", "->")}},
    [STEP_GC_SAVE] = {"PyList_Append", {OBJECT("object", "")}},
    [STEP_GC_END] = {"gc_collect_main",
                     {NUMBER("generation", "generation"), NUMBER("collected", "collected"),
                      NUMBER("examined", "examined"), NUMBER("freed", "freed"),
                      NUMBER("promoted", "promoted")}},
};

static uint32_t field_value(const struct step *step, unsigned i)
{
    const uint32_t values[5] = {step->a, step->b, step->c, step->d, step->e};
    return values[i];
}

// Objects and numbers of objects that are not there are left out.
static bool is_absent(const struct field *field, uint32_t value)
{
    return field->type == FIELD_NONE ||
           (value == 0 && field->type >= FIELD_OBJECT && field->type <= FIELD_SERIAL);
}

static const char *str_of(const struct heap *h, uint32_t o)
{
    return o && heap_kind(h, o) == KIND_STR ? str_text(h, o) : "";
}

static const char *fate_text(uint32_t fate)
{
    static const char *const fates[] = {
#define X(name, text) [WEAKREF_##name] = text,
        WEAKREF_FATES(X)
#undef X
    };
    return fates[fate];
}

// ---- text ---------------------------------------------------------------------------------------

static void text_block(const struct heap *h, uint32_t block, struct buf *out)
{
    uint32_t len;
    const char *text = text_block_bytes(h, block, &len);
    const char *end = memchr(text, '\n', len);
    buf_add(out, text, end ? (size_t)(end - text) : len);
}

static void text_field(const struct heap *h, const struct field *field, uint32_t value, struct buf *out)
{
    if (is_absent(field, value) || (field->type == FIELD_FLAG && !value))
        return;
    buf_addf(out, " %s%s", field->word, *field->word && field->type != FIELD_FLAG ? " " : "");
    switch (field->type) {
    case FIELD_NONE:
    case FIELD_FLAG:
        break;
    case FIELD_OBJECT:
        describe_reference(h, value, out);
        break;
    case FIELD_WHOLE:
        describe_object(h, value, out);
        break;
    case FIELD_SERIAL:
        buf_addf(out, "#%" PRIu32, value);
        break;
    case FIELD_TYPE:
        buf_adds(out, describe_type(h, value));
        break;
    case FIELD_STR:
        buf_adds(out, str_of(h, value));
        break;
    case FIELD_NUMBER:
        buf_addf(out, "%" PRIu32, value);
        break;
    case FIELD_SIGNED:
        buf_addf(out, "%" PRId32, (int32_t)value);
        break;
    case FIELD_PHASE:
        buf_adds(out, gc_phase_chip((enum gc_phase)value, false));
        break;
    case FIELD_FATE:
        buf_adds(out, fate_text(value));
        break;
    case FIELD_TEXT:
        text_block(h, value, out);
        break;
    }
}

// ---- JSON ---------------------------------------------------------------------------------------

static void json_key(const char *key, struct buf *out)
{
    buf_addf(out, ",\"%s\":", key);
}

static void json_text(const char *key, const char *text, struct buf *out)
{
    json_key(key, out);
    json_string(text, strlen(text), out);
}

// An object with a number as its number, and its type beside it; any other by its value.
static void json_object(const struct heap *h, const char *key, uint32_t o, struct buf *out)
{
    json_key(key, out);
    if (heap_serial(h, o)) {
        buf_addf(out, "%" PRIu32 ",\"%s_type\":", heap_serial(h, o), key);
        json_string(heap_type_name(h, o), strlen(heap_type_name(h, o)), out);
    } else {
        struct buf text = {0};
        describe_object(h, o, &text);
        json_string(buf_text(&text), text.len, out);
        buf_release(&text);
    }
}

static void json_field(const struct heap *h, const struct field *field, uint32_t value, struct buf *out)
{
    if (is_absent(field, value))
        return;
    switch (field->type) {
    case FIELD_NONE:
        break;
    case FIELD_OBJECT:
    case FIELD_WHOLE:
        json_object(h, field->key, value, out);
        break;
    case FIELD_SERIAL:
    case FIELD_NUMBER:
        buf_addf(out, ",\"%s\":%" PRIu32, field->key, value);
        break;
    case FIELD_SIGNED:
        buf_addf(out, ",\"%s\":%" PRId32, field->key, (int32_t)value);
        break;
    case FIELD_FLAG:
        buf_addf(out, ",\"%s\":%s", field->key, value ? "true" : "false");
        break;
    case FIELD_TYPE:
        json_text(field->key, describe_type(h, value), out);
        break;
    case FIELD_STR:
        json_text(field->key, str_of(h, value), out);
        break;
    case FIELD_PHASE:
        json_text(field->key, gc_phase_chip((enum gc_phase)value, false), out);
        break;
    case FIELD_FATE:
        json_text(field->key, fate_text(value), out);
        break;
    case FIELD_TEXT: {
        uint32_t len;
        const char *text = text_block_bytes(h, value, &len);
        json_key(field->key, out);
        json_string(text, len, out);
        break;
    }
    }
}

static const char *function_of(const struct heap *h, const struct step *step)
{
    if (step->kind == STEP_GC_UNTRACK && heap_layout(h, step->a) == KIND_DICT)
        return "_PyDict_MaybeUntrack";
    return formats[step->kind].function ? formats[step->kind].function : "";
}

void sentence_trace(const struct session *s, bool json, struct buf *out)
{
    const struct heap *h = s->heap;
    struct step step;
    if (!session_current(s, &step))
        return;
    if (step.kind == STEP_GC_PHASE && step.a == GC_PHASE_UPDATE_REFS) // which nobody has counted yet
        step.b = gc_list_size(h, gc_generation_head(h->w[HW_GC_GENERATION]));
    const struct line_format *format = &formats[step.kind];
    const char *phase = gc_phase_function(h->profile, (enum gc_phase)h->w[HW_GC_PHASE]);
    const char *function = step.kind == STEP_GC_PHASE ? phase : function_of(h, &step);
    const char *kind = step_table[step.kind].name;
    if (json)
        buf_addf(out, "{\"step\":%" PRIu64 ",\"kind\":\"%s\",\"phase\":\"%s\",\"function\":\"%s\"",
                 step.number, kind, phase, function);
    else
        buf_addf(out, "%" PRIu64 " %s %s %s", step.number, kind, *phase ? phase : "-",
                 *function ? function : "-");
    for (unsigned i = 0; i < 5; i++) {
        if (json)
            json_field(h, &format->fields[i], field_value(&step, i), out);
        else
            text_field(h, &format->fields[i], field_value(&step, i), out);
    }
    buf_adds(out, json ? "}" : "");
}
