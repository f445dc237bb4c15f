#include "app/program.h"
#include "base/lang.h"

#include <stdio.h>

uint64_t program_walk(struct session *s, uint64_t from, const char *name,
                      void (*visit)(void *ctx, struct session *s), void *ctx)
{
    session_seek(s, from);
    if (session_cursor(s) != from)
        fprintf(stderr, _("gcstep %s: steps %llu to %llu did not fit; --history MB keeps more\n"), name,
                (unsigned long long)from + 1, (unsigned long long)session_cursor(s));
    while (session_step(s))
        visit(ctx, s);
    return session_cursor(s);
}
