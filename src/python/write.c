// Where printed text goes.
#include "heap/text.h"
#include "python/interp.h"

void py_write(struct interp *in, bool is_stderr, const char *bytes, size_t len)
{
    struct heap *h = in->heap;
    if (in->host.write && !in->again) // it was written the first time
        in->host.write(in->host.ctx, is_stderr, bytes, len);
    if (in->quiet || len == 0)
        return;
    uint32_t block = text_append(h, is_stderr ? TEXT_ERROR : TEXT_OUTPUT, bytes, (uint32_t)len);
    heap_step(h, STEP_PRINT, block, 0, 0);
}
