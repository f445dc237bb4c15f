#include "base/unicode.h"

#include "base/unicode_tables.h"

bool unicode_in_runs(const struct char_run *runs, size_t count, uint32_t cp)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cp > runs[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && cp >= runs[low].first && (cp - runs[low].first) % runs[low].step == 0;
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
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cp > runs[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count || cp < runs[low].first || (cp - runs[low].first) % runs[low].step)
        return find_several(several, several_count, cp, out);
    out[0] = (uint32_t)((int32_t)cp + runs[low].distance);
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
