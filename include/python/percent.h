// What percent.c, which reads the format of str % values and bytes % values, shares with percent_value.c and
// percent_error.c, which write one value and say what is wrong.
#ifndef PYTHON_PERCENT_H
#define PYTHON_PERCENT_H

#include "python/value.h"

struct percent {
    struct interp *in;
    bool bytes;
    const char *start, *p, *end; // the format; p is behind what has been read
    const char *stray;           // the '%' of the directive that is read
    uint32_t args;               // borrowed: a tuple, or the one value
    uint32_t key, mapped;        // new references, held: the last %(key) and its value; 0 = there was none
    uint32_t next;               // how many values are used up, of those in the tuple or of the one value
    bool is_tuple;
    struct buf out;
};

struct directive {
    bool left, zero, alternate;
    char sign;
    int64_t width;
    int precision;
    uint32_t key; // borrowed: of %(key)s; 0 = it has none
};

// Each returns false with an exception. [percent_value.c]
bool percent_add(struct percent *f, const struct directive *d, char type, uint32_t o);

// ---- [percent_error.c] each returns false ---------------------------------------------------------
size_t percent_index(const struct percent *f,
                     const char *place);   // of a place in the format, as Python counts
bool percent_no_value(struct percent *f);  // all of them are used up
bool percent_left_over(struct percent *f); // more than the format wants
bool percent_no_mapping(struct percent *f);
bool percent_bad_star(struct percent *f, const struct directive *d, bool precision, uint32_t o);
bool percent_too_big(struct percent *f, bool precision); // of digits
bool percent_ends_early(struct percent *f, bool in_key);
bool percent_bad_type(struct percent *f); // the type is what was read last
bool percent_bad_integer(struct percent *f, const struct directive *d, char type, uint32_t o);
bool percent_bad_double(struct percent *f, const struct directive *d, char type, uint32_t o);
bool percent_bad_char(struct percent *f, const struct directive *d, uint32_t o);
bool percent_char_out_of_range(struct percent *f, const struct directive *d);
bool percent_bad_bytes(struct percent *f, const struct directive *d, uint32_t o);

#endif
