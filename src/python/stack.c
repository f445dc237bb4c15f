// How much of the C stack is left: what a program nests in C (iterators in iterators, special methods that
// call each other) ends in a RecursionError however high sys.setrecursionlimit is.
#include <sys/resource.h>

#include "python/interp.h"

enum { MOST_BYTES = 4 << 20, SHARE = 2 }; // half of the stack, if that is less

void py_stack_begin(struct interp *in)
{
    struct rlimit limit;
    uintptr_t here = (uintptr_t)__builtin_frame_address(0), bytes = MOST_BYTES;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur / SHARE < bytes)
        bytes = limit.rlim_cur / SHARE;
    in->heap->stack_end = here - bytes;
}

bool py_has_stack(struct interp *in)
{
    if ((uintptr_t)__builtin_frame_address(0) > in->heap->stack_end)
        return true;
    return py_raise(in, EXC_RecursionError, "maximum recursion depth exceeded");
}
