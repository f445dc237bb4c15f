// Which names __main__ had, and what they named before they went: for the sentence that explains a
// NameError after a del.
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "session/state.h"

static void entry_release(struct name_entry *entry)
{
    free(entry->name);
    free(entry->type);
}

static void list_release(struct name_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        entry_release(&list->at[i]);
    free(list->at);
    *list = (struct name_list){0};
}

static void list_add(struct name_list *list, struct name_entry entry)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 32;
        list->at = xrealloc(list->at, list->capacity * sizeof *list->at);
    }
    list->at[list->count++] = entry;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct name_entry *)a)->name, ((const struct name_entry *)b)->name);
}

// The names of __main__ that are bound now, sorted.
static struct name_list names_now(const struct heap *h)
{
    struct name_list list = {0};
    uint32_t pos = 0, key, value;
    while (h->w[HW_MAIN] && dict_next(h, h->w[HW_MAIN], &pos, &key, &value)) {
        if (heap_kind(h, key) != KIND_STR || strncmp(str_text(h, key), "__", 2) == 0)
            continue;
        list_add(&list, (struct name_entry){.name = xstrdup(str_text(h, key)),
                                            .type = xstrdup(describe_type(h, heap_type(h, value))),
                                            .serial = heap_serial(h, value)});
    }
    if (list.count)
        qsort(list.at, list.count, sizeof *list.at, compare_names);
    return list;
}

void names_update(struct session *s)
{
    struct name_list now = names_now(s->heap);
    for (size_t i = 0; i < s->names.count; i++) {
        struct name_entry *was = &s->names.at[i];
        if (now.count && bsearch(was, now.at, now.count, sizeof *was, compare_names)) {
            entry_release(was);
            continue;
        }
        was->statement = s->heap->w[HW_STATEMENT];
        list_add(&s->gone, *was);
    }
    free(s->names.at);
    s->names = now;
}

void names_rewind(struct session *s)
{
    while (s->gone.count && s->gone.at[s->gone.count - 1].statement > s->heap->w[HW_STATEMENT])
        entry_release(&s->gone.at[--s->gone.count]);
    list_release(&s->names);
    s->names = names_now(s->heap);
}

void names_release(struct session *s)
{
    list_release(&s->names);
    list_release(&s->gone);
}

const char *session_gone_name(const struct session *s, size_t i, uint32_t *serial)
{
    struct step step;
    if (!session_current(s, &step) || step.kind != STEP_DONE)
        return NULL;
    for (size_t n = s->gone.count; n-- > 0 && s->gone.at[n].statement >= step.a;)
        if (s->gone.at[n].statement == step.a && i-- == 0) {
            *serial = s->gone.at[n].serial;
            return s->gone.at[n].name;
        }
    return NULL;
}

const struct name_entry *names_gone(const struct session *s, const char *name, uint32_t statement)
{
    for (size_t i = s->gone.count; i-- > 0;)
        if (s->gone.at[i].statement <= statement && strcmp(s->gone.at[i].name, name) == 0)
            return &s->gone.at[i];
    return NULL;
}
