// The interpreter: what the program does. Conventions are those of CPython's C API: a function that
// returns an object returns a NEW reference, or 0 with an exception set (HW_EXC); arguments are
// borrowed; int results use -1 for "an exception is set". All state lives in the heap.
#ifndef PYTHON_INTERP_H
#define PYTHON_INTERP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/lang.h"
#include "heap/atoms.h"
#include "heap/dict.h"
#include "heap/instance.h"
#include "heap/list.h"
#include "heap/set.h"
#include "python/opcode.h"

// Where printed text goes. Each may be NULL.
struct interp_host {
    void *ctx;
    void (*write)(void *ctx, bool is_stderr, const char *bytes, size_t len);
    // A source line for tracebacks: 1-based; NULL when unknown. Borrowed until the next call.
    const char *(*source_line)(void *ctx, const char *filename, int line);
    const char *file; // that runs, as tracebacks have it: for __main__ at the start. NULL: a prompt
};

// Where a method of a built-in container or atom was found. Their types never change, and neither do the
// interned names in their dicts.
enum { FOUND_METHODS = 64 };
struct found_method {
    uint32_t type, name, descr;
};

struct interp {
    struct heap *heap;
    struct interp_host host;
    volatile int interrupted; // set by a signal handler: KeyboardInterrupt at the next bytecode border
    bool interrupt_pauses;    // it ends the slice instead, where a slice can end
    uint64_t chances;         // bytecodes so far at which it could strike
    uint64_t strike_at;       // it strikes by itself at this one; 0 = does not
    uint64_t struck;          // the first one at which it struck since somebody cleared this; 0 = none
    uint32_t depth;           // nested C calls of py_run_frame
    uint32_t list_append;     // the method of list, which never dies
    struct found_method methods[FOUND_METHODS];
    bool finalizing;          // finalize_modules works: no gc.callbacks (_PyGC_CollectNoFail), no module io
    bool loading;             // a module is being made: nothing of the program may come between
    bool quiet;               // `run`: nothing is kept in the transcript
    uint32_t plain;           // an object whose next special method is the built-in one: super().__len__()
    uint32_t nesting;         // comparisons and reprs of containers in containers that run in C
    const uint32_t *unpacked; // the arguments of the f(*tuple) that runs, in a row; NULL = none
    uint32_t unpacked_tuple;  // the tuple that they came out of
    const char *program;      // what sys.argv[0] is, borrowed; NULL = ""
    uintptr_t stack;          // where on the C stack the program runs
    const struct stretch_run *again; // what runs is what has been run before; NULL = it is new
    const struct repr_frame *reprs;  // containers whose repr() runs, innermost first
};

// Py_ReprEnter: on the C stack of whoever writes a container.
struct repr_frame {
    uint32_t object;
    const struct repr_frame *up;
};

enum interp_result {
    INTERP_DONE,   // the program that was started has ended
    INTERP_PAUSED, // slice ended (heap->stop, or half of the budget is ahead); call interp_run again
    INTERP_ERROR,  // an exception left the program: it is in HW_EXC
    INTERP_EXIT    // SystemExit: *status says with what
};

// A heap with types, builtins, modules and collector. history 0 = no recording, else the journal's
// budget in bytes. Ends the program when memory is out.
struct interp *interp_new(const struct profile *profile, size_t history, const struct interp_host *host);
void interp_free(struct interp *in);
// Another heap in the place of the one that `in` has, if it has one: as interp_new at the same address.
void interp_start_over(struct interp *in, const struct profile *profile, size_t history,
                       const struct interp_host *host);
// Makes `code` (borrowed) ready to run in __main__; nothing runs yet.
void interp_start(struct interp *in, uint32_t code);
// Runs a slice.
enum interp_result interp_run(struct interp *in, int *status);
// After INTERP_ERROR, PyErr_PrintEx: keeps the exception as sys.last_exc and hands it to sys.excepthook,
// which writes CPython's traceback lines to the host's stderr. True when a hook of the program has left with
// SystemExit: *status says with what. [excepthook.c]
bool interp_print_exception(struct interp *in, int *status);
// handle_system_exit, while SystemExit is set: what the process says to its parent.
int interp_end_with_status(struct interp *in);
// Writes a compile error as CPython does (file, line, caret) to the host's stderr. [syntax_error.c]
void interp_print_syntax_error(struct interp *in, const char *filename, const char *kind,
                               const struct error *err);
// End of program, as Py_FinalizeEx. Nothing can run afterwards. [finalize.c]
// X(NAME, text): what begins with STEP_SHUTDOWN.
#define SHUTDOWNS(X)                                                                                         \
    X(SPECIAL, N_("_, sys.last_exc, sys.stdout and sys.stderr now let go of what they name"))                \
    X(MAIN, N_("sys.modules has let go of __main__: its names go, one after the other"))                     \
    X(MAIN_HELD, N_("sys.modules has let go of __main__, yet its functions refer to its dict: a cycle"))     \
    X(COLLECT, N_("a last collection comes now, without gc.callbacks"))
enum shutdown {
#define X(name, text) SHUTDOWN_##name,
    SHUTDOWNS(X)
#undef X
        SHUTDOWN_COUNT
};
void interp_finalize(struct interp *in);
// What was registered with atexit: the first thing that interp_finalize does. [mod_atexit.c]
void atexit_run(struct interp *in);

// ---- protocol: who implements it is in brackets ------------------------------------------------

// [attribute.c] name is a str object.
uint32_t py_getattr(struct interp *in, uint32_t o, uint32_t name);
uint32_t py_getattr_str(struct interp *in, uint32_t o, const char *name);
int py_setattr(struct interp *in, uint32_t o, uint32_t name, uint32_t value); // value 0 deletes
// _PyType_Lookup along the mro: borrowed or 0, no exception.
uint32_t py_type_lookup(const struct heap *h, uint32_t type, uint32_t name);
bool py_is_subtype(const struct heap *h, uint32_t type, uint32_t base);
// A special method of a user class's instance: bound result (new reference), or 0 without exception.
uint32_t py_lookup_special(struct interp *in, uint32_t o, const char *dunder);
static inline bool py_is_instance_of_class(const struct heap *h, uint32_t o)
{
    return heap_has_flag(h, o, OBF_IN_HEAP_TYPE);
}

// [call.c] kwnames: tuple of str naming the last arguments, or 0.
uint32_t py_call(struct interp *in, uint32_t callable, const uint32_t *args, size_t nargs, uint32_t kwnames);
uint32_t py_call_method(struct interp *in, uint32_t o, const char *name, const uint32_t *args, size_t nargs);

// [object.c; repr.c, compare.c, operator.c, iterator.c, sequence.c, format.c]
uint32_t py_ascii(struct interp *in, uint32_t o); // py_repr with everything beyond ASCII escaped
uint32_t py_repr(struct interp *in, uint32_t o);
uint32_t py_str(struct interp *in, uint32_t o);
int py_is_true(struct interp *in, uint32_t o);              // 1, 0, -1
int py_hash(struct interp *in, uint32_t o, uint32_t *hash); // 0, -1 (unhashable)
int py_equal(struct interp *in, uint32_t a, uint32_t b);    // identity first; 1, 0, -1
uint32_t py_compare(struct interp *in, enum compare_op op, uint32_t a, uint32_t b);
uint32_t py_binary(struct interp *in, unsigned op, uint32_t a, uint32_t b); // op | BINARY_INPLACE
uint32_t py_divmod(struct interp *in, uint32_t a, uint32_t b);
uint32_t py_power(struct interp *in, uint32_t a, uint32_t b, uint32_t modulus); // pow() with three arguments
uint32_t py_unary(struct interp *in, enum opcode op, uint32_t a);
uint32_t py_iter(struct interp *in, uint32_t o);
// GET_ITER: what a loop keeps on its stack, which is no object of the program for some types from 3.15 on.
uint32_t py_iter_here(struct interp *in, uint32_t o);
uint32_t py_iternext(struct interp *in, uint32_t it);  // 0 without exception: exhausted
bool py_is_iterator(const struct heap *h, uint32_t o); // PyIter_Check
bool py_is_iterable(const struct heap *h, uint32_t o); // has tp_iter, or is a sequence
uint32_t py_getitem(struct interp *in, uint32_t o, uint32_t key);
int py_setitem(struct interp *in, uint32_t o, uint32_t key, uint32_t value); // value 0 deletes
int py_contains(struct interp *in, uint32_t container, uint32_t item);
int64_t py_len(struct interp *in, uint32_t o);               // -1
uint32_t py_list_from(struct interp *in, uint32_t iterable); // new list
// The list or tuple itself, or a new list; what cannot be iterated over is refused with `message`.
uint32_t py_sequence_fast(struct interp *in, uint32_t o, const char *message);
// The same into an empty list, which is taken over: the list, or 0 with an exception.
uint32_t py_list_filled(struct interp *in, uint32_t list, uint32_t iterable);
uint32_t py_tuple_from(struct interp *in, uint32_t iterable);
uint32_t py_format(struct interp *in, uint32_t o, uint32_t spec); // spec 0 or a str

// dict and set with any keys, through py_hash and py_equal. [dict_methods.c, set_methods.c]
int py_dict_get(struct interp *in, uint32_t dict, uint32_t key, uint32_t *value); // 1 (borrowed), 0, -1
int py_dict_set(struct interp *in, uint32_t dict, uint32_t key, uint32_t value);
// The same with references that the caller gives away (_PyDict_SetItem_Take2).
int py_dict_set_kept(struct interp *in, uint32_t dict, uint32_t key, uint32_t value);
// The same with the hash that a dict or set keeps of the key: its __hash__ is not asked again.
int py_dict_set_hashed(struct interp *in, uint32_t dict, uint32_t key, uint32_t hash, uint32_t value);
int py_set_add(struct interp *in, uint32_t set, uint32_t key);
// set_add_entry, which has a reference of its own while it compares: 1 when it is new.
int py_set_add_hashed(struct interp *in, uint32_t set, uint32_t key, uint32_t hash);
// py_set_add with a reference that the caller gives away: _PySet_AddTakeRef, from 3.14.
int py_set_add_kept(struct interp *in, uint32_t set, uint32_t key);
// LIST_EXTEND, SET_UPDATE, DICT_UPDATE. 0 or -1.
int py_list_extend(struct interp *in, uint32_t list, uint32_t iterable);
int py_set_update(struct interp *in, uint32_t set, uint32_t iterable);
int py_dict_update(struct interp *in, uint32_t dict, uint32_t other);
// From what is no dict, by its keys(): one that `dict` has is a KeyError.
int py_dict_merge_keys(struct interp *in, uint32_t dict, uint32_t mapping);
// PyDict_DelItem: 0, or -1 with KeyError.
int py_dict_delete(struct interp *in, uint32_t dict, uint32_t key);
// hash() whole, for the builtin: false with a TypeError.
bool py_hash_wide(struct interp *in, uint32_t o, int64_t *hash);
// Calls a special method of a user class's instance without a bound method in between: 0 with or
// without an exception; *found says whether there is such a method. [dunder.c]
uint32_t py_call_special(struct interp *in, uint32_t o, const char *dunder, const uint32_t *args,
                         size_t nargs, bool *found);
// The same where CPython makes a bound method, which has the object meanwhile (_PyObject_LookupSpecial).
uint32_t py_call_bound_special(struct interp *in, uint32_t o, const char *dunder, const uint32_t *args,
                               size_t nargs, bool *found);

// ---- exceptions [exception.c] -------------------------------------------------------------------

// Built-in exception types, in HW_EXC_TYPES. X(NAME, base)
#define EXCEPTIONS(X)                                                                                        \
    X(BaseException, BaseException)                                                                          \
    X(Exception, BaseException)                                                                              \
    X(KeyboardInterrupt, BaseException)                                                                      \
    X(SystemExit, BaseException)                                                                             \
    X(GeneratorExit, BaseException)                                                                          \
    X(ArithmeticError, Exception)                                                                            \
    X(FloatingPointError, ArithmeticError)                                                                   \
    X(OverflowError, ArithmeticError)                                                                        \
    X(ZeroDivisionError, ArithmeticError)                                                                    \
    X(AssertionError, Exception)                                                                             \
    X(AttributeError, Exception)                                                                             \
    X(BufferError, Exception)                                                                                \
    X(EOFError, Exception)                                                                                   \
    X(ImportError, Exception)                                                                                \
    X(ModuleNotFoundError, ImportError)                                                                      \
    X(LookupError, Exception)                                                                                \
    X(IndexError, LookupError)                                                                               \
    X(KeyError, LookupError)                                                                                 \
    X(MemoryError, Exception)                                                                                \
    X(NameError, Exception)                                                                                  \
    X(UnboundLocalError, NameError)                                                                          \
    X(OSError, Exception)                                                                                    \
    X(BlockingIOError, OSError)                                                                              \
    X(ChildProcessError, OSError)                                                                            \
    X(ConnectionError, OSError)                                                                              \
    X(BrokenPipeError, ConnectionError)                                                                      \
    X(ConnectionAbortedError, ConnectionError)                                                               \
    X(ConnectionRefusedError, ConnectionError)                                                               \
    X(ConnectionResetError, ConnectionError)                                                                 \
    X(FileExistsError, OSError)                                                                              \
    X(FileNotFoundError, OSError)                                                                            \
    X(InterruptedError, OSError)                                                                             \
    X(IsADirectoryError, OSError)                                                                            \
    X(NotADirectoryError, OSError)                                                                           \
    X(PermissionError, OSError)                                                                              \
    X(ProcessLookupError, OSError)                                                                           \
    X(TimeoutError, OSError)                                                                                 \
    X(ReferenceError, Exception)                                                                             \
    X(RuntimeError, Exception)                                                                               \
    X(NotImplementedError, RuntimeError)                                                                     \
    X(PythonFinalizationError, RuntimeError)                                                                 \
    X(RecursionError, RuntimeError)                                                                          \
    X(StopAsyncIteration, Exception)                                                                         \
    X(StopIteration, Exception)                                                                              \
    X(SyntaxError, Exception)                                                                                \
    X(IndentationError, SyntaxError)                                                                         \
    X(TabError, IndentationError)                                                                            \
    X(SystemError, Exception)                                                                                \
    X(TypeError, Exception)                                                                                  \
    X(ValueError, Exception)                                                                                 \
    X(UnicodeError, ValueError)                                                                              \
    X(UnicodeDecodeError, UnicodeError)                                                                      \
    X(UnicodeEncodeError, UnicodeError)                                                                      \
    X(UnicodeTranslateError, UnicodeError)                                                                   \
    X(Warning, Exception)                                                                                    \
    X(BytesWarning, Warning)                                                                                 \
    X(DeprecationWarning, Warning)                                                                           \
    X(EncodingWarning, Warning)                                                                              \
    X(FutureWarning, Warning)                                                                                \
    X(ImportWarning, Warning)                                                                                \
    X(PendingDeprecationWarning, Warning)                                                                    \
    X(ResourceWarning, Warning)                                                                              \
    X(RuntimeWarning, Warning)                                                                               \
    X(SyntaxWarning, Warning)                                                                                \
    X(UnicodeWarning, Warning)                                                                               \
    X(UserWarning, Warning)
enum exc_id {
#define X(name, base) EXC_##name,
    EXCEPTIONS(X)
#undef X
        EXC_TYPE_COUNT
};
static inline uint32_t py_exc_type(const struct heap *h, enum exc_id id)
{
    return h->w[HW_EXC_TYPES + id];
}
// Sets HW_EXC to a new exception with one str argument. Returns 0, so `return py_raise(...)`.
uint32_t py_raise(struct interp *in, enum exc_id id, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// PyErr_NoMemory. Returns 0.
uint32_t py_no_memory(struct interp *in);
// _Py_ReachedRecursionLimit: false with a RecursionError when the C stack is nearly used up. [stack.c]
bool py_has_stack(struct interp *in);
// The C stack begins here, with interp_start_over.
void py_stack_begin(struct interp *in);
// False with a MemoryError when the program has more than it may have.
bool py_has_memory(struct interp *in);
// False with a MemoryError when there is no room for an object of so many words, or bytes of text.
bool py_has_room(struct interp *in, uint64_t words);
bool py_has_room_for_text(struct interp *in, uint64_t bytes);
// The same about an object whose reference is then given up, such as what a special method should not return.
uint32_t py_refuse(struct interp *in, uint32_t refused, enum exc_id id, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// A TypeError about what a method of `o` made, which is given up: 3.15 says it like this, others as `format`.
uint32_t py_refuse_made(struct interp *in, uint32_t o, uint32_t made, const char *method, const char *wanted,
                        const char *format, ...) __attribute__((format(printf, 6, 7)));
// As py_raise with the argument object itself (KeyError); borrowed.
uint32_t py_raise_object(struct interp *in, enum exc_id id, uint32_t arg);
static inline bool py_error(const struct interp *in)
{
    return in->heap->w[HW_EXC] != 0;
}
bool py_error_matches(const struct interp *in, enum exc_id id);
void py_error_clear(struct interp *in);
// What is raised is reported to sys.unraisablehook, which writes "Exception ignored in: ..." to stderr, then
// cleared. 3.14 says what was done with `where`: "while calling deallocator". [unraisable.c]
void py_unraisable(struct interp *in, const char *doing, uint32_t where);

// ---- built-in functions and methods [builtin.c is the registry] ---------------------------------

// self is the bound object (list.append) or the module, 0 for plain functions. args are plain
// handles, borrowed and alive during the call.
typedef uint32_t (*builtin_fn)(struct interp *in, uint32_t self, const uint32_t *args, size_t nargs,
                               uint32_t kwnames);

// Versions in which it is METH_VARARGS, or a type without tp_vectorcall.
enum parsed_in { PARSED_IN_3_11 = 1, PARSED_FROM_3_13 = 0x7c, PARSED_ALWAYS = 0x80 }; // or with keywords only
enum by_tuple { BY_TUPLE_TO_3_12 = 3, BY_TUPLE_TO_3_13 = 7, BY_TUPLE = 0xff, BY_TUPLE_BUT_3_12 = 0xfd };

struct builtin_def {
    const char *name;
    builtin_fn call;
    int8_t min, max;   // positional arguments; max -1 = any number
    bool keywords;     // kwnames may be nonzero; else the registry raises CPython's TypeError
    const char *doc;   // one line, for help and completion
    bool wrapper;      // a slot wrapper: a special method, found as an attribute only
    uint8_t by_tuple;  // enum by_tuple: where CPython passes the arguments in a tuple, keyword ones in a dict
    uint8_t parsed_in; // enum parsed_in: where its _PyArg_Parser is made when it is first used
    uint8_t parsed;    // so many names are in that
    bool of_class;     // a class method: self is the class when it is looked up there
    uint8_t since;     // types have it from 3.`since` on
    bool own;          // a method that does what the type does anyway when it is not overridden
};
// `max` of an attribute that is computed when read (ndarray.shape): a GETSET descriptor, whose `call`
// gets the object as self and no arguments.
enum { BUILTIN_GETTER = -2 };
// Tables end with a NULL name. Each file exports its tables, the registry lists them:
// methods of a kind, functions of a module.
struct builtin_table {
    enum kind kind;     // methods of this built-in type, or KIND_FREE
    const char *module; // functions of this module ("builtins", "gc", "sys", "numpy"), or NULL
    const struct builtin_def *defs;
    const enum kind *more; // further types with the same methods, ended by KIND_FREE; or NULL
};
extern const struct builtin_table *const builtin_tables[]; // ended by NULL
// Definition by index, as stored in BUILTIN_INDEX and DESCR_INDEX (table << 8 | position).
const struct builtin_def *builtin_at(uint32_t index);
// Keyword arguments by name: fills out[i] with the argument for names[i] (positional first; 0 when
// absent). False with a TypeError in CPython's words.
bool py_parse_args(struct interp *in, const char *function, const uint32_t *args, size_t nargs,
                   uint32_t kwnames, const char *const *names, size_t nnames, size_t required, uint32_t *out);
// A new module object registered in sys.modules; functions from the tables; borrowed.
uint32_t py_module_new(struct interp *in, const char *name);
// Calls a definition after checking the number of arguments, with CPython's TypeErrors.
uint32_t builtin_call(struct interp *in, uint32_t index, uint32_t self, const uint32_t *args, size_t nargs,
                      uint32_t kwnames);
// Does it get its arguments in a tuple?
bool builtin_gets_tuple(const struct heap *h, const struct builtin_def *def);
// Without these checks.
uint32_t builtin_call_as_is(struct interp *in, const struct builtin_def *def, uint32_t self,
                            const uint32_t *args, size_t nargs, uint32_t kwnames);
// Adds `value` (taken over) to a module's dict.
void py_module_add(struct interp *in, uint32_t module, const char *name, uint32_t value);
// Each makes its module: that of builtins at the start, the others at their first import. [mod_*.c]
void mod_builtins_init(struct interp *in);
void mod_gc_init(struct interp *in);
void mod_sys_init(struct interp *in);
void mod_atexit_init(struct interp *in);
void mod_weakref_init(struct interp *in);
void mod_copy_init(struct interp *in);
void mod_copyreg_init(struct interp *in);
void mod_collections_init(struct interp *in);
void mod___future___init(struct interp *in);
void mod__collections_abc_init(struct interp *in);
void mod_numpy_init(struct interp *in);
void mod_time_init(struct interp *in);
// What calling a built-in type does: self is the type; it checks its arguments itself. NULL when the
// type cannot be called. [constructors.c]
const struct builtin_def *builtin_constructor(const char *type_name);
// The tables of the modules, for the registry. [mod_*.c, numpy_*.c]
extern const struct builtin_table builtins_table;
extern const struct builtin_table builtins_iteration_table;
extern const struct builtin_table class_checks_table;
extern const struct builtin_table exec_table;
extern const struct builtin_table copyreg_table;
extern const struct builtin_table atexit_table;
extern const struct builtin_table object_reduce_table;
extern const struct builtin_table gc_table;
extern const struct builtin_table sys_table;
extern const struct builtin_table weakref_table;
extern const struct builtin_table numpy_table;
extern const struct builtin_table ndarray_table; // methods and getters
extern const struct builtin_table int_table;
extern const struct builtin_table float_table;
extern const struct builtin_table str_table;
extern const struct builtin_table generator_table;
extern const struct builtin_table frame_table;
extern const struct builtin_table ref_table;
extern const struct builtin_table range_table;
extern const struct builtin_table list_table;
extern const struct builtin_table tuple_table;
extern const struct builtin_table dict_table;
extern const struct builtin_table dict_view_table;
extern const struct builtin_table mappingproxy_table;
extern const struct builtin_table collections_table;
extern const struct builtin_table tuplegetter_table;
extern const struct builtin_table text_file_table;
extern const struct builtin_table builtins_text_table;
extern const struct builtin_table time_table;
extern const struct builtin_table object_wrappers_table;
extern const struct builtin_table list_wrappers_table;
extern const struct builtin_table dict_wrappers_table;
extern const struct builtin_table set_wrappers_table, slice_wrappers_table;
extern const struct builtin_table text_wrappers_table; // of tuple too
extern const struct builtin_table range_wrappers_table;
extern const struct builtin_table number_wrappers_table; // of int, float and complex
extern const struct builtin_table real_wrappers_table;   // of int and float
extern const struct builtin_table int_wrappers_table;
extern const struct builtin_table iterator_wrappers_table;
extern const struct builtin_table exception_wrappers_table;
extern const struct builtin_table list_operators_table;
extern const struct builtin_table repeat_operators_table; // of tuple and bytes
extern const struct builtin_table text_operators_table;
extern const struct builtin_table dict_operators_table;
extern const struct builtin_table set_operators_table;
extern const struct builtin_table mutable_set_operators_table;
extern const struct builtin_table real_operators_table;
extern const struct builtin_table function_wrappers_table; // __get__ and __call__
extern const struct builtin_table call_wrappers_table;
extern const struct builtin_table get_wrappers_table;
extern const struct builtin_table set_descriptor_wrappers_table; // of property and of slots
extern const struct builtin_table type_wrappers_table;
extern const struct builtin_table object_more_wrappers_table;
extern const struct builtin_table format_wrappers_table;
extern const struct builtin_table reversed_methods_table; // of list, dict and range
extern const struct builtin_table generic_methods_table;  // __class_getitem__
extern const struct builtin_table int_protocol_table;
extern const struct builtin_table float_protocol_table;
extern const struct builtin_table slice_table;
extern const struct builtin_table truth_table;   // of None and range
extern const struct builtin_table inspect_table; // dir, vars, locals, globals
extern const struct builtin_table set_table;
extern const struct builtin_table frozenset_table;
// PyNumber_Index: new reference to an int or a bool. [arguments.c]
uint32_t py_index(struct interp *in, uint32_t o);
bool py_has_index(const struct heap *h, uint32_t o); // PyIndex_Check
// PyNumber_Index as an int64: false with a TypeError or an OverflowError. [arguments.c]
bool py_arg_int(struct interp *in, uint32_t o, int64_t *value);
// The same as a C int.
bool py_arg_c_int(struct interp *in, uint32_t o, int64_t *value);
// Walks an iterable: calls each(ctx, item) with a borrowed, held item until it returns false. False when
// an exception is set or each() stopped. [arguments.c]
bool py_for_each(struct interp *in, uint32_t iterable, bool (*each)(void *ctx, uint32_t item), void *ctx);
// The same with an iterator, which the caller holds.
bool py_for_each_left(struct interp *in, uint32_t it, bool (*each)(void *ctx, uint32_t item), void *ctx);

// A list, a dict and a tuple (items taken over) of the interpreter's own: never tracked, never a step.
// [arguments.c]
uint32_t py_hidden_list(struct heap *h);
uint32_t py_hidden_dict(struct heap *h);
uint32_t py_hidden_tuple(struct heap *h, const uint32_t *items, uint32_t size);
// _PyTuple_FromArray: such a tuple of items that are not taken over. [arguments.c]
uint32_t py_argument_tuple(struct heap *h, const uint32_t *args, size_t nargs);
// The one of so many positional arguments that _PyObject_MakeTpCall makes, or that of f(*args).
uint32_t py_packed_tuple(struct interp *in, const uint32_t *args, size_t positional);
void py_packed_tuple_done(struct interp *in, const uint32_t *args, size_t positional); // when it was let go
// The tuple of f(*tuple) when `args` are what was unpacked from it, as tp_call gets it; else a new one of
// them.
uint32_t py_passed_tuple(struct interp *in, const uint32_t *args, size_t nargs);

// What id() says and repr() shows behind 0x.
static inline uint64_t py_address(uint32_t o)
{
    return UINT64_C(0x7f0000000000) + (uint64_t)o * 16;
}

// ---- text ---------------------------------------------------------------------------------------
// Writes to the program's stdout or stderr: host, transcript and STEP_PRINT.
void py_write(struct interp *in, bool is_stderr, const char *bytes, size_t len);

// ---- steps that built-ins record ----------------------------------------------------------------
// A reference from `container` to `value` under `key` (an object, or 0) has just been stored.
static inline void py_step_store(struct interp *in, uint32_t container, uint32_t value, uint32_t key)
{
    heap_step(in->heap, STEP_STORE, container, value, key);
}

// One entry of what gc.callbacks and gc.get_stats() tell; takes `value`. A "duration" is 0.0: no time passes
// in the model.
void gc_info_add(struct heap *h, uint32_t dict, const char *name, uint32_t value);

#endif
