#include "app/transcript.h"

#include <inttypes.h>
#include <string.h>

#include "app/tell.h"
#include "base/lang.h"

// Steps are told on the way to where the cursor has come for the first time; the cursor is put back there.
static void tell_forward(struct teller *t, uint64_t cursor)
{
    char label[32];
    bool told = false;
    for (uint64_t n = t->told + 1; n <= cursor; n++) {
        session_seek(t->session, n);
        told = tell_step(t);
    }
    snprintf(label, sizeof label, _("Step %" PRIu64), cursor);
    if (!told)
        tell_sentence(t, label);
}

static void tell_move(struct teller *t, uint64_t before)
{
    uint64_t cursor = session_cursor(t->session);
    char label[48];
    if (t->told > session_end(t->session))
        t->told = session_end(t->session); // dropped, or another heap
    if (cursor > t->told) {
        tell_forward(t, cursor);
        t->told = cursor;
    } else if (cursor != before) {
        snprintf(label, sizeof label,
                 cursor < before ? _("Back to step %" PRIu64) : _("Forward to step %" PRIu64), cursor);
        tell_sentence(t, label);
    }
}

static void tell_words(const struct teller *t, const struct replay *r, const struct tape_line *line)
{
    if ((line->verb == TAPE_SAY && r->app->caption.len) || r->label)
        tell(t, line->verb == TAPE_SAY ? _("Caption") : _("Chapter"), line->text, strlen(line->text));
}

bool transcript_write(const struct tape *tape, const struct replay_options *options, FILE *out,
                      struct error *err)
{
    struct replay_options at_once = *options;
    at_once.whole_lines = true;
    struct replay *r = replay_new(tape, &at_once);
    struct teller t = {.out = out, .session = r->app->session};
    enum replay_end end = REPLAY_GOES_ON;
    while (end == REPLAY_GOES_ON || end == REPLAY_PAUSES) {
        uint64_t ms, before = session_cursor(t.session);
        size_t at = r->at;
        end = replay_piece(r, &ms, err);
        if (end == REPLAY_OVER)
            break;
        tell_move(&t, before);
        if (r->done == 0 && tape_speaks(tape, at, options->language))
            tell_words(&t, r, &tape->lines[at]);
    }
    tell_release(&t);
    replay_free(r);
    return end == REPLAY_OVER;
}
