#include "heap/sys.h"

#include "heap/dict.h"
#include "heap/object.h"

// Its dict, or 0.
static uint32_t sys_dict(const struct heap *h)
{
    uint32_t module = dict_get_text(h, h->w[HW_OWN_MODULES], "sys");
    return module ? h->w[module + MODULE_DICT] : 0;
}

uint32_t sys_attribute(const struct heap *h, const char *name)
{
    uint32_t dict = sys_dict(h);
    return dict ? dict_get_text(h, dict, name) : 0;
}

void sys_set(struct heap *h, const char *name, uint32_t value)
{
    dict_set_text(h, sys_dict(h), name, value);
}
