#include "base/unicode.h"

#include <stdlib.h>

#include "base/unicode_tables.h"

// Of a char_run or a case_run: they begin alike.
static int compare_run(const void *key, const void *item)
{
    uint32_t cp = *(const uint32_t *)key;
    const uint32_t *run = item, first = run[0], last = run[1];
    return cp < first ? -1 : cp > last;
}

static bool is_step(uint32_t cp, uint32_t first, uint32_t step)
{
    return (cp - first) % step == 0;
}

bool unicode_in_runs(const struct char_run *runs, size_t count, uint32_t cp)
{
    const struct char_run *run = bsearch(&cp, runs, count, sizeof *runs, compare_run);
    return run && is_step(cp, run->first, run->step);
}

static size_t find_several(const struct several *several, size_t count, uint32_t cp,
                           uint32_t out[UNICODE_MOST])
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (several[i].cp != cp)
            continue;
        for (; n < UNICODE_MOST && several[i].become[n]; n++)
            out[n] = several[i].become[n];
    }
    return n;
}

size_t unicode_change(const struct case_run *runs, size_t count, const struct several *several,
                      size_t several_count, uint32_t cp, uint32_t out[UNICODE_MOST])
{
    const struct case_run *run = bsearch(&cp, runs, count, sizeof *runs, compare_run);
    if (!run || !is_step(cp, run->first, run->step))
        return find_several(several, several_count, cp, out);
    out[0] = (uint32_t)((int32_t)cp + run->distance);
    return 1;
}

bool unicode_is_title(uint32_t cp)
{
    uint32_t out[UNICODE_MOST];
    return !unicode_is_upper(cp) && !unicode_is_lower(cp) && unicode_lower(cp, out) == 1 && out[0] != cp;
}

// Decimal digits come in tens, some of which stand side by side.
int unicode_decimal(uint32_t cp)
{
    int before = 0;
    if (!unicode_is_decimal(cp))
        return -1;
    while (unicode_is_decimal(cp - 1 - (uint32_t)before))
        before++;
    return before % 10;
}
