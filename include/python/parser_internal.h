// What the files of the parser share. Every parsing function returns NULL (or false) once an error is
// recorded; the first error stays.
#ifndef PYTHON_PARSER_INTERNAL_H
#define PYTHON_PARSER_INTERNAL_H

#include "python/lexer.h"
#include "python/parser.h"

struct parser {
    struct bump *arena;
    struct tokens *tokens;
    size_t at, furthest;
    struct error *err;
    const char **err_kind;
    bool failed;
    int depth;       // nested expressions and blocks
    int minor;       // of the Python whose grammar it is
    bool bare_end;   // no line ends are added to the text
    struct span end; // behind the last character of the last line; of a field of an f-string 0
};

// ---- parser.c: tokens, errors, growing lists ----------------------------------------------------
static inline const struct token *peek_token(const struct parser *p)
{
    return &p->tokens->items[p->at];
}
static inline bool at_token(const struct parser *p, enum token_kind kind)
{
    return peek_token(p)->kind == kind;
}
const struct token *token_ahead(const struct parser *p, size_t n);
const struct token *next_token(struct parser *p);
bool accept_token(struct parser *p, enum token_kind kind);
// The next token must be `kind`, else "expected ':'" (forced) or "invalid syntax".
bool expect_forced(struct parser *p, enum token_kind kind, const char *text);
bool expect_token(struct parser *p, enum token_kind kind);
const char *expect_name(struct parser *p);
char *token_text(struct parser *p, const struct token *t);
bool enter_nesting(struct parser *p);
static inline void leave_nesting(struct parser *p)
{
    p->depth--;
}

struct span token_span(const struct token *t);
// From the start of `from` to the end of the last token read.
struct span span_from(const struct parser *p, struct span from);

// ---- parser_field.c: f-strings up to 3.11 --------------------------------------------------------
// The token that CPython has read when it puts adjacent literals together.
const struct token *token_after_strings(const struct parser *p);
const char *scan_old_field(struct parser *p, const char *start, const char *end);
void place_in_old_field(struct error *err, const char *start, size_t len, int column);

// All return NULL for the convenience of callers.
void *fail_syntax(struct parser *p, struct span at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void *fail_kind(struct parser *p, const char *kind, struct span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void *fail_invalid(struct parser *p); // "invalid syntax" at the next token, or what is wrong with it

struct grow {
    void **items;
    size_t count, cap;
};
void grow_add(struct parser *p, struct grow *g, void *item);
struct expr_list grow_exprs(const struct grow *g);

struct expr *new_expr(struct parser *p, enum expr_kind kind, struct span at);
struct stmt *new_stmt(struct parser *p, enum stmt_kind kind, struct span at);

// ---- parser_stmt.c, parser_compound.c -----------------------------------------------------------
// One logical line or compound statement, appended to `out`.
bool parse_statement(struct parser *p, struct grow *out);
// The statements of one line.
bool parse_simple_line(struct parser *p, struct grow *out);
// A statement that begins with a keyword and has a block, or NULL without error when none begins here.
struct stmt *parse_compound(struct parser *p);
bool begins_compound(enum token_kind kind);

// ---- parser_expr.c ------------------------------------------------------------------------------
struct expr *parse_expression(struct parser *p); // expression
struct expr *parse_or_test(struct parser *p);    // disjunction
struct expr *parse_named_expression(struct parser *p);
void *fail_named_target(struct parser *p, const struct expr *e); // named_expression
// invalid_named_expression: NULL with the advice to compare when a '=' follows `e`, which is what stands
// before it, and one operand alone behind; else `e`.
struct expr *check_no_assignment(struct parser *p, struct expr *e);
struct expr *parse_star_expressions(struct parser *p); // star_expressions: maybe a tuple
struct expr *parse_star_named(struct parser *p);       // star_named_expression
struct expr *parse_yield(struct parser *p);            // yield_expr
struct expr *parse_value(struct parser *p);            // yield_expr | star_expressions
struct expr *parse_bitwise_or(struct parser *p);       // bitwise_or
struct expr *parse_star_targets(struct parser *p);     // star_targets, as an expression
struct expr *parse_primary(struct parser *p);
bool at_expression_start(const struct parser *p);
struct expr *parse_slices(struct parser *p);
bool is_legacy_statement(const struct expr *e); // print and exec as they were in Python 2
// "forgot a comma" and its like: `e` ends where something begins that cannot follow it.
void *check_missing_comma(struct parser *p, const struct expr *e);

// ---- parser_atom.c ------------------------------------------------------------------------------
struct expr *parse_atom(struct parser *p);
bool parse_comprehension_loops(struct parser *p, struct expr *comp);

// ---- parser_args.c ------------------------------------------------------------------------------
// After '(' up to and with ')'.
bool parse_arguments(struct parser *p, struct expr_list *args, struct keyword **keywords,
                     size_t *keyword_count);
// Parameters up to `end` (not read): ')' of a def, ':' of a lambda.
bool parse_params(struct parser *p, enum token_kind end, struct params *out);

// ---- parser_target.c ----------------------------------------------------------------------------
enum target_use { TARGET_ASSIGN, TARGET_DELETE, TARGET_FOR };
bool is_target(struct expr *e); // of an assignment
// May `e` be assigned to, deleted...? Else CPython's message ("cannot assign to literal").
bool check_target(struct parser *p, struct expr *e, enum target_use use);
const char *expr_kind_text(const struct expr *e); // _PyPegen_get_expr_name

// ---- parser_string.c ----------------------------------------------------------------------------
struct expr *parse_strings(struct parser *p); // adjacent literals, f-strings among them

#endif
