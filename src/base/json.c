#include "base/json.h"

#include "base/utf8.h"

static void add_character(uint32_t ch, struct buf *out)
{
    char bytes[4];
    if (ch == '"' || ch == '\\')
        buf_addf(out, "\\%c", (char)ch);
    else if (ch < ' ' || ch == 0x7f)
        buf_addf(out, "\\u%04x", ch);
    else
        buf_add(out, bytes, utf8_encode(ch, bytes));
}

void json_string(const char *text, size_t len, struct buf *out)
{
    buf_addc(out, '"');
    for (size_t at = 0; at < len;) {
        uint32_t ch;
        at += utf8_decode(text + at, len - at, &ch);
        add_character(ch, out);
    }
    buf_addc(out, '"');
}
