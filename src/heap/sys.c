#include "heap/sys.h"

#include "heap/atoms.h"
#include "heap/dict.h"
#include "heap/object.h"

// Its dict, or 0.
static uint32_t sys_dict(const struct heap *h)
{
    uint32_t sys = str_interned(h, "sys");
    uint32_t module = sys ? dict_get_str(h, h->w[HW_OWN_MODULES], sys) : 0;
    return module ? h->w[module + MODULE_DICT] : 0;
}

uint32_t sys_attribute(const struct heap *h, const char *name)
{
    uint32_t dict = sys_dict(h), key = str_interned(h, name);
    return dict && key ? dict_get_str(h, dict, key) : 0;
}

void sys_set(struct heap *h, const char *name, uint32_t value)
{
    uint32_t key = str_intern(h, name);
    dict_set_str(h, sys_dict(h), key, value);
    heap_decref(h, key);
}
