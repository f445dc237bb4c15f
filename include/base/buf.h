// Growable bytes. Zero-initialise (`struct buf b = {0}`), fill, take or release.
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *data; // NUL-terminated once anything was added; NULL before
    size_t len; // bytes without the NUL
    size_t cap;
};

void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_adds(struct buf *b, const char *text);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *b, const char *format, va_list args);
// The text so far, "" when empty; borrowed until the next change.
const char *buf_text(const struct buf *b);
void buf_clear(struct buf *b);   // forgets the bytes, keeps the memory
void buf_release(struct buf *b); // frees the memory; b is empty and usable again
// Reads all of `path` ("-" is stdin). False with errno set on failure.
bool buf_read_file(struct buf *b, const char *path);
// Writes it as the whole of `path`. False with errno set on failure.
bool buf_write_file(const struct buf *b, const char *path);

#endif
