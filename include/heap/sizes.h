// sys.getsizeof of the fixed part of each kind, GC header included, measured per version of CPython on
// 64-bit Linux. For the profiles: SIZES_3_11 and its siblings initialise what of a profile concerns
// built-in values.
// What varies with the contents is counted in heap/sizeof.c.
#ifndef HEAP_SIZES_H
#define HEAP_SIZES_H

// X(KIND, 3.11, 3.12, 3.13, 3.14, 3.15). INSTANCE is one with __dict__ and __weakref__; TYPE is a
// built-in one; STR and BYTES have no character yet, INT no digit, GENERATOR and FRAME no
// slot.
#define KIND_SIZES(X)                                                                                        \
    X(NONE, 16, 16, 16, 16, 16)                                                                              \
    X(NOTIMPLEMENTED, 16, 16, 16, 16, 16)                                                                    \
    X(ELLIPSIS, 16, 16, 16, 16, 16)                                                                          \
    X(BOOL, 28, 28, 28, 28, 28)                                                                              \
    X(INT, 24, 24, 24, 24, 24)                                                                               \
    X(FLOAT, 24, 24, 24, 24, 24)                                                                             \
    X(BYTEARRAY, 56, 56, 56, 56, 64)                                                                         \
    X(COMPLEX, 32, 32, 32, 32, 32)                                                                           \
    X(STR, 48, 40, 40, 40, 40)                                                                               \
    X(BYTES, 32, 32, 32, 32, 32)                                                                             \
    X(OBJECT, 16, 16, 16, 16, 16)                                                                            \
    X(RANGE, 48, 48, 48, 48, 48)                                                                             \
    X(RANGE_ITERATOR, 48, 40, 40, 40, 40)                                                                    \
    X(CURSOR, 0, 0, 0, 0, 0)                                                                                 \
    X(CODE, 192, 200, 208, 216, 216)                                                                         \
    X(NDARRAY, 96, 96, 96, 96, 96)                                                                           \
    X(LIST, 56, 56, 56, 56, 56)                                                                              \
    X(TUPLE, 40, 40, 40, 48, 48)                                                                             \
    X(DICT, 64, 64, 64, 64, 64)                                                                              \
    X(SET, 216, 216, 216, 216, 216)                                                                          \
    X(FROZENSET, 216, 216, 216, 216, 216)                                                                    \
    X(DEQUE, 232, 232, 232, 232, 232)                                                                        \
    X(DEFAULTDICT, 72, 72, 72, 72, 72)                                                                       \
    X(ORDERED_DICT, 128, 128, 128, 128, 128)                                                                 \
    X(CELL, 40, 40, 40, 40, 40)                                                                              \
    X(FUNCTION, 152, 160, 160, 168, 168)                                                                     \
    X(METHOD, 64, 64, 64, 64, 64)                                                                            \
    X(BUILTIN, 72, 72, 72, 72, 72)                                                                           \
    X(METHOD_DESCRIPTOR, 72, 72, 72, 72, 72)                                                                 \
    X(GETSET, 64, 64, 64, 64, 64)                                                                            \
    X(TYPE, 424, 432, 416, 416, 424)                                                                         \
    X(INSTANCE, 56, 48, 48, 48, 48)                                                                          \
    X(WEAKREF, 80, 80, 80, 80, 80)                                                                           \
    X(MODULE, 72, 72, 72, 72, 120)                                                                           \
    X(LIST_ITERATOR, 48, 48, 48, 48, 48)                                                                     \
    X(TUPLE_ITERATOR, 48, 48, 48, 48, 48)                                                                    \
    X(STR_ITERATOR, 48, 48, 48, 48, 48)                                                                      \
    X(BYTES_ITERATOR, 48, 48, 48, 48, 48)                                                                    \
    X(DICT_ITERATOR, 72, 72, 72, 72, 72)                                                                     \
    X(SET_ITERATOR, 64, 64, 64, 64, 64)                                                                      \
    X(DICT_VIEW, 40, 40, 40, 40, 40)                                                                         \
    X(SLICE, 56, 56, 56, 56, 56)                                                                             \
    X(EXCEPTION, 88, 88, 88, 88, 88)                                                                         \
    X(TRACEBACK, 56, 56, 56, 56, 56)                                                                         \
    X(FRAME, 136, 136, 152, 168, 168)                                                                        \
    X(MEMBER, 64, 64, 64, 64, 64)                                                                            \
    X(PROPERTY, 80, 80, 80, 80, 80)                                                                          \
    X(TUPLEGETTER, 48, 48, 48, 48, 48)                                                                       \
    X(STATICMETHOD, 48, 48, 48, 48, 48)                                                                      \
    X(CLASSMETHOD, 48, 48, 48, 48, 48)                                                                       \
    X(SUPER, 56, 56, 56, 56, 56)                                                                             \
    X(MAPPINGPROXY, 40, 40, 40, 40, 40)                                                                      \
    X(GENERIC_ALIAS, 80, 80, 80, 80, 80)                                                                     \
    X(UNION, 48, 48, 48, 72, 72)                                                                             \
    X(TEXT_FILE, 208, 216, 216, 216, 216)                                                                    \
    X(ENUMERATE, 72, 72, 72, 72, 72)                                                                         \
    X(ZIP, 64, 64, 64, 64, 64)                                                                               \
    X(MAP, 48, 48, 48, 56, 56)                                                                               \
    X(FILTER, 48, 48, 48, 48, 48)                                                                            \
    X(REVERSED, 48, 48, 48, 48, 48)                                                                          \
    X(LIST_REVERSE_ITERATOR, 48, 48, 48, 48, 48)                                                             \
    X(DICT_REVERSE_ITERATOR, 72, 72, 72, 72, 72)                                                             \
    X(DEQUE_ITERATOR, 72, 72, 72, 72, 72)                                                                    \
    X(DEQUE_REVERSE_ITERATOR, 72, 72, 72, 72, 72)                                                            \
    X(ODICT_ITERATOR, 80, 80, 80, 80, 80)                                                                    \
    X(CALLABLE_ITERATOR, 48, 48, 48, 48, 48)                                                                 \
    X(GENERATOR, 168, 160, 160, 168, 168)

#define KIND_SIZE_3_11(kind, a, b, c, d, e) [KIND_##kind] = (a),
#define KIND_SIZE_3_12(kind, a, b, c, d, e) [KIND_##kind] = (b),
#define KIND_SIZE_3_13(kind, a, b, c, d, e) [KIND_##kind] = (c),
#define KIND_SIZE_3_14(kind, a, b, c, d, e) [KIND_##kind] = (d),
#define KIND_SIZE_3_15(kind, a, b, c, d, e) [KIND_##kind] = (e),

#define EXCEPTION_SIZES(import_error, syntax_error)                                                          \
    .import_error_size = (import_error), .syntax_error_size = (syntax_error)
#define SIZES_3_11                                                                                           \
    .dict_keysize_wide = true, .type_size = 1688, EXCEPTION_SIZES(112, 152),                                 \
    .sizes = {KIND_SIZES(KIND_SIZE_3_11)}
#define SIZES_3_12                                                                                           \
    .dict_keysize_wide = true, .latin1_with_utf8 = true, .split_counts_ahead = true, .type_size = 1704,      \
    EXCEPTION_SIZES(120, 152), .sizes = {KIND_SIZES(KIND_SIZE_3_12)}
#define SIZES_3_13                                                                                           \
    .latin1_with_utf8 = true, .list_extend_resizes = true, .split_counts_ahead = true, .type_size = 1712,    \
    EXCEPTION_SIZES(120, 152), .sizes = {KIND_SIZES(KIND_SIZE_3_13)}
#define SIZES_3_14                                                                                           \
    .latin1_with_utf8 = true, .list_extend_resizes = true, .list_shrinks_from = 33,                          \
    .split_counts_ahead = true, .type_size = 1720, EXCEPTION_SIZES(120, 160),                                \
    .sizes = {KIND_SIZES(KIND_SIZE_3_14)}
#define SIZES_3_15                                                                                           \
    .latin1_with_utf8 = true, .list_extend_resizes = true, .list_shrinks_from = 33,                          \
    .split_counts_ahead = true, .type_size = 1728, EXCEPTION_SIZES(120, 160),                                \
    .sizes = {KIND_SIZES(KIND_SIZE_3_15)}

#endif
