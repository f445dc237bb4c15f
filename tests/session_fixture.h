// What the tests of session/ share: a session to type into, and what a person reads in it.
#ifndef TESTS_SESSION_FIXTURE_H
#define TESTS_SESSION_FIXTURE_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "heap/atoms.h"
#include "heap/check.h"
#include "heap/dict.h"
#include "heap/gclist.h"
#include "heap/text.h"
#include "session/session.h"

enum { WIDE = 98, NARROW = 78 };

static inline struct session *new_session(const char *profile)
{
    struct session_options options = {
        .profile = profile_find(profile), .history = 32 << 20, .stop_at_gc = true};
    unsetenv("GCSTEP_STRESS"); // the tests name steps
    return session_new(&options);
}

static inline void type(struct session *s, const char *line)
{
    struct error err;
    ck_assert_msg(session_enter(s, line, &err), "%s: %s", line, err.text);
}

static inline void check(const struct session *s)
{
    struct error err;
    ck_assert_msg(heap_check(session_heap(s), &err), "step %llu: %s", (unsigned long long)session_cursor(s),
                  err.text);
}

static inline void release(struct session *s)
{
    check(s);
    session_free(s);
}

static inline enum step_kind kind(const struct session *s)
{
    struct step step;
    return session_current(s, &step) ? step.kind : STEP_START;
}

static inline void assert_sentence(const struct session *s, size_t columns, const char *expected)
{
    struct buf out = {0};
    sentence_step(s, columns, &out);
    ck_assert_str_eq(buf_text(&out), expected);
    buf_release(&out);
}

static inline void assert_lists(const struct session *s, const char *expected)
{
    struct buf out = {0};
    sentence_lists(s, WIDE, true, &out);
    ck_assert_str_eq(buf_text(&out), expected);
    buf_release(&out);
}

static inline void assert_preview(const struct session *s, const char *name, size_t columns,
                                  const char *expected)
{
    const struct heap *h = session_heap(s);
    uint32_t pos = 0, key, value;
    while (dict_next(h, h->w[HW_MAIN], &pos, &key, &value)) {
        if (!str_is(h, key, name))
            continue;
        struct buf out = {0};
        describe_preview(h, value, columns, &out);
        ck_assert_str_eq(buf_text(&out), expected);
        buf_release(&out);
        return;
    }
    ck_abort_msg("no name %s", name);
}

// Everything in the transcript, one line a block, errors with a "!" in front.
static inline void transcript(const struct session *s, struct buf *out)
{
    const struct heap *h = session_heap(s);
    uint32_t block = text_last(h);
    while (block && text_previous(h, block))
        block = text_previous(h, block);
    for (; block; block = text_next(h, block)) {
        uint32_t len;
        const char *text = text_block_bytes(h, block, &len);
        enum text_kind what = text_block_kind(h, block);
        buf_adds(out, text_is_code(what) ? ">" : what == TEXT_ERROR ? "!" : "");
        buf_add(out, text, len);
        if (!len || text[len - 1] != '\n')
            buf_addc(out, '\n');
    }
}

static inline void assert_transcript(const struct session *s, const char *expected)
{
    struct buf out = {0};
    transcript(s, &out);
    ck_assert_str_eq(buf_text(&out), expected);
    buf_release(&out);
}

static inline void step_to(struct session *s, enum step_kind wanted)
{
    while (kind(s) != wanted)
        ck_assert_msg(session_step(s), "no step %s", step_table[wanted].name);
}

static inline uint64_t hash(const struct session *s)
{
    return heap_hash(session_heap(s));
}

static inline uint32_t young(const struct session *s)
{
    return gc_list_size(session_heap(s), gc_generation_head(0));
}

// The island of the first lesson: two lists that refer to each other, without a name.
static inline struct session *island(const char *profile)
{
    struct session *s = new_session(profile);
    type(s, "import gc");
    type(s, "a = []; b = [a]; a.append(b)");
    type(s, "del a, b");
    return s;
}

#endif
