// Built-in functions that run text as a program: compile, exec, eval.
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "python/attribute.h"
#include "python/call.h"
#include "python/compile.h"
#include "python/eval.h"
#include "python/function.h"
#include "python/names.h"
#include "python/syntax_error.h"
#include "python/value.h"

// ---- to a code object ---------------------------------------------------------------------------

static bool is_text(const struct heap *h, uint32_t o)
{
    return heap_kind(h, o) == KIND_STR || heap_kind(h, o) == KIND_BYTES;
}

// A new code object from a str or bytes, or 0 with an exception.
static uint32_t compile_text(struct interp *in, uint32_t source, const char *filename, enum compile_mode mode)
{
    struct heap *h = in->heap;
    size_t len = str_bytes(h, source);
    if (memchr(str_text(h, source), '\0', len))
        return py_raise(in, h->profile->minor >= 12 ? EXC_SyntaxError : EXC_ValueError,
                        "source code string cannot contain null bytes");
    char *text = xstrndup(str_text(h, source), len); // what is compiled may move the words of the heap
    struct error err;
    const char *kind;
    uint32_t code = py_compile(h, text, len, filename, mode, &err, &kind);
    if (!code)
        syntax_error_raise(in, filename, kind, &err, text, len, mode == COMPILE_FILE);
    free(text);
    return code;
}

static bool find_mode(struct interp *in, uint32_t mode, enum compile_mode *out)
{
    static const struct {
        const char *name;
        enum compile_mode mode;
    } modes[] = {{"exec", COMPILE_FILE}, {"eval", COMPILE_EVAL}, {"single", COMPILE_SINGLE}};
    const struct heap *h = in->heap;
    if (heap_kind(h, mode) != KIND_STR)
        return py_raise(in, EXC_TypeError, "compile() argument 'mode' must be str, not %s",
                        heap_passed_type_name(h, mode));
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (str_is(h, mode, modes[i].name)) {
            *out = modes[i].mode;
            return true;
        }
    return py_raise(in, EXC_ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
}

static uint32_t do_compile(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                           uint32_t kwnames)
{
    (void)self;
    static const char *const names[] = {"source", "filename", "mode", "flags", "dont_inherit", "optimize"};
    const struct heap *h = in->heap;
    uint32_t parsed[6] = {0};
    enum compile_mode mode = COMPILE_FILE;
    if (!py_parse_args(in, "compile", args, nargs, kwnames, names, 6, 3, parsed))
        return 0;
    for (int i = 0; i < 3; i++)
        parsed[i] = value_of(h, parsed[i]);
    if (!is_text(h, parsed[1]))
        return py_raise(in, EXC_TypeError, "expected str, bytes or os.PathLike object, not %s",
                        heap_type_name(h, parsed[1]));
    if (parsed[3] || parsed[4] || parsed[5])
        return py_raise(in, EXC_NotImplementedError, "flags of compile() are not supported by gcstep");
    if (!find_mode(in, parsed[2], &mode))
        return 0;
    if (!is_text(h, parsed[0]))
        return py_raise(in, EXC_TypeError, "compile() arg 1 must be a string, bytes or AST object");
    return compile_text(in, parsed[0], str_text(h, parsed[1]), mode);
}

// ---- running it ---------------------------------------------------------------------------------

// A frame with the names of a module: `locals` is where it stores.
static uint32_t run_module(struct interp *in, uint32_t func, uint32_t globals, uint32_t locals)
{
    struct heap *h = in->heap;
    if (!eval_check_recursion(in) || !py_has_stack(in))
        return 0;
    uint32_t code = h->w[func + FUNC_CODE], result = 0;
    frame_push(h, frame_new(h, code, heap_incref(h, func), globals, heap_incref(h, locals)), FRAME_RETURN_C);
    heap_step(h, STEP_CALL, h->w[HW_FRAME], func, 0);
    in->depth++;
    enum eval_end end = eval_run(in, &result);
    in->depth--;
    return end == EVAL_RETURNED ? result : 0;
}

// PyEval_EvalCode: through a function that nobody else sees.
static uint32_t run_code(struct interp *in, uint32_t code, uint32_t globals, uint32_t locals)
{
    struct heap *h = in->heap;
    uint32_t func = function_new(in, heap_incref(h, code), globals);
    heap_hold(h, func, HOLD_ARGUMENT);
    bool has_own_locals = h->w[code + CODE_FLAGS] & CO_OPTIMIZED;
    uint32_t result = has_own_locals ? py_call(in, func, NULL, 0, 0) : run_module(in, func, globals, locals);
    heap_unhold(h, func);
    return call_release(h, func, result);
}

// Arguments of exec() and eval(): the namespaces as new references, registered.
struct namespaces {
    uint32_t globals, locals;
};

static bool check_globals(struct interp *in, bool is_exec, uint32_t globals)
{
    const struct heap *h = in->heap;
    const char *what = h->profile->minor >= 15 ? "a dict or a frozendict" : "a dict";
    if (kind_is_dict(heap_kind(h, globals)))
        return true;
    if (!is_exec)
        return py_raise(in, EXC_TypeError, "globals must be %s", what);
    return py_raise(in, EXC_TypeError, "exec() globals must be %s, not %s", what, heap_type_name(h, globals));
}

static bool check_locals(struct interp *in, bool is_exec, uint32_t locals)
{
    const struct heap *h = in->heap;
    if (kind_is_dict(heap_kind(h, locals)))
        return true;
    if (!py_type_lookup(h, heap_type(h, locals), str_interned(h, "__getitem__")))
        return py_raise(in, EXC_TypeError,
                        is_exec ? "locals must be a mapping or None, not %s" : "locals must be a mapping",
                        heap_type_name(h, locals));
    return py_raise(in, EXC_NotImplementedError, "locals that are no dict are not supported by gcstep");
}

// They go; `result` is handed on.
static uint32_t drop_namespaces(struct heap *h, const struct namespaces *n, uint32_t result)
{
    heap_unhold(h, n->locals);
    result = call_release(h, n->locals, result);
    heap_unhold(h, n->globals);
    return call_release(h, n->globals, result);
}

// What is not given is that of the frame that runs. False with an exception.
static bool find_namespaces(struct interp *in, bool is_exec, uint32_t globals, uint32_t locals,
                            struct namespaces *out)
{
    struct heap *h = in->heap;
    uint32_t none = heap_none(h), frame = h->w[HW_FRAME];
    bool own = !globals || globals == none;
    if (!own && !check_globals(in, is_exec, globals))
        return false;
    if (locals && locals != none && !check_locals(in, is_exec, locals))
        return false;
    if (own)
        globals = frame ? h->w[frame + FRAME_GLOBALS] : h->w[HW_MAIN];
    out->globals = value_keep(in, globals);
    if (!locals || locals == none)
        locals = !own ? heap_incref(h, globals) : frame ? py_frame_locals(h, frame) : heap_incref(h, globals);
    else
        heap_incref(h, locals);
    out->locals = locals;
    heap_hold(h, locals, HOLD_ARGUMENT);
    if (!dict_get_str(h, globals, py_name(h, NAME_BUILTINS)))
        dict_set_str(h, globals, py_name(h, NAME_BUILTINS), h->w[HW_BUILTINS]);
    return true;
}

// The code of the first argument, which eval() takes without the blanks in front of it.
static uint32_t code_of(struct interp *in, bool is_exec, uint32_t source)
{
    struct heap *h = in->heap;
    if (heap_kind(h, source) == KIND_CODE)
        return heap_incref(h, source);
    size_t blank = is_exec ? 0 : strspn(str_text(h, source), " \t");
    if (!blank)
        return compile_text(in, source, "<string>", is_exec ? COMPILE_FILE : COMPILE_EVAL);
    uint32_t rest = str_new(h, str_text(h, source) + blank, str_bytes(h, source) - blank);
    uint32_t code = compile_text(in, rest, "<string>", COMPILE_EVAL);
    heap_decref(h, rest);
    return code;
}

// What exec() and eval() say about free variables; false with an exception.
static bool check_closure(struct interp *in, bool is_exec, uint32_t code)
{
    uint32_t frees = in->heap->w[code + CODE_NFREES];
    if (!frees)
        return true;
    if (is_exec)
        return py_raise(in, EXC_TypeError, "code object requires a closure of exactly length %u", frees);
    return py_raise(in, EXC_TypeError, "code object passed to eval() may not contain free variables");
}

static uint32_t run(struct interp *in, bool is_exec, const uint32_t parsed[3])
{
    struct heap *h = in->heap;
    struct namespaces n;
    if (!find_namespaces(in, is_exec, parsed[1], parsed[2], &n))
        return 0;
    uint32_t source = value_of(h, parsed[0]), code = 0, result = 0;
    if (is_text(h, source) || heap_kind(h, source) == KIND_CODE)
        code = code_of(in, is_exec, source);
    else
        py_raise(in, EXC_TypeError, "%s() arg 1 must be a string, bytes or code object",
                 is_exec ? "exec" : "eval");
    if (code) {
        heap_hold(h, code, HOLD_ARGUMENT);
        struct tree_constants constants = {0};
        if (code != source)
            constants = py_tree_constants(h, code);
        result = check_closure(in, is_exec, code) ? run_code(in, code, n.globals, n.locals) : 0;
        tree_constants_release(h, &constants);
        heap_unhold(h, code);
        result = call_release(h, code, result);
    }
    return drop_namespaces(h, &n, result);
}

// Up to 3.12 no argument has a name.
static bool parse(struct interp *in, const char *function, const uint32_t *args, size_t nargs,
                  uint32_t kwnames, uint32_t parsed[3])
{
    static const char *const names[] = {"", "globals", "locals"}, *const none[] = {"", "", ""};
    bool named = in->heap->profile->minor >= 13;
    size_t positional = nargs - (kwnames ? tuple_size(in->heap, kwnames) : 0);
    if (positional == 0 || positional > 3)
        return py_raise(in, EXC_TypeError, "%s() takes at %s positional argument%s (%zu given)", function,
                        positional ? "most 3" : "least 1", positional ? "s" : "", positional);
    return py_parse_args(in, function, args, nargs, kwnames, named ? names : none, 3, 1, parsed);
}

static uint32_t do_exec(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)self;
    uint32_t parsed[3] = {0};
    if (!parse(in, "exec", args, nargs, kwnames, parsed))
        return 0;
    uint32_t result = run(in, true, parsed);
    heap_xdecref(in->heap, result);
    return result ? value_none(in) : 0;
}

static uint32_t do_eval(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                        uint32_t kwnames)
{
    (void)self;
    uint32_t parsed[3] = {0};
    return parse(in, "eval", args, nargs, kwnames, parsed) ? run(in, false, parsed) : 0;
}

static const struct builtin_def exec_functions[] = {
    {"compile", do_compile, 0, -1, true, "compile(source, filename, mode): a code object"},
    {"exec", do_exec, 0, -1, true, "exec(source[, globals[, locals]]): runs text or a code object"},
    {"eval", do_eval, 0, -1, true, "eval(source[, globals[, locals]]): the value of an expression"},
    {NULL},
};
const struct builtin_table exec_table = {KIND_FREE, "builtins", exec_functions};
