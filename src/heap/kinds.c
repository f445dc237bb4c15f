#include "heap/kinds.h"

#include <assert.h>
#include <string.h>

#include "heap/step.h"

// References in tp_traverse order; a *_release list is tp_dealloc's order where that is another one.
static const uint8_t range_refs[] = {RANGE_START, RANGE_STOP, RANGE_STEP, 0};
static const uint8_t code_refs[] = {CODE_CONSTS, CODE_NAMES,    CODE_LOCALNAMES, CODE_FILENAME,
                                    CODE_NAME,   CODE_QUALNAME, CODE_DOC,        0};
static const uint8_t code_blocks[] = {CODE_INSTR, CODE_POSITIONS, CODE_EXCEPTIONS, CODE_CELLARGS, 0};
static const uint8_t ndarray_refs[] = {NDARRAY_BASE, 0};
static const uint8_t ndarray_blocks[] = {NDARRAY_DATA, 0};
static const uint8_t cell_refs[] = {CELL_CONTENTS, 0};
static const uint8_t function_refs[] = {
    FUNC_CODE, FUNC_GLOBALS, FUNC_BUILTINS, FUNC_MODULE,      FUNC_DEFAULTS, FUNC_KWDEFAULTS, FUNC_DOC,
    FUNC_NAME, FUNC_DICT,    FUNC_CLOSURE,  FUNC_ANNOTATIONS, FUNC_ANNOTATE, FUNC_QUALNAME,   0};
// func_dealloc: func_clear, then code, name and qualname
static const uint8_t function_release[] = {
    FUNC_GLOBALS, FUNC_BUILTINS,    FUNC_MODULE,   FUNC_DEFAULTS, FUNC_KWDEFAULTS, FUNC_DOC,      FUNC_DICT,
    FUNC_CLOSURE, FUNC_ANNOTATIONS, FUNC_ANNOTATE, FUNC_CODE,     FUNC_NAME,       FUNC_QUALNAME, 0};
static const uint8_t method_refs[] = {METHOD_FUNC, METHOD_SELF, 0};
static const uint8_t builtin_refs[] = {BUILTIN_SELF, BUILTIN_MODULE, 0};
static const uint8_t descriptor_refs[] = {DESCR_TYPE, DESCR_NAME, 0};
static const uint8_t type_refs[] = {TYPE_DICT, TYPE_MRO,      TYPE_BASES, TYPE_BASE,
                                    TYPE_NAME, TYPE_QUALNAME, TYPE_SLOTS, 0};
static const uint8_t type_release[] = {TYPE_BASE, TYPE_DICT,     TYPE_BASES, TYPE_MRO,
                                       TYPE_NAME, TYPE_QUALNAME, TYPE_SLOTS, 0};
static const uint8_t weakref_refs[] = {WEAKREF_KEY, WEAKREF_CALLBACK, 0};
static const uint8_t module_refs[] = {MODULE_DICT, MODULE_NAME, 0};
static const uint8_t iterator_refs[] = {ITER_SEQ, ITER_RESULT, 0};
static const uint8_t view_refs[] = {VIEW_DICT, 0};
static const uint8_t slice_refs[] = {SLICE_START, SLICE_STOP, SLICE_STEP, 0};
static const uint8_t slice_release[] = {SLICE_STEP, SLICE_START, SLICE_STOP, 0};
static const uint8_t exception_refs[] = {EXC_EXTRA, EXC_NAME,      EXC_FILENAME, EXC_FILENAME2, EXC_DICT,
                                         EXC_ARGS,  EXC_TRACEBACK, EXC_CAUSE,    EXC_CONTEXT,   0};
static const uint8_t alias_refs[] = {ALIAS_ORIGIN, ALIAS_ARGS, 0};
static const uint8_t union_refs[] = {UNION_ARGS, UNION_HASHABLE, 0};
static const uint8_t traceback_refs[] = {TB_NEXT, TB_FRAME, 0};
static const uint8_t frame_refs[] = {FRAME_BACK, FRAME_LOCALS, FRAME_FUNC, FRAME_CODE, 0};
static const uint8_t property_refs[] = {PROP_GET, PROP_SET, PROP_DEL, PROP_DOC, PROP_NAME, 0};
static const uint8_t tuplegetter_refs[] = {TUPLEGETTER_DOC, 0};
static const uint8_t wrapper_refs[] = {WRAP_CALLABLE, WRAP_DICT, 0};
static const uint8_t super_refs[] = {SUPER_OBJECT, SUPER_TYPE, SUPER_OBJECT_TYPE, 0};
static const uint8_t proxy_refs[] = {PROXY_MAPPING, 0};
static const uint8_t enumerate_refs[] = {ENUM_ITERATOR, ENUM_RESULT, 0};
static const uint8_t zip_refs[] = {ZIP_ITERATORS, ZIP_RESULT, 0};
static const uint8_t map_refs[] = {MAP_ITERATORS, MAP_FUNCTION, 0};
static const uint8_t filter_refs[] = {FILTER_ITERATOR, FILTER_FUNCTION, 0};
static const uint8_t filter_release[] = {FILTER_FUNCTION, FILTER_ITERATOR, 0};
static const uint8_t callable_iterator_refs[] = {CALLITER_CALLABLE, CALLITER_SENTINEL, 0};
static const uint8_t generator_refs[] = {GEN_NAME, GEN_QUALNAME, 0};
static const uint8_t generator_release[] = {GEN_CODE, GEN_NAME, GEN_QUALNAME, 0};
static const uint8_t defaultdict_refs[] = {DEFAULT_FACTORY, 0};
static const uint8_t odict_refs[] = {ODICT_DICT, 0};
static const uint8_t odict_iterator_refs[] = {OITER_DICT, OITER_KEY, OITER_RESULT, 0};
static const uint8_t none[] = {0};

static const uint8_t bytearray_blocks[] = {BYTEARRAY_DATA, 0};
static const uint8_t list_blocks[] = {LIST_ITEMS, 0};
static const uint8_t dict_blocks[] = {DICT_KEYS, 0};
static const uint8_t odict_blocks[] = {DICT_KEYS, ODICT_NODES, 0};
static const uint8_t set_blocks[] = {SET_TABLE, 0};
static const uint8_t deque_blocks[] = {DEQUE_RING, 0};
static const uint8_t instance_blocks[] = {INST_VALUES, 0};
static const uint8_t instance_refs[] = {INST_DICT, 0};
static const uint8_t foreign_blocks[] = {FOREIGN_REFS, FOREIGN_TEXT, 0};

// Words of the fixed part, references, order of release, blocks.
#define LAYOUT_NONE OBJECT_WORDS, none, none, none
#define LAYOUT_NOTIMPLEMENTED OBJECT_WORDS, none, none, none
#define LAYOUT_ELLIPSIS OBJECT_WORDS, none, none, none
#define LAYOUT_BOOL BOOL_WORDS, none, none, none
#define LAYOUT_INT INT_DIGITS, none, none, none
#define LAYOUT_FLOAT FLOAT_WORDS, none, none, none
#define LAYOUT_BYTEARRAY BYTEARRAY_WORDS, none, none, bytearray_blocks
#define LAYOUT_COMPLEX COMPLEX_WORDS, none, none, none
#define LAYOUT_STR STR_DATA, none, none, none
#define LAYOUT_BYTES STR_DATA, none, none, none
#define LAYOUT_OBJECT OBJECT_WORDS, none, none, none
#define LAYOUT_RANGE RANGE_WORDS, range_refs, range_refs, none
#define LAYOUT_RANGE_ITERATOR RANGEIT_WORDS, none, none, none
#define LAYOUT_CURSOR ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_CODE CODE_WORDS, code_refs, code_refs, code_blocks
#define LAYOUT_NDARRAY NDARRAY_WORDS, ndarray_refs, ndarray_refs, ndarray_blocks
#define LAYOUT_LIST LIST_WORDS, none, none, list_blocks
#define LAYOUT_TUPLE TUPLE_ITEMS, none, none, none
#define LAYOUT_DICT DICT_WORDS, none, none, dict_blocks
#define LAYOUT_SET SET_WORDS, none, none, set_blocks
#define LAYOUT_FROZENSET SET_WORDS, none, none, set_blocks
#define LAYOUT_DEQUE DEQUE_WORDS, none, none, deque_blocks
#define LAYOUT_DEFAULTDICT DEFAULTDICT_WORDS, defaultdict_refs, defaultdict_refs, dict_blocks
#define LAYOUT_ORDERED_DICT ODICT_WORDS, odict_refs, odict_refs, odict_blocks
#define LAYOUT_CELL CELL_WORDS, cell_refs, cell_refs, none
#define LAYOUT_FUNCTION FUNC_WORDS, function_refs, function_release, none
#define LAYOUT_METHOD METHOD_WORDS, method_refs, method_refs, none
#define LAYOUT_BUILTIN BUILTIN_WORDS, builtin_refs, builtin_refs, none
#define LAYOUT_METHOD_DESCRIPTOR DESCR_WORDS, descriptor_refs, descriptor_refs, none
#define LAYOUT_GETSET DESCR_WORDS, descriptor_refs, descriptor_refs, none
#define LAYOUT_TYPE TYPE_WORDS, type_refs, type_release, none
#define LAYOUT_INSTANCE INST_WORDS, instance_refs, instance_refs, instance_blocks
#define LAYOUT_WEAKREF WEAKREF_WORDS, weakref_refs, weakref_refs, none
#define LAYOUT_MODULE MODULE_WORDS, module_refs, module_refs, none
#define LAYOUT_LIST_ITERATOR ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_TUPLE_ITERATOR ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_STR_ITERATOR ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_BYTES_ITERATOR ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_DICT_ITERATOR ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_SET_ITERATOR ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_DICT_VIEW VIEW_WORDS, view_refs, view_refs, none
#define LAYOUT_SLICE SLICE_WORDS, slice_refs, slice_release, none
#define LAYOUT_EXCEPTION EXC_WORDS, exception_refs, exception_refs, none
#define LAYOUT_TRACEBACK TB_WORDS, traceback_refs, traceback_refs, none
#define LAYOUT_FRAME FRAME_SLOTS, frame_refs, frame_refs, none
#define LAYOUT_MEMBER DESCR_WORDS, descriptor_refs, descriptor_refs, none
#define LAYOUT_PROPERTY PROP_WORDS, property_refs, property_refs, none
#define LAYOUT_TUPLEGETTER TUPLEGETTER_WORDS, tuplegetter_refs, tuplegetter_refs, none
#define LAYOUT_STATICMETHOD WRAP_WORDS, wrapper_refs, wrapper_refs, none
#define LAYOUT_CLASSMETHOD WRAP_WORDS, wrapper_refs, wrapper_refs, none
#define LAYOUT_SUPER SUPER_WORDS, super_refs, super_refs, none
#define LAYOUT_MAPPINGPROXY PROXY_WORDS, proxy_refs, proxy_refs, none
#define LAYOUT_GENERIC_ALIAS ALIAS_WORDS, alias_refs, alias_refs, none
#define LAYOUT_UNION UNION_WORDS, union_refs, union_refs, none
#define LAYOUT_TEXT_FILE TEXT_FILE_WORDS, none, none, none
#define LAYOUT_ENUMERATE ENUM_WORDS, enumerate_refs, enumerate_refs, none
#define LAYOUT_ZIP ZIP_WORDS, zip_refs, zip_refs, none
#define LAYOUT_MAP MAP_WORDS, map_refs, map_refs, none
#define LAYOUT_FILTER FILTER_WORDS, filter_refs, filter_release, none
#define LAYOUT_REVERSED ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_LIST_REVERSE_ITERATOR ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_DICT_REVERSE_ITERATOR ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_DEQUE_ITERATOR ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_DEQUE_REVERSE_ITERATOR ITER_WORDS, iterator_refs, iterator_refs, none
#define LAYOUT_ODICT_ITERATOR OITER_WORDS, odict_iterator_refs, odict_iterator_refs, none
#define LAYOUT_CALLABLE_ITERATOR CALLITER_WORDS, callable_iterator_refs, callable_iterator_refs, none
#define LAYOUT_GENERATOR GEN_WORDS, generator_refs, generator_release, none
#define LAYOUT_FOREIGN FOREIGN_WORDS, none, none, foreign_blocks

static_assert(KIND_COUNT <= 64 + KIND_TUPLE && KIND_TUPLE < KIND_DICT && KIND_DICT < 64,
              "the bits of tuples and dicts among those of kinds modulo 64 are theirs alone");

const struct kind_info kind_table[KIND_COUNT] = {
#define X(name, python_name, shape, flags) [KIND_##name] = {python_name, shape, flags, LAYOUT_##name},
    KINDS(X)
#undef X
};

const char *kind_short_name(enum kind kind)
{
    const char *name = kind_table[kind].python_name, *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

const uint8_t kind_weaklist[KIND_COUNT] = {
    [KIND_CODE] = CODE_WEAKLIST,
    [KIND_GENERIC_ALIAS] = ALIAS_WEAKLIST,
    [KIND_UNION] = UNION_WEAKLIST,
    [KIND_NDARRAY] = NDARRAY_WEAKLIST,
    [KIND_LIST] = LIST_WEAKLIST,
    [KIND_DICT] = DICT_WEAKLIST,
    [KIND_SET] = SET_WEAKLIST,
    [KIND_FROZENSET] = SET_WEAKLIST,
    [KIND_FUNCTION] = FUNC_WEAKLIST,
    [KIND_METHOD] = METHOD_WEAKLIST,
    [KIND_BUILTIN] = BUILTIN_WEAKLIST,
    [KIND_TYPE] = TYPE_WEAKLIST,
    [KIND_INSTANCE] = INST_WEAKLIST,
    [KIND_MODULE] = MODULE_WEAKLIST,
    [KIND_EXCEPTION] = EXC_WEAKLIST,
    [KIND_GENERATOR] = GEN_WEAKLIST,
    [KIND_WEAKREF] = WEAKREF_WEAKLIST,
    [KIND_FOREIGN] = FOREIGN_WEAKLIST,
    [KIND_DEQUE] = DEQUE_WEAKLIST,
    [KIND_DEFAULTDICT] = DEFAULTDICT_WEAKLIST,
    [KIND_ORDERED_DICT] = ODICT_WEAKLIST,
};

const struct step_info step_table[STEP_KIND_COUNT] = {
#define X(name, text, a, b, c, d, e) [STEP_##name] = {text, {a, b, c, d, e}},
    STEPS(X)
#undef X
};
