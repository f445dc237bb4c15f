// Instances of user classes: their attributes and their __slots__. Attributes are inline values in the
// order of their class's shared keys, as 3.11+. Mirrors init_inline_values, _PyObject_GetInstanceAttribute,
// _PyObject_StoreInstanceAttribute and materialisation (_PyObject_GetDictPtr,
// make_dict_from_instance_attributes).
//
// An instance of a class that derives from list, dict, set, frozenset, deque, tuple or weakref.ref has its
// attributes behind the words of its kind (instance_attributes): the dict, the block of values, then the
// slots, those of the base first. Up to 3.13 it has no inline values.
//
// An instance of a class that derives from int, float, complex, str, bytes or bytearray is a KIND_INSTANCE
// with one word more, the last: its value, an object of the built-in type that nobody else has. It stands for
// words inside the instance, so it is no reference: nothing visits it.
//
// INST_VALUES block: word 0 how many slots hold values or NULL, then references in shared-key order. When
// they were stored in another order, word 0 also has VALUES_ORDERED, and the second half of the block says
// in which: indices + 1, 0 after the last.
#ifndef HEAP_INSTANCE_H
#define HEAP_INSTANCE_H

#include "heap/object.h"
#include "heap/shared_keys.h"

#define VALUES_ORDERED 0x80000000u

static inline bool instance_is_container(enum kind kind)
{
    return kind == KIND_LIST || kind == KIND_DICT || kind == KIND_DEFAULTDICT || kind == KIND_SET ||
           kind == KIND_FROZENSET || kind == KIND_TUPLE || kind == KIND_DEQUE || kind == KIND_WEAKREF;
}
// Do instances of a class of the program that derives from this kind keep a value of it?
static inline bool instance_keeps_value(enum kind kind)
{
    return kind == KIND_INT || kind == KIND_FLOAT || kind == KIND_COMPLEX || kind == KIND_STR ||
           kind == KIND_BYTES || kind == KIND_BYTEARRAY;
}
// Does the size of what derives from it vary, so that there are neither slots nor weak references?
static inline bool instance_varies(enum kind kind)
{
    return kind == KIND_INT || kind == KIND_TUPLE || kind == KIND_BYTES;
}
// The value of such an instance, 0 of anything else; borrowed.
static inline uint32_t instance_value(const struct heap *h, uint32_t o)
{
    uint32_t type = heap_type(h, o);
    return heap_kind(h, o) == KIND_INSTANCE && instance_keeps_value((enum kind)h->w[type + TYPE_KIND])
               ? h->w[o + INST_WORDS + h->w[type + TYPE_ALL_SLOTS]]
               : 0;
}
// Has the built-in base itself a weaklist, so that a class that derives from it adds none?
static inline bool instance_base_has_weaklist(enum kind kind)
{
    return kind == KIND_SET || kind == KIND_FROZENSET || kind == KIND_DEQUE;
}
// Place of the word with the __dict__ of `o`; the block of values is in the next one, slots follow from
// the third on. 0 when the object has no such words. One word of lists, dicts and weak references is before
// it: their weaklist.
static inline uint32_t instance_attributes(const struct heap *h, uint32_t o)
{
    if (!heap_has_flag(h, o, OBF_IN_HEAP_TYPE))
        return 0;
    switch ((int)heap_kind(h, o)) {
    case KIND_INSTANCE:
        return o + INST_DICT;
    case KIND_LIST:
        return o + LIST_WORDS + 1;
    case KIND_DICT:
        return o + DICT_WORDS + 1;
    case KIND_DEFAULTDICT:
        return o + DEFAULTDICT_WORDS + 1;
    case KIND_SET:
    case KIND_FROZENSET:
        return o + SET_WORDS;
    case KIND_DEQUE:
        return o + DEQUE_WORDS;
    case KIND_TUPLE:
        return o + TUPLE_ITEMS + h->w[o + TUPLE_SIZE];
    case KIND_WEAKREF:
        return o + WEAKREF_WORDS + 1;
    default:
        return 0;
    }
}
// Place of slot `i` of an object that has slots.
static inline uint32_t instance_slot(const struct heap *h, uint32_t o, uint32_t i)
{
    return (heap_kind(h, o) == KIND_INSTANCE ? o + INST_WORDS : instance_attributes(h, o) + 2) + i;
}
// All words of an instance of the user class `type`; of a tuple those of its items come to that.
uint32_t instance_words(const struct heap *h, uint32_t type);
// A new tracked instance of a user class that derives from list, dict, set, frozenset or deque.
uint32_t instance_container_new(struct heap *h, uint32_t type);
// The same of tuple, with `n` items (taken over).
uint32_t instance_tuple_new(struct heap *h, uint32_t type, const uint32_t *items, uint32_t n);
// The same of int, str and so on, with a copy of `value`, or of bytearray, with `value` itself, that nobody
// else has.
uint32_t instance_value_new(struct heap *h, uint32_t type, uint32_t value);
// A name less for its class when it has inline values, as every new instance of one that derives from a
// built-in class with a __dict__.
void instance_count(struct heap *h, uint32_t type);
// A new tracked instance of user class `type` (whose instances are KIND_INSTANCE).
uint32_t instance_new(struct heap *h, uint32_t type);
// The attribute in the instance itself (inline value or __dict__ entry), borrowed, or 0.
uint32_t instance_get(const struct heap *h, uint32_t o, uint32_t name);
// Stores (borrows value); materialises the dict when the shared keys are full. name is interned.
void instance_set(struct heap *h, uint32_t o, uint32_t name, uint32_t value);
bool instance_delete(struct heap *h, uint32_t o, uint32_t name);
// The __dict__, made when needed (borrowed).
uint32_t instance_dict(struct heap *h, uint32_t o);
// Walks (name, value) pairs in the order Python lists them; start with *pos = 0.
bool instance_next(const struct heap *h, uint32_t o, uint32_t *pos, uint32_t *name, uint32_t *value);
// Visits slots, values and dict, as subtype_traverse. No-op for objects without attributes.
int instance_traverse(const struct heap *h, uint32_t o, visit_fn visit, void *ctx);
// The slots and the inline values in that order: name and value (0 = empty) of number `i`; false when there
// are not so many.
bool instance_visited(const struct heap *h, uint32_t o, uint32_t i, uint32_t *name, uint32_t *value);
// subtype_clear: drops them.
void instance_clear(struct heap *h, uint32_t o);
// subtype_dealloc: takes the next reference out of the object; 0 when none is left.
uint32_t instance_release_next(struct heap *h, uint32_t o);

#endif
