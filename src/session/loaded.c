// Objects of a loaded heap in words.
#include "heap/foreign.h"
#include "session/state.h"

bool describe_is_loaded(const struct heap *h, uint32_t type)
{
    return heap_kind(h, type) == KIND_TYPE && h->w[type + TYPE_KIND] == KIND_FOREIGN;
}

// What it was when it was exported, or, once it is emptied, what such a one is then.
void describe_contents(const struct heap *h, uint32_t o, struct buf *out)
{
    static const char *const empty[KIND_COUNT] = {
        [KIND_LIST] = "[]", [KIND_DICT] = "{}", [KIND_SET] = "set()", [KIND_INSTANCE] = "{}"};
    bool emptied = h->w[o + FOREIGN_FLAGS] & FOREIGN_EMPTIED;
    buf_adds(out, emptied && empty[heap_layout(h, o)] ? empty[heap_layout(h, o)] : foreign_text(h, o));
}

// Of loaded objects all that have no number are marked so: an iterator or a frame is still none.
bool describe_is_in_class(const struct heap *h, uint32_t o)
{
    enum kind layout = heap_layout(h, o);
    bool may_be = kind_table[layout].flags & KF_SERIAL || layout == KIND_GETSET || layout == KIND_MEMBER ||
                  layout == KIND_METHOD_DESCRIPTOR;
    return heap_has_flag(h, o, OBF_CLASS_INTERNAL) && (may_be || heap_kind(h, o) != KIND_FOREIGN);
}
