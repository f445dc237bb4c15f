#include "base/buf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

// Makes room for `more` bytes and the NUL.
static void reserve(struct buf *b, size_t more)
{
    size_t need = b->len + more + 1;
    if (need <= b->cap)
        return;
    size_t cap = b->cap ? b->cap : 64;
    while (cap < need)
        cap *= 2;
    b->data = xrealloc(b->data, cap);
    b->cap = cap;
}

void buf_add(struct buf *b, const void *bytes, size_t len)
{
    reserve(b, len);
    if (len)
        memcpy(b->data + b->len, bytes, len);
    b->len += len;
    b->data[b->len] = '\0';
}

void buf_adds(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text));
}

void buf_addc(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_addf(struct buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vaddf(b, format, args);
    va_end(args);
}

void buf_vaddf(struct buf *b, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len > 0) {
        reserve(b, (size_t)len);
        vsnprintf(b->data + b->len, (size_t)len + 1, format, again);
        b->len += (size_t)len;
    }
    va_end(again);
}

const char *buf_text(const struct buf *b)
{
    return b->data ? b->data : "";
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    if (b->data)
        b->data[0] = '\0';
}

void buf_release(struct buf *b)
{
    free(b->data);
    *b = (struct buf){0};
}

// fread sets errno for a directory or a failing disk; what was read until then is not kept.
static bool read_stream(struct buf *b, FILE *in)
{
    char chunk[16 * 1024];
    size_t start = b->len;
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, in)) > 0)
        buf_add(b, chunk, got);
    if (!ferror(in))
        return true;
    b->len = start;
    if (b->data)
        b->data[start] = '\0';
    return false;
}

bool buf_read_file(struct buf *b, const char *path)
{
    if (strcmp(path, "-") == 0)
        return read_stream(b, stdin);
    FILE *in = fopen(path, "rb");
    if (!in)
        return false;
    bool ok = read_stream(b, in);
    int saved = errno;
    fclose(in);
    errno = saved;
    return ok;
}

bool buf_write_file(const struct buf *b, const char *path)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        return false;
    bool written = fwrite(buf_text(b), 1, b->len, out) == b->len;
    int saved = errno;
    if (fclose(out) == 0 && written)
        return true;
    errno = written ? errno : saved;
    return false;
}
