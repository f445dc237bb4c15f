#include "app/program.h"
#include "base/lang.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bool program_load(struct session *s, const char *file, struct error *err)
{
    errno = 0;
    if (session_load(s, file, err))
        return true;
    return errno ? error_set(err, _("cannot read %s: %s"), file, strerror(errno)) : false;
}

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
