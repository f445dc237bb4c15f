// Which statement a code object came from, so that a line of a function that was typed long ago can be
// shown when it runs. Handles are reused, so the latest statement up to the one at the cursor counts.
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "session/state.h"

void lines_remember(struct session *s, uint32_t code)
{
    const struct heap *h = s->heap;
    struct code_list *list = &s->codes;
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 64;
        list->at = xrealloc(list->at, list->capacity * sizeof *list->at);
    }
    list->at[list->count++] = (struct code_origin){code, h->w[HW_STATEMENT]};
    uint32_t consts = h->w[code + CODE_CONSTS];
    for (uint32_t i = 0; consts && i < tuple_size(h, consts); i++)
        if (heap_kind(h, tuple_get(h, consts, i)) == KIND_CODE)
            lines_remember(s, tuple_get(h, consts, i));
}

void lines_rewind(struct session *s)
{
    while (s->codes.count && s->codes.at[s->codes.count - 1].statement > s->heap->w[HW_STATEMENT])
        s->codes.count--;
}

void lines_release(struct session *s)
{
    free(s->codes.at);
    s->codes = (struct code_list){0};
}

bool lines_is_from_file(const struct session *s, uint32_t code)
{
    uint32_t name = s->heap->w[code + CODE_FILENAME];
    return s->file_name && name && strcmp(str_text(s->heap, name), s->file_name) == 0;
}

static const char *source_of(const struct session *s, uint32_t code)
{
    uint32_t now = s->heap->w[HW_STATEMENT];
    if (lines_is_from_file(s, code))
        return buf_text(&s->file);
    for (size_t i = s->codes.count; i-- > 0;) {
        const struct code_origin *origin = &s->codes.at[i];
        if (origin->code == code && origin->statement <= now && origin->statement <= s->nstatements)
            return s->statements[origin->statement - 1].text;
    }
    return NULL;
}

const char *lines_text(const struct session *s, uint32_t code, uint32_t line)
{
    const char *text = source_of(s, code);
    for (uint32_t i = 1; i < line && text; i++)
        text = strchr(text, '\n') ? strchr(text, '\n') + 1 : NULL;
    return text ? text + strspn(text, " \t") : NULL;
}
