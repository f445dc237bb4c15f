#include "python/annotations.h"

#include <string.h>

#include "python/call.h"
#include "python/names.h"
#include "python/type.h"
#include "python/value.h"

enum { FORMAT_VALUE = 1 };

// annotate(1): a new dict, or 0 with an exception.
static uint32_t call_annotate(struct interp *in, uint32_t annotate)
{
    struct heap *h = in->heap;
    uint32_t format = int_new(h, FORMAT_VALUE);
    heap_hold(h, format, HOLD_ARGUMENT);
    uint32_t dict = py_call(in, annotate, &format, 1, 0);
    heap_unhold(h, format);
    call_release(h, format, dict);
    if (dict && heap_kind(h, dict) != KIND_DICT)
        return py_refuse(in, dict, EXC_TypeError, "__annotate__() must return a dict, not %s",
                         heap_type_name(h, dict));
    return dict;
}

// The dict that an __annotate__ gives; an empty one where there is none.
static uint32_t made_by(struct interp *in, uint32_t annotate)
{
    bool has = annotate && annotate != heap_none(in->heap);
    return has ? call_annotate(in, annotate) : dict_new(in->heap);
}

// ---- functions ----------------------------------------------------------------------------------

// Up to 3.13 MAKE_FUNCTION left (name, value...) there, of which a dict is made when somebody asks.
static uint32_t dict_of_pairs(struct heap *h, uint32_t pairs)
{
    uint32_t dict = dict_new(h);
    heap_hold(h, dict, HOLD_BUILDING);
    for (uint32_t i = 0; pairs && i + 1 < tuple_size(h, pairs); i += 2)
        dict_set_str(h, dict, tuple_get(h, pairs, i), tuple_get(h, pairs, i + 1));
    heap_unhold(h, dict);
    return dict;
}

// func_get_annotation_dict.
static uint32_t of_function(struct interp *in, uint32_t func)
{
    struct heap *h = in->heap;
    uint32_t now = h->w[func + FUNC_ANNOTATIONS];
    if (now && heap_kind(h, now) == KIND_DICT)
        return heap_incref(h, now);
    uint32_t dict = now || !h->profile->annotations_lazy ? dict_of_pairs(h, now)
                                                         : made_by(in, h->w[func + FUNC_ANNOTATE]);
    if (!dict)
        return 0;
    heap_setref(h, func + FUNC_ANNOTATIONS, dict);
    return heap_incref(h, dict);
}

// ---- classes and modules ------------------------------------------------------------------------

// The dict of names where they are, and what a class calls them in there.
struct place {
    uint32_t dict;
    const char *annotations, *annotate;
};

static struct place place_in(const struct heap *h, uint32_t o)
{
    if (heap_kind(h, o) == KIND_MODULE)
        return (struct place){h->w[o + MODULE_DICT], "__annotations__", "__annotate__"};
    bool lazy = h->profile->annotations_lazy;
    return (struct place){h->w[o + TYPE_DICT], lazy ? "__annotations_cache__" : "__annotations__",
                          "__annotate_func__"};
}

// type_get_annotate: None is kept too. Borrowed.
static uint32_t annotate_of_dict(struct heap *h, uint32_t o)
{
    struct place place = place_in(h, o);
    if (!dict_get_text(h, place.dict, place.annotate))
        dict_set_text(h, place.dict, place.annotate, heap_none(h));
    return dict_get_text(h, place.dict, place.annotate);
}

// type_get_annotations, module_get_annotations: what the class or module itself has, made when it is asked
// for.
static uint32_t of_dict(struct interp *in, uint32_t o)
{
    struct heap *h = in->heap;
    struct place place = place_in(h, o);
    uint32_t found = dict_get_text(h, place.dict, "__annotations__");
    found = found ? found : dict_get_text(h, place.dict, place.annotations);
    if (found)
        return heap_incref(h, found);
    bool lazy = h->profile->annotations_lazy, module = heap_kind(h, o) == KIND_MODULE;
    uint32_t annotate = !lazy    ? 0
                        : module ? dict_get_text(h, place.dict, place.annotate)
                                 : annotate_of_dict(h, o);
    uint32_t dict = made_by(in, annotate);
    if (!dict)
        return 0;
    heap_hold(h, dict, HOLD_BUILDING);
    dict_set_text(h, place.dict, place.annotations, dict);
    heap_unhold(h, dict);
    return dict;
}

// ---- attributes ---------------------------------------------------------------------------------

static bool can_have(const struct heap *h, uint32_t o)
{
    return (heap_kind(h, o) == KIND_TYPE && type_is_class(h, o)) || heap_kind(h, o) == KIND_MODULE;
}

uint32_t annotations_get(struct interp *in, uint32_t o, const char *name)
{
    struct heap *h = in->heap;
    bool is_function = heap_kind(h, o) == KIND_FUNCTION;
    if (!is_function && !can_have(h, o))
        return 0;
    if (!strcmp(name, "__annotations__"))
        return is_function ? of_function(in, o) : of_dict(in, o);
    if (!h->profile->annotations_lazy || strcmp(name, "__annotate__") != 0)
        return 0;
    if (!is_function)
        return heap_incref(h, annotate_of_dict(h, o));
    uint32_t annotate = h->w[o + FUNC_ANNOTATE];
    return heap_incref(h, annotate ? annotate : heap_none(h));
}

// func_set_annotations, func_set_annotate: each forgets what was made by the other.
static int set_of_function(struct interp *in, uint32_t func, bool annotations, uint32_t value)
{
    struct heap *h = in->heap;
    if (annotations && value == heap_none(h))
        value = 0;
    if (annotations && value && heap_kind(h, value) != KIND_DICT) {
        py_raise(in, EXC_TypeError, "__annotations__ must be set to a dict object");
        return -1;
    }
    if (!annotations && !value) {
        py_raise(in, EXC_TypeError, "__annotate__ cannot be deleted");
        return -1;
    }
    heap_setref(h, func + (annotations ? FUNC_ANNOTATIONS : FUNC_ANNOTATE), heap_xincref(h, value));
    heap_setref(h, func + (annotations ? FUNC_ANNOTATE : FUNC_ANNOTATIONS), 0);
    return 1;
}

int annotations_set(struct interp *in, uint32_t o, const char *name, uint32_t value)
{
    bool annotations = !strcmp(name, "__annotations__");
    if (heap_kind(in->heap, o) != KIND_FUNCTION ||
        (!annotations && (!in->heap->profile->annotations_lazy || strcmp(name, "__annotate__") != 0)))
        return 0;
    return set_of_function(in, o, annotations, value);
}
