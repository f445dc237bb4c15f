// The type table: every kind of object that the heap knows, as data. A kind says how the words of
// an object are laid out, which of them are references, in which order CPython's tp_traverse visits
// them and in which order its tp_dealloc releases them. Nothing here knows Python's semantics, so
// objects may come from our interpreter or from a loaded heap.
//
// Every object starts with OB_TYPE .. OB_SERIAL; objects of a GC kind go on with GC_NEXT .. OB_SLOT
// (CPython: PyGC_Head, in front of the object). Then come the fields of the kind, one word each.
// A reference is the handle of another object (its first word's place in the arena) or 0 for NULL,
// and is counted in that object's refcount. A block is a place returned by heap_block, or 0.
#ifndef HEAP_KINDS_H
#define HEAP_KINDS_H

#include <stdbool.h>
#include <stdint.h>

enum object_word {
    OB_TYPE,   // handle of the type object (a counted reference only for instances of heap types)
    OB_REFCNT, // ob_refcnt
    OB_FLAGS,  // kind in the low 8 bits, then OBF_* bits
    OB_SERIAL, // the #n a person sees; 0 when it has none (yet)
    OB_HEADER_WORDS,
    GC_NEXT = OB_HEADER_WORDS, // 0 = untracked, as _gc_next
    GC_PREV,
    GC_REFS, // gc_refs << GC_STATE_BITS | enum gc_state
    OB_SLOT, // row in its lane on the screen; given by gc_list_append, kept until it moves lane
    GC_HEADER_WORDS
};

enum object_flag {
    OBF_KIND_MASK = 0xff,
    OBF_FINALIZED = 1 << 8,          // _PyGC_PREV_MASK_FINALIZED: __del__ was called
    OBF_IMMORTAL = 1 << 9,           // refcount never changes
    OBF_HIDDEN = 1 << 10,            // the interpreter's own: never a step, never in gc.get_objects()
    OBF_DEALLOC = 1 << 11,           // refcount is 0, tp_dealloc is running
    OBF_INTERNED = 1 << 12,          // a string in the table of interned strings
    OBF_STATIC_TYPE = 1 << 13,       // a built-in type: instances do not count a reference to it
    OBF_WEAKLY_REFERENCED = 1 << 14, // there are weak references to it, see heap/weakref.h
    OBF_CLASS_INTERNAL = 1 << 15,    // mro tuple, type dict, getset...: folded into its class, no serial
    OBF_IN_HEAP_TYPE = 1 << 16,      // its OB_TYPE is a user class and is counted
    OBF_COUNTED = 1 << 17,           // counted in HW_OBJECTS and HW_BYTES
    OBF_METHOD_WRAPPER = 1 << 18     // a BUILTIN that CPython makes as a smaller method-wrapper: o.__init__
};

// What a collection thinks of an object; the low bits of GC_REFS. COLLECTING in CPython's sense is
// CANDIDATE, TENTATIVE or BACK. After the collection the last state stays behind, meaningless.
enum gc_state {
    GC_STATE_NONE,
    GC_STATE_CANDIDATE,   // ? gc_refs copied; still in young, to the right of the scan
    GC_STATE_TENTATIVE,   // ~ NEXT_MASK_UNREACHABLE: moved to unreachable
    GC_STATE_REACHABLE,   // + scanned, found reachable
    GC_STATE_BACK,        // ^ moved back to the tail of young, to be scanned again
    GC_STATE_UNREACHABLE, // x left in unreachable when the scan ended
    GC_STATE_RESURRECTED, // R saved by a finalizer
    GC_STATE_FINALIZED,   // F its finalizer was called in this collection
    GC_STATE_CLEARED,     // c tp_clear was called
    GC_STATE_COUNT
};
#define GC_STATE_BITS 4
#define GC_STATE_MASK 15u

// How the variable part of a kind is laid out.
enum shape {
    SHAPE_FIXED,     // only fields
    SHAPE_RAW,       // fields, then raw words inline (int digits, string bytes)
    SHAPE_TUPLE,     // fields, then TUPLE_SIZE references inline
    SHAPE_LIST,      // LIST_ITEMS is a block of references
    SHAPE_DICT,      // DICT_KEYS is a block, see heap/dict.h
    SHAPE_SET,       // SET_TABLE is a block, see heap/set.h
    SHAPE_DEQUE,     // DEQUE_RING is a block, see heap/deque.h
    SHAPE_INSTANCE,  // INST_VALUES is a block, see heap/instance.h
    SHAPE_FRAME,     // fields, then FRAME_NSLOTS stack slots inline (frame_sp of them in use)
    SHAPE_GENERATOR, // fields, and what its frame holds
    SHAPE_FOREIGN    // FOREIGN_REFS is a block of references, see heap/foreign.h
};

enum kind_flag {
    KF_GC = 1,       // Py_TPFLAGS_HAVE_GC
    KF_CLEAR = 2,    // has tp_clear
    KF_SERIAL = 4,   // a person sees it: gets a serial when it is tracked or named
    KF_TRASHCAN = 8, // tp_dealloc is wrapped in Py_TRASHCAN_BEGIN and END, up to 3.12
    KF_CALLABLE = 16
};

// X(NAME, Python's name, shape, flags). GC kinds are tracked for life unless heap/ says otherwise.
#define KINDS(X)                                                                                             \
    X(NONE, "NoneType", SHAPE_FIXED, 0)                                                                      \
    X(NOTIMPLEMENTED, "NotImplementedType", SHAPE_FIXED, 0)                                                  \
    X(ELLIPSIS, "ellipsis", SHAPE_FIXED, 0)                                                                  \
    X(BOOL, "bool", SHAPE_RAW, 0)                                                                            \
    X(INT, "int", SHAPE_RAW, 0)                                                                              \
    X(FLOAT, "float", SHAPE_FIXED, 0)                                                                        \
    X(STR, "str", SHAPE_RAW, 0)                                                                              \
    X(BYTES, "bytes", SHAPE_RAW, 0)                                                                          \
    X(BYTEARRAY, "bytearray", SHAPE_FIXED, 0)                                                                \
    X(COMPLEX, "complex", SHAPE_FIXED, 0)                                                                    \
    X(OBJECT, "object", SHAPE_FIXED, 0)                                                                      \
    X(RANGE, "range", SHAPE_FIXED, 0)                                                                        \
    X(RANGE_ITERATOR, "range_iterator", SHAPE_FIXED, 0)                                                      \
    X(CURSOR, "cursor", SHAPE_FIXED, 0) /* a sequence and an index on the stack, no object in Python */      \
    X(CODE, "code", SHAPE_FIXED, 0)                                                                          \
    X(NDARRAY, "numpy.ndarray", SHAPE_FIXED, KF_SERIAL)                                                      \
    X(LIST, "list", SHAPE_LIST, KF_GC | KF_CLEAR | KF_SERIAL | KF_TRASHCAN)                                  \
    X(TUPLE, "tuple", SHAPE_TUPLE, KF_GC | KF_SERIAL | KF_TRASHCAN)                                          \
    X(DICT, "dict", SHAPE_DICT, KF_GC | KF_CLEAR | KF_SERIAL | KF_TRASHCAN)                                  \
    X(SET, "set", SHAPE_SET, KF_GC | KF_CLEAR | KF_SERIAL | KF_TRASHCAN)                                     \
    X(FROZENSET, "frozenset", SHAPE_SET, KF_GC | KF_CLEAR | KF_SERIAL | KF_TRASHCAN)                         \
    X(DEQUE, "collections.deque", SHAPE_DEQUE, KF_GC | KF_CLEAR | KF_SERIAL)                                 \
    X(DEFAULTDICT, "collections.defaultdict", SHAPE_DICT, KF_GC | KF_CLEAR | KF_SERIAL)                      \
    X(ORDERED_DICT, "collections.OrderedDict", SHAPE_DICT, KF_GC | KF_CLEAR | KF_SERIAL | KF_TRASHCAN)       \
    X(CELL, "cell", SHAPE_FIXED, KF_GC | KF_CLEAR | KF_SERIAL)                                               \
    X(FUNCTION, "function", SHAPE_FIXED, KF_GC | KF_CLEAR | KF_SERIAL | KF_CALLABLE)                         \
    X(METHOD, "method", SHAPE_FIXED, KF_GC | KF_SERIAL | KF_CALLABLE)                                        \
    X(BUILTIN, "builtin_function_or_method", SHAPE_FIXED, KF_GC | KF_SERIAL | KF_CALLABLE)                   \
    X(METHOD_DESCRIPTOR, "method_descriptor", SHAPE_FIXED, KF_GC | KF_CALLABLE)                              \
    X(GETSET, "getset_descriptor", SHAPE_FIXED, KF_GC)                                                       \
    X(TYPE, "type", SHAPE_FIXED, KF_GC | KF_CLEAR | KF_SERIAL | KF_CALLABLE)                                 \
    X(INSTANCE, "object", SHAPE_INSTANCE, KF_GC | KF_CLEAR | KF_SERIAL | KF_TRASHCAN)                        \
    X(WEAKREF, "weakref.ReferenceType", SHAPE_FIXED, KF_GC | KF_CLEAR | KF_SERIAL | KF_CALLABLE)             \
    X(MODULE, "module", SHAPE_FIXED, KF_GC | KF_CLEAR)                                                       \
    X(LIST_ITERATOR, "list_iterator", SHAPE_FIXED, KF_GC)                                                    \
    X(TUPLE_ITERATOR, "tuple_iterator", SHAPE_FIXED, KF_GC)                                                  \
    X(STR_ITERATOR, "str_ascii_iterator", SHAPE_FIXED, KF_GC)                                                \
    X(BYTES_ITERATOR, "bytes_iterator", SHAPE_FIXED, KF_GC)                                                  \
    X(DICT_ITERATOR, "dict_keyiterator", SHAPE_FIXED, KF_GC)                                                 \
    X(SET_ITERATOR, "set_iterator", SHAPE_FIXED, KF_GC)                                                      \
    X(DICT_VIEW, "dict_keys", SHAPE_FIXED, KF_GC)                                                            \
    X(SLICE, "slice", SHAPE_FIXED, KF_GC)                                                                    \
    X(EXCEPTION, "BaseException", SHAPE_FIXED, KF_GC | KF_CLEAR | KF_SERIAL | KF_TRASHCAN)                   \
    X(TRACEBACK, "traceback", SHAPE_FIXED, KF_GC | KF_CLEAR | KF_TRASHCAN)                                   \
    X(FRAME, "frame", SHAPE_FRAME, KF_GC | KF_CLEAR | KF_TRASHCAN)                                           \
    X(MEMBER, "member_descriptor", SHAPE_FIXED, KF_GC)                                                       \
    X(PROPERTY, "property", SHAPE_FIXED, KF_GC | KF_CLEAR | KF_SERIAL)                                       \
    X(TUPLEGETTER, "collections._tuplegetter", SHAPE_FIXED, KF_GC | KF_CLEAR | KF_SERIAL)                    \
    X(STATICMETHOD, "staticmethod", SHAPE_FIXED, KF_GC | KF_CLEAR | KF_SERIAL | KF_CALLABLE)                 \
    X(CLASSMETHOD, "classmethod", SHAPE_FIXED, KF_GC | KF_CLEAR | KF_SERIAL)                                 \
    X(SUPER, "super", SHAPE_FIXED, KF_GC)                                                                    \
    X(MAPPINGPROXY, "mappingproxy", SHAPE_FIXED, KF_GC)                                                      \
    X(GENERIC_ALIAS, "types.GenericAlias", SHAPE_FIXED, KF_GC | KF_SERIAL | KF_CALLABLE)                     \
    X(UNION, "types.UnionType", SHAPE_FIXED, KF_GC | KF_SERIAL)                                              \
    X(TEXT_FILE, "_io.TextIOWrapper", SHAPE_FIXED, KF_GC)                                                    \
    X(ENUMERATE, "enumerate", SHAPE_FIXED, KF_GC)                                                            \
    X(ZIP, "zip", SHAPE_FIXED, KF_GC)                                                                        \
    X(MAP, "map", SHAPE_FIXED, KF_GC)                                                                        \
    X(FILTER, "filter", SHAPE_FIXED, KF_GC)                                                                  \
    X(REVERSED, "reversed", SHAPE_FIXED, KF_GC)                                                              \
    X(LIST_REVERSE_ITERATOR, "list_reverseiterator", SHAPE_FIXED, KF_GC)                                     \
    X(DICT_REVERSE_ITERATOR, "dict_reversekeyiterator", SHAPE_FIXED, KF_GC)                                  \
    X(DEQUE_ITERATOR, "collections._deque_iterator", SHAPE_FIXED, KF_GC)                                     \
    X(DEQUE_REVERSE_ITERATOR, "collections._deque_reverse_iterator", SHAPE_FIXED, KF_GC)                     \
    X(ODICT_ITERATOR, "odict_iterator", SHAPE_FIXED, KF_GC)                                                  \
    X(CALLABLE_ITERATOR, "callable_iterator", SHAPE_FIXED, KF_GC)                                            \
    X(GENERATOR, "generator", SHAPE_GENERATOR, KF_GC | KF_SERIAL)                                            \
    X(FOREIGN, "loaded object", SHAPE_FOREIGN, KF_GC | KF_CLEAR | KF_SERIAL)

enum kind {
    KIND_FREE, // not an object
#define X(name, python_name, shape, flags) KIND_##name,
    KINDS(X)
#undef X
        KIND_COUNT
};

// Fields. The base is OB_HEADER_WORDS for atoms and GC_HEADER_WORDS for GC kinds.
// Comments: ref = counted reference, block = place of a block, raw = a number, weaklist = the first weak
// reference to the object, 0 when there is none (heap/weakref.h).
enum {
    // BOOL: raw 0 or 1
    BOOL_VALUE = OB_HEADER_WORDS,
    BOOL_WORDS,
    // INT: raw signed digit count (int32_t, sign of the number), then 30-bit digits, least first
    INT_SIZE = OB_HEADER_WORDS,
    INT_DIGITS,
    // FLOAT: raw, two halves of the double
    FLOAT_LOW = OB_HEADER_WORDS,
    FLOAT_HIGH,
    FLOAT_WORDS,
    // COMPLEX: raw, two doubles in two halves each
    COMPLEX_REAL = OB_HEADER_WORDS,
    COMPLEX_IMAG = COMPLEX_REAL + 2,
    COMPLEX_WORDS = COMPLEX_IMAG + 2,
    // STR and BYTES: raw lengths and hash, then UTF-8 bytes inline, NUL-terminated
    STR_LENGTH = OB_HEADER_WORDS, // code points
    STR_BYTES,                    // bytes of UTF-8, NUL not counted
    STR_HASH,                     // 0 = not computed yet
    STR_WIDTH,                    // 0 ASCII, else bytes a character has in CPython: 1, 2 or 4
    STR_DATA,
    // BYTEARRAY, see heap/bytearray.h
    BYTEARRAY_SIZE = OB_HEADER_WORDS, // raw: bytes in use
    BYTEARRAY_ROOM,                   // raw: bytes that CPython has room for
    BYTEARRAY_START,                  // raw: how many of these, at the front, are given up
    BYTEARRAY_DATA,                   // block: the bytes, or 0
    BYTEARRAY_WORDS,
    OBJECT_WORDS = OB_HEADER_WORDS,
    // RANGE: ref ref ref (ints)
    RANGE_START = OB_HEADER_WORDS,
    RANGE_STOP,
    RANGE_STEP,
    RANGE_WORDS,
    // RANGE_ITERATOR: raw, int64 halves: next value, step, number of values left
    RANGEIT_NEXT_LOW = OB_HEADER_WORDS,
    RANGEIT_NEXT_HIGH,
    RANGEIT_STEP_LOW,
    RANGEIT_STEP_HIGH,
    RANGEIT_LEFT_LOW,
    RANGEIT_LEFT_HIGH,
    RANGEIT_WORDS,
    // CODE
    CODE_CONSTS = OB_HEADER_WORDS, // ref tuple
    CODE_NAMES,                    // ref tuple of str: globals, attributes, imports
    CODE_LOCALNAMES,               // ref tuple of str: localsplus (locals with arguments first, cells, frees)
    CODE_NAME,                     // ref str
    CODE_QUALNAME,                 // ref str
    CODE_FILENAME,                 // ref str
    CODE_DOC,                      // ref str or None: the docstring
    CODE_ARGCOUNT,                 // raw: positional arguments, positional-only ones included
    CODE_POSONLYCOUNT,
    CODE_KWONLYCOUNT,
    CODE_NLOCALS,    // raw: plain locals, arguments included
    CODE_NCELLS,     // raw: cell variables that are not arguments, after the locals
    CODE_NFREES,     // raw: free variables, last in localsplus
    CODE_STACKSIZE,  // raw
    CODE_FLAGS,      // raw: enum code_flag of python/opcode.h
    CODE_FIRSTLINE,  // raw
    CODE_INSTR,      // block: one word an instruction, opcode | argument << 8
    CODE_POSITIONS,  // block: two words an instruction, line | end line - line << POSITION_LINE_BITS and
                     // column | end column
                     // << 16; columns count characters from 0, the end is exclusive
    CODE_EXCEPTIONS, // block: four words a handler: first, end, target instruction; stack depth | push lasti
                     // << 31
    CODE_CELLARGS,   // block or 0: for each cell that is an argument, its local's index
    CODE_WEAKLIST,   // weaklist
    CODE_WORDS,
    // NDARRAY: elements are stored in two words whatever numpy's itemsize is
    NDARRAY_DTYPE = OB_HEADER_WORDS,  // raw enum of python/numpy.h
    NDARRAY_ITEMSIZE,                 // raw
    NDARRAY_NDIM,                     // raw 0..4
    NDARRAY_SHAPE,                    // raw, four words
    NDARRAY_DATA = NDARRAY_SHAPE + 4, // block: two words an element, or 0
    NDARRAY_FILL,                     // raw: 0 data block, 1 all zero, 2 all one, 3 arange (no block then)
    NDARRAY_BASE,                     // ref or 0: the array this is a view of
    NDARRAY_OFFSET,                   // raw: of a view, its first element in the base's data
    NDARRAY_WEAKLIST,                 // weaklist
    NDARRAY_WORDS,
    // LIST
    LIST_SIZE = GC_HEADER_WORDS, // raw ob_size
    LIST_ITEMS,                  // block of references, or 0; heap_block_words says how many fit
    LIST_WORDS,
    LIST_WEAKLIST = LIST_WORDS, // weaklist, only in an instance of a user class
    // TUPLE: raw size, then references inline
    TUPLE_SIZE = GC_HEADER_WORDS,
    TUPLE_ITEMS,
    // DICT
    DICT_USED = GC_HEADER_WORDS, // raw ma_used
    DICT_KEYS,                   // block, see heap/dict.h; 0 = the empty keys
    DICT_SPLIT,  // raw: 0, or how many names there was room for in the keys that it shares with its class
    DICT_SHARED, // block: these keys, see heap/shared_keys.h; 0 = it has its own
    DICT_WORDS,
    DICT_WEAKLIST = DICT_WORDS, // weaklist, only in an instance of a user class
    // DEFAULTDICT: the words of a dict, then
    DEFAULT_FACTORY = DICT_WORDS, // ref or 0
    DEFAULTDICT_WORDS,
    DEFAULTDICT_WEAKLIST = DEFAULTDICT_WORDS, // weaklist, only in an instance of a user class
    // ORDERED_DICT: the words of a dict, then, see heap/odict.h
    ODICT_DICT = DICT_WORDS, // ref or 0: its attributes
    ODICT_NODES,             // block
    ODICT_FIRST,             // raw: the first node and the last one; 0 = there is none
    ODICT_LAST,
    ODICT_STATE,    // raw: changes whenever the order does
    ODICT_WEAKLIST, // weaklist
    ODICT_WORDS,
    // SET and FROZENSET
    SET_USED = GC_HEADER_WORDS,
    SET_FILL,
    SET_MASK,  // raw: table size - 1
    SET_TABLE, // block: two words an entry, key and hash; 0 = the small table inside, all empty
    SET_HASH,
    SET_WEAKLIST, // weaklist
    SET_WORDS,
    // DEQUE
    DEQUE_SIZE = GC_HEADER_WORDS, // raw: items
    DEQUE_RING,                   // block of references, or 0
    DEQUE_HEAD,                   // raw: the slot of the first one
    DEQUE_SHIFT,                  // raw: where CPython's first block begins to be used
    DEQUE_STATE,                  // raw: changes whenever the ends do
    DEQUE_MAXLEN,                 // raw: maxlen + 1; 0 = there is none
    DEQUE_WEAKLIST,               // weaklist
    DEQUE_WORDS,
    // CELL
    CELL_CONTENTS = GC_HEADER_WORDS, // ref
    CELL_WORDS,
    // FUNCTION, in func_traverse order
    FUNC_CODE = GC_HEADER_WORDS,
    FUNC_GLOBALS,
    FUNC_BUILTINS,
    FUNC_MODULE,
    FUNC_DEFAULTS,
    FUNC_KWDEFAULTS,
    FUNC_DOC,
    FUNC_NAME,
    FUNC_DICT,
    FUNC_CLOSURE,
    FUNC_ANNOTATIONS,
    FUNC_ANNOTATE, // gives them when they are asked for, from 3.14 on
    FUNC_QUALNAME,
    FUNC_WEAKLIST, // weaklist
    FUNC_WORDS,
    // METHOD
    METHOD_FUNC = GC_HEADER_WORDS,
    METHOD_SELF,
    METHOD_WEAKLIST, // weaklist
    METHOD_WORDS,
    // BUILTIN: a C function, perhaps bound
    BUILTIN_SELF = GC_HEADER_WORDS, // ref or 0
    BUILTIN_MODULE,                 // ref str or 0
    BUILTIN_INDEX,                  // raw: into the table of builtin_tables, python/interp.h
    BUILTIN_WEAKLIST,               // weaklist
    BUILTIN_WORDS,
    // METHOD_DESCRIPTOR: list.append as found on the type
    DESCR_TYPE = GC_HEADER_WORDS, // ref type
    DESCR_NAME,                   // ref str
    DESCR_INDEX,                  // raw: into the table of builtin_tables, python/interp.h
    DESCR_WORDS,
    // GETSET and MEMBER share DESCR_*; a MEMBER's DESCR_INDEX is its slot in the instance
    // TYPE, in type_traverse order
    TYPE_DICT = GC_HEADER_WORDS,
    TYPE_MRO,        // ref tuple
    TYPE_BASES,      // ref tuple
    TYPE_BASE,       // ref type
    TYPE_NAME,       // ref str
    TYPE_QUALNAME,   // ref str
    TYPE_KIND,       // raw: kind of its instances
    TYPE_FLAGS,      // raw: enum type_flag
    TYPE_KEYS,       // block: shared keys of its instances, see heap/shared_keys.h; 0 before the first
    TYPE_SLOTS,      // ref tuple of its own __slots__ names, sorted, or 0
    TYPE_NSLOTS,     // raw: of its own
    TYPE_ALL_SLOTS,  // raw: with those of its bases, which come first
    TYPE_SUBCLASSES, // raw: how many subclasses there are; the first makes CPython's dict tp_subclasses
    TYPE_IS_LISTED,  // raw: 1 = there is a weak reference to it in those of its bases
    TYPE_WEAKLIST,   // weaklist
    TYPE_WORDS,
    // INSTANCE
    INST_DICT = GC_HEADER_WORDS, // ref: the materialised __dict__ or 0
    INST_VALUES,                 // block: values in shared-key order (then slots), or 0
    INST_WEAKLIST,               // weaklist
    INST_WORDS,
    // WEAKREF: what is after the callback is not counted
    WEAKREF_KEY = GC_HEADER_WORDS, // ref or 0: of a KeyedRef
    WEAKREF_CALLBACK,              // ref or 0
    WEAKREF_OBJECT,                // what it refers to; 0 once that is gone
    WEAKREF_PREV,                  // the other weak references to that object
    WEAKREF_NEXT,
    WEAKREF_HASHED, // raw: 1 when the hash is known
    WEAKREF_HASH,   // raw, its low half
    WEAKREF_HASH_HIGH,
    WEAKREF_WORDS,
    WEAKREF_WEAKLIST = WEAKREF_WORDS, // weaklist, only in an instance of a user class
    // MODULE
    MODULE_DICT = GC_HEADER_WORDS,
    MODULE_NAME,     // ref str
    MODULE_WEAKLIST, // weaklist
    MODULE_WORDS,
    // iterators over a sequence: ref seq (0 when exhausted), raw index, raw extra
    ITER_SEQ = GC_HEADER_WORDS,
    ITER_INDEX,
    ITER_EXTRA,  // dict and set: ma_used at the start; deque: its DEQUE_STATE then; DICT_ITERATOR also: what
                 // it yields << 30
    ITER_RESULT, // ref: the tuple that a dict's items() yields again and again (di_result), or 0
    ITER_WORDS,
    // ODICT_ITERATOR
    OITER_DICT = GC_HEADER_WORDS, // ref: 0 when it has ended
    OITER_KEY,                    // ref: the key that comes next
    OITER_RESULT,                 // ref: the tuple that it yields again and again, of items alone
    OITER_WHAT,                   // raw: as VIEW_WHAT
    OITER_REVERSED,               // raw
    OITER_STATE,                  // raw: what ODICT_STATE must be
    OITER_SIZE,                   // raw: what the size must be
    OITER_WORDS,
    // DICT_VIEW
    VIEW_DICT = GC_HEADER_WORDS,
    VIEW_WHAT, // raw: 0 keys, 1 values, 2 items
    VIEW_WORDS,
    // SLICE
    SLICE_START = GC_HEADER_WORDS,
    SLICE_STOP,
    SLICE_STEP,
    SLICE_WORDS,
    // EXCEPTION, in BaseException_traverse order
    EXC_EXTRA = GC_HEADER_WORDS, // refs: what a type has of its own, python/exception_fields.c: .value of a
    EXC_NAME,                    // StopIteration, .obj and .name of an AttributeError, .errno, .strerror,
    EXC_FILENAME,                // .filename and .filename2 of an OSError...
    EXC_FILENAME2,
    EXC_DICT,
    EXC_ARGS,
    EXC_TRACEBACK,
    EXC_CAUSE,
    EXC_CONTEXT,
    EXC_SUPPRESS, // raw: __suppress_context__
    EXC_WEAKLIST, // weaklist, only in an instance of a user class
    EXC_WORDS,
    // TRACEBACK
    TB_NEXT = GC_HEADER_WORDS,
    TB_FRAME,
    TB_LASTI,  // raw: instruction index
    TB_LINENO, // raw
    TB_WORDS,
    // FRAME: while it runs it belongs to the chain from HW_FRAME (one counted reference) and is not
    // tracked; see python/frame.h
    FRAME_BACK = GC_HEADER_WORDS, // ref, only once it has left the chain
    FRAME_CODE,                   // ref
    FRAME_FUNC,                   // ref function or 0
    FRAME_GLOBALS,                // uncounted while FRAME_FUNC holds it, else ref: see FRAME_OWNS
    FRAME_LOCALS,                 // ref dict: module and class bodies; in a function 0 or what f_locals gave
    FRAME_PREVIOUS,               // uncounted: the caller while running
    FRAME_AT,                     // raw: index of the next instruction, and slots in use (heap/heap.h)
    FRAME_NLOCALS,                // raw: slots of localsplus, before the value stack
    FRAME_NSLOTS,                 // raw: all slots
    FRAME_RETURN,                 // raw: what to do with the result, python/frame.h
    FRAME_STATE,                  // raw: enum frame_state
    FRAME_COUNTED,                // raw: 1 = somebody asked for it as an object, which the collector counts
    FRAME_GENERATOR, // uncounted: the generator whose frame it is, which then holds what is in it
    FRAME_SLOTS,     // refs inline; STACK_BORROWED marks an uncounted one
    // PROPERTY
    PROP_GET = GC_HEADER_WORDS, // ref or 0, as the next four
    PROP_SET,
    PROP_DEL,
    PROP_DOC,
    PROP_NAME,
    PROP_GETTER_DOC, // raw: the docstring is the getter's
    PROP_WORDS,
    // TUPLEGETTER: what a field of a namedtuple is in its class
    TUPLEGETTER_DOC = GC_HEADER_WORDS, // ref
    TUPLEGETTER_INDEX,                 // raw
    TUPLEGETTER_WORDS,
    // STATICMETHOD and CLASSMETHOD
    WRAP_CALLABLE = GC_HEADER_WORDS, // ref
    WRAP_DICT,                       // ref: what was copied from the callable, or 0
    WRAP_WORDS,
    // SUPER
    SUPER_OBJECT = GC_HEADER_WORDS, // ref or 0
    SUPER_TYPE,                     // ref type
    SUPER_OBJECT_TYPE,              // ref type or 0
    SUPER_WORDS,
    // GENERIC_ALIAS: list[int]
    ALIAS_ORIGIN = GC_HEADER_WORDS,
    ALIAS_ARGS,
    ALIAS_WEAKLIST,
    ALIAS_WORDS,
    // UNION: int | None
    UNION_ARGS = GC_HEADER_WORDS,
    UNION_HASHABLE, // a frozenset of them, from 3.14 on
    UNION_WEAKLIST, // from 3.14 on
    UNION_WORDS,
    // TEXT_FILE: sys.stdout, sys.stderr
    TEXT_FILE_STDERR = GC_HEADER_WORDS, // raw
    TEXT_FILE_WORDS,
    // MAPPINGPROXY: C.__dict__
    PROXY_MAPPING = GC_HEADER_WORDS, // ref
    PROXY_WORDS,
    // ENUMERATE
    ENUM_ITERATOR = GC_HEADER_WORDS, // ref
    ENUM_RESULT,                     // ref: the tuple that it yields again and again
    ENUM_INDEX_LOW,                  // raw: int64 halves of the next number
    ENUM_INDEX_HIGH,
    ENUM_WORDS,
    // ZIP
    ZIP_ITERATORS = GC_HEADER_WORDS, // ref tuple
    ZIP_RESULT,                      // ref: the tuple that it yields again and again
    ZIP_STRICT,                      // raw
    ZIP_WORDS,
    // MAP
    MAP_ITERATORS = GC_HEADER_WORDS, // ref tuple
    MAP_FUNCTION,                    // ref
    MAP_STRICT,                      // raw
    MAP_WORDS,
    // FILTER
    FILTER_ITERATOR = GC_HEADER_WORDS, // ref
    FILTER_FUNCTION,                   // ref
    FILTER_WORDS,
    // CALLABLE_ITERATOR: iter(function, sentinel); both refs are 0 when it is exhausted
    CALLITER_CALLABLE = GC_HEADER_WORDS,
    CALLITER_SENTINEL,
    CALLITER_WORDS,
    // GENERATOR, see python/generator.h
    GEN_CODE = GC_HEADER_WORDS, // ref: up to 3.11; later only once its frame is gone, which has it till then
    GEN_NAME,                   // ref str
    GEN_QUALNAME,               // ref str
    GEN_FRAME,                  // ref while it is suspended, uncounted while it runs; 0 = finished
    GEN_EXC,      // ref or 0: the exception that it handles; while it runs the one that its caller handles
    GEN_STATE,    // raw: enum generator_state
    GEN_SLOTS,    // raw: how many its frame has in CPython
    GEN_PREVIOUS, // uncounted, while it runs: the generator that runs around it
    GEN_WEAKLIST, // weaklist
    GEN_WORDS,
    // FOREIGN, see heap/foreign.h
    FOREIGN_LAYOUT = GC_HEADER_WORDS, // raw: enum kind, whose ways it has
    FOREIGN_FLAGS,                    // raw: enum foreign_flag
    FOREIGN_BYTES,                    // raw: sys.getsizeof
    FOREIGN_COUNT,                    // raw: references in the block
    FOREIGN_CLASS_AT,                 // raw: which of them is its class; FOREIGN_COUNT = none
    FOREIGN_REFS,                     // block of references, 0 where one is gone
    FOREIGN_TEXT,                     // block: texts in UTF-8, each ended by a NUL
    FOREIGN_WEAKLIST,                 // weaklist
    FOREIGN_WORDS
};

// A word of CODE_POSITIONS: a line, and how many lines more the instruction spans.
enum { POSITION_LINE_BITS = 20, POSITION_LINE = 0xfffff, POSITION_LINES = 0xfff };
enum { FRAME_SPARE_SLOTS = 2 }; // beyond the stack that the code needs: for the arguments of an __init__

// Is it a dict, or one of the kinds that CPython derives from it in C? They begin with the words of a dict.
static inline bool kind_is_dict(enum kind kind)
{
    return kind == KIND_DICT || kind == KIND_DEFAULTDICT || kind == KIND_ORDERED_DICT;
}

// A bit of FRAME_RETURN: C code has called it (CPython up to 3.11 resumes generators from C).
enum { FRAME_CALLED_FROM_C = 2 };

enum generator_state { GENERATOR_CREATED, GENERATOR_SUSPENDED, GENERATOR_RUNNING, GENERATOR_FINISHED };

enum foreign_flag {
    FOREIGN_EXACT = 1,         // its type is the built-in one of its layout, not a class derived from it
    FOREIGN_HAS_FINALIZER = 2, // as heap_has_finalizer, while OBF_FINALIZED is not set
    FOREIGN_EMPTIED = 4,       // tp_clear was called
    FOREIGN_HOLDS_OTHERS = 8   // containers that were not loaded with it, so that it is not untracked
};

// A value-stack slot that holds a borrowed reference (3.14's LOAD_FAST_BORROW).
#define STACK_BORROWED 0x80000000u

enum frame_state { FRAME_RUNNING, FRAME_OWNED };

enum type_flag {
    TYPEF_HEAP = 1,         // a user class
    TYPEF_HAS_DEL = 2,      // tp_finalize is set: __del__ somewhere in its mro
    TYPEF_HAS_DICT = 4,     // instances have a __dict__
    TYPEF_NO_BASE = 8,      // cannot be subclassed (bool, NoneType, function...)
    TYPEF_HAS_GETATTR = 16, // __getattr__ or __getattribute__ somewhere in its mro
    TYPEF_EXCEPTION = 32,   // derives from BaseException
    TYPEF_HAS_WEAKREF = 64, // there can be weak references to its instances
    TYPEF_PROXY = 128       // of weakref.proxy
};

struct kind_info {
    const char *python_name;
    enum shape shape;
    uint8_t flags;          // enum kind_flag
    uint8_t words;          // words of the fixed part, header included
    const uint8_t *refs;    // fields that are references, in tp_traverse order, ended by 0
    const uint8_t *release; // the same fields in tp_dealloc's order, ended by 0
    const uint8_t *blocks;  // fields that are blocks, ended by 0
};
extern const struct kind_info kind_table[KIND_COUNT];
// The Python name of a kind without the module before it: deque.
const char *kind_short_name(enum kind kind);
// The field of a kind that is a weaklist; 0 when no object of the kind has one.
extern const uint8_t kind_weaklist[KIND_COUNT];

#endif
