// The compiler: tree -> instructions with labels (compile_expr.c, compile_stmt.c ...) -> depths, handlers
// and borrowed loads (compile_flow.c, compile_borrow.c) -> objects of the heap (compile_code.c).
// Everything up to the last step lives in the arena of the compilation.
#ifndef PYTHON_COMPILE_INTERNAL_H
#define PYTHON_COMPILE_INTERNAL_H

#include "heap/profile.h"
#include "python/ast.h"
#include "python/compile.h"
#include "python/name_table.h"
#include "python/opcode.h"
#include "python/symtable.h"

// CPython's pseudo instructions; most only mark the range of an exception handler. They are gone in
// the code object.
enum pseudo_op {
    PSEUDO_SETUP_FINALLY = OPCODE_COUNT, // handler at the label: exception pushed
    PSEUDO_SETUP_CLEANUP,                // ... lasti and exception pushed
    PSEUDO_SETUP_WITH,                   // ... in place of the result of __enter__
    PSEUDO_POP_BLOCK,
    PSEUDO_STORE_FAST_MAYBE_NULL // STORE_FAST that may leave the local empty
};

#define NO_LABEL (-1)

struct instr {
    unsigned op; // enum opcode or enum pseudo_op
    uint32_t arg;
    int label; // of a jump or a handler, or NO_LABEL
    struct span at;
    int unfilled;    // places on the stack that CPython has for iterators beside those here
    bool loop_alone; // all of the block that `while True:` begins with, and its body is on the same line
    // compile_flow.c:
    bool reached;
    int depth; // of the value stack before it
    const struct instr_handler *handler;
};
struct instr_handler {
    const struct instr_handler *outer;
    int label; // where it begins
    int depth; // of the value stack below what is pushed
    bool lasti;
};

// CPython's fblock: what break, continue and return have to leave.
enum frame_block_kind {
    BLOCK_WHILE,
    BLOCK_FOR,
    BLOCK_TRY_EXCEPT,
    BLOCK_FINALLY_TRY,
    BLOCK_FINALLY_END,
    BLOCK_WITH,
    BLOCK_HANDLER_CLEANUP,
    BLOCK_EXCEPTION_HANDLER,
    BLOCK_POP_VALUE,
    BLOCK_INLINED_COMPREHENSION
};
struct frame_block {
    enum frame_block_kind kind;
    int start, exit;          // labels: of a loop
    const struct body *final; // FINALLY_TRY
    const char *name;         // HANDLER_CLEANUP
    struct span at;           // WITH
    int line;                 // of a loop's statement
    struct frame_block *outer;
};

// One code object in the making (struct compiler_unit).
struct unit {
    struct unit *parent;
    struct scope *scope;
    const char *name, *qualname;
    struct konst *doc; // or NULL
    struct instr *code;
    size_t count, cap;
    int *labels; // label -> index in code
    size_t label_count, label_cap;
    struct konst_table consts;
    struct name_table names;    // co_names
    struct name_table varnames; // locals, arguments first
    struct name_table cells, frees;
    struct name_table hidden; // names of inlined comprehensions that are fast locals meanwhile
    struct frame_block *blocks;
    int first_line;
    uint32_t flags;
    bool iterates_first; // a generator that begins with the iterator of its argument, before it is one
    uint32_t argcount, posonlycount, kwonlycount;
    int unfilled; // struct instr
    int end;      // label: where a function returns None that has no return statement, or NO_LABEL
    int stack_size;
    struct name_table statics; // class: attributes assigned through self, for __static_attributes__
    uint32_t *local_index;     // of each cell and free variable in localsplus, made by compile_flow.c
};

struct compiler {
    struct bump *arena;
    const struct profile *profile;
    enum compile_mode mode;
    const char *filename;
    struct unit *unit;
    struct span at;            // of the instructions that are being emitted
    struct konst_table shared; // all constants: equal ones are one object
    struct name_table names;   // those constants that stand in the program as names
    bool annotations_are_text; // from __future__ import annotations
    int last_future_line;      // of what is imported from __future__ at the top; 0 = nothing
    struct error *err;
    const char **err_kind;
    bool failed;
};

// ---- compile.c ----------------------------------------------------------------------------------
void enter_unit(struct compiler *c, struct scope *scope, const char *name, int first_line);
struct unit *leave_unit(struct compiler *c);
// compiler_set_qualname: of what is called `name` in `parent`, which may be NULL, with a suffix.
const char *qualified_name(struct compiler *c, const struct unit *parent, const char *name,
                           const char *suffix);
// False, with the error recorded.
bool compile_fail(struct compiler *c, struct span at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool is_python_312(const struct compiler *c);
bool is_python_313(const struct compiler *c);
bool is_python_314(const struct compiler *c);
bool is_python_315(const struct compiler *c);

// ---- compile_future.c ---------------------------------------------------------------------------
// _PyFuture_FromAST: notes what the top of a file asks for. False with an error.
bool find_futures(struct compiler *c, const struct body *body);
bool is_future_import(const struct stmt *s);
bool refuse_late_future(struct compiler *c, const struct stmt *s); // false

// ---- compile_emit.c -----------------------------------------------------------------------------
void emit(struct compiler *c, unsigned op, uint32_t arg);
void emit_jump(struct compiler *c, unsigned op, int label);
// NO_LOCATION: what follows is where the instruction before it is.
void stay_in_place(struct compiler *c);
// Around what runs with an iterator on the stack, which from 3.15 on has a second place there.
void enter_iteration(struct compiler *c);
void leave_iteration(struct compiler *c);
uint32_t add_const(struct compiler *c, struct konst *k); // its place in co_consts
struct konst *name_const(struct compiler *c, const char *name);
void emit_const(struct compiler *c, struct konst *k);
void emit_none(struct compiler *c);
void emit_name_op(struct compiler *c, unsigned op, const char *name); // op with an index into co_names
void emit_line(struct compiler *c, int line);
int new_label(struct compiler *c);
void use_label(struct compiler *c, int label);
const char *mangled(struct compiler *c, const char *name);
enum access { ACCESS_LOAD, ACCESS_STORE, ACCESS_DELETE };
bool access_name(struct compiler *c, const char *name, enum access how); // compiler_nameop
void push_block(struct compiler *c, struct frame_block *b);
void pop_block(struct compiler *c);

// ---- compile_expr.c, compile_display.c, compile_call.c, compile_comp.c,
// compile_yield.c---------------------------
bool compile_expr(struct compiler *c, const struct expr *e);
// Slices without a step that are no constants are not made before the item is asked for (from 3.12).
bool is_two_part_slice(struct compiler *c, const struct expr *index);
// The object and what says which of its items.
bool compile_item_operands(struct compiler *c, const struct expr *subscript);
// Jumps to `label` when the truth of `e` is `when`, else falls through.
bool compile_jump_if(struct compiler *c, const struct expr *e, int label, bool when);
struct konst *fold(struct compiler *c, const struct expr *e); // the constant it is, or NULL
bool compile_list(struct compiler *c, const struct expr *e);
bool compile_tuple(struct compiler *c, const struct expr *e);
bool compile_set(struct compiler *c, const struct expr *e);
bool compile_dict(struct compiler *c, const struct expr *e);
// The f-string that a str % (...) becomes, or NULL. [compile_percent.c]
const struct expr *compile_percent(struct compiler *c, const struct expr *e);
bool compile_joined(struct compiler *c, const struct expr *e);
bool compile_formatted(struct compiler *c, const struct expr *e);
// A display of constants that is only looked through: `in [1, 2]`, `for x in {1, 2}`.
bool compile_iterated(struct compiler *c, const struct expr *e);
struct span attribute_place(struct span at, const struct expr *attribute);
// starunpack_helper: elements after `pushed` values that stand on the stack already.
bool compile_unpacked(struct compiler *c, const struct expr_list *list, uint32_t pushed, enum expr_kind kind);
bool compile_call(struct compiler *c, const struct expr *e);
bool compile_call_rest(struct compiler *c, uint32_t pushed, const struct expr_list *args,
                       const struct keyword *keywords, size_t keyword_count);
bool compile_comprehension(struct compiler *c, const struct expr *e);
bool compile_yield(struct compiler *c, const struct expr *e);
bool compile_yield_from(struct compiler *c, const struct expr *e);
// Compiles super().name if it is that (*done); `op` is LOAD_SUPER_ATTR or LOAD_SUPER_METHOD.
bool compile_super_attribute(struct compiler *c, const struct expr *attribute, unsigned op, bool *done);

// ---- compile_function.c -------------------------------------------------------------------------
bool compile_lambda(struct compiler *c, const struct expr *e);
bool compile_function(struct compiler *c, const struct stmt *s);
bool compile_class(struct compiler *c, const struct stmt *s);
void emit_closure(struct compiler *c, struct unit *code, uint32_t flags);

// ---- compile_assign.c ---------------------------------------------------------------------------
bool compile_store(struct compiler *c, const struct expr *target);
bool compile_assign(struct compiler *c, const struct stmt *s);
bool compile_augmented(struct compiler *c, const struct stmt *s);
bool compile_delete(struct compiler *c, const struct stmt *s);

// ---- compile_stmt.c, compile_try.c ----------------------------------------------------------------
bool compile_body(struct compiler *c, const struct body *body);
bool compile_try(struct compiler *c, const struct stmt *s);
bool compile_with(struct compiler *c, const struct stmt *s);
bool compile_return(struct compiler *c, const struct stmt *s);
bool compile_break(struct compiler *c, const struct stmt *s);
bool compile_continue(struct compiler *c, const struct stmt *s);

// ---- compile_flow.c -----------------------------------------------------------------------------
// Finishes the instructions: prefix, jumps, depths, handlers, unreachable ones dropped, borrowed loads.
void finish_unit(struct compiler *c, struct unit *u);
// How many values `op` takes from the stack and puts there when it does not jump.
struct stack_use {
    int pops, pushes;
};
struct stack_use stack_use(unsigned op, uint32_t arg);
int jump_effect(unsigned op, uint32_t arg); // what a jump leaves more than it took
bool is_jump(unsigned op);
bool is_setup(unsigned op);                                        // PSEUDO_SETUP_*
bool ends_flow(unsigned op);                                       // never falls through
bool *find_block_starts(struct compiler *c, const struct unit *u); // per instruction, one more at the end

// ---- compile_peephole.c, compile_borrow.c -------------------------------------------------------
void swap_stores(struct unit *u, const bool *starts);  // apply_static_swaps
void borrow_loads(struct compiler *c, struct unit *u); // optimize_load_fast

// ---- compile_code.c -----------------------------------------------------------------------------
uint32_t make_code(struct heap *h, struct compiler *c, struct unit *u); // new reference

// ---- compile_annotation.c -----------------------------------------------------------------------
void setup_annotations(struct compiler *c, const struct body *body); // where a module or a class begins
bool compile_annotated(struct compiler *c, const struct stmt *s);
// An annotation where it stands: its value, or its text with `from __future__ import annotations`.
bool compile_annotation_value(struct compiler *c, const struct expr *annotation);

// ---- compile_annotate.c: from 3.14 on -----------------------------------------------------------
// Leaves the __annotate__ of a function on the stack, if it has annotations (*made).
bool compile_function_annotate(struct compiler *c, const struct stmt *s, bool *made);
// A function's annotations in their order, each behind its name; *n counts them. [compile_function.c]
bool compile_each_annotation(struct compiler *c, const struct stmt *s, uint32_t *n);
// Calls each(ctx, s, conditional) for the annotated targets of a body in their order; conditional: in a
// statement that may not reach it. False when each() ended it by that.
typedef bool each_annotated(void *ctx, const struct stmt *s, bool conditional);
bool walk_annotated(const struct body *body, bool conditional, each_annotated *each, void *ctx);
// Stores the __annotate__ of a class or module as `name`, if it has annotations.
bool compile_body_annotate(struct compiler *c, const struct body *body, const char *name);
void begin_lazy_annotations(struct compiler *c); // where a module or a class begins
// Behind an annotated assignment that may not be reached.
void note_annotation_reached(struct compiler *c, const struct stmt *s);

#endif
