// collections.deque: what the protocol of interp.h does with one. Its methods are in a table of their own.
#ifndef PYTHON_DEQUE_H
#define PYTHON_DEQUE_H

#include "heap/deque.h"
#include "python/interp.h"

extern const struct builtin_table deque_table;
extern const struct builtin_table deque_wrappers_table;

uint32_t construct_deque(struct interp *in, uint32_t type, const uint32_t *args, size_t nargs,
                         uint32_t kwnames);
// deque_extend, with a step for each item. 0 or -1.
int deque_extend(struct interp *in, uint32_t deque, uint32_t iterable);
// Of the same class, with the same maxlen.
uint32_t deque_copy(struct interp *in, uint32_t deque);
uint32_t deque_getitem(struct interp *in, uint32_t deque, uint32_t key);
int deque_setitem(struct interp *in, uint32_t deque, uint32_t key, uint32_t value); // value 0 deletes
int deque_contains(struct interp *in, uint32_t deque, uint32_t item);
// Both are deques.
uint32_t deque_compare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b);
uint32_t deque_concat(struct interp *in, uint32_t deque, uint32_t other);
uint32_t deque_repeat(struct interp *in, uint32_t deque, int64_t count);
int deque_repeat_inplace(struct interp *in, uint32_t deque, int64_t count);
// The number of the first item that equals `wanted`, from `from` to before `to`; -1 none, -2 an exception,
// `error` with "deque mutated during iteration" when the comparison has changed it.
int64_t deque_find(struct interp *in, uint32_t deque, uint32_t wanted, int64_t from, int64_t to,
                   enum exc_id error);
// Takes item i out, by turning it to the left end and back: a new reference.
uint32_t deque_take(struct heap *h, uint32_t deque, uint32_t i);
uint32_t deque_iter(struct heap *h, uint32_t deque, bool reverse);
uint32_t deque_iternext(struct interp *in, uint32_t it);

#endif
