#include "render/signals.h"

#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t stop_wanted, continued;
static volatile int *volatile interrupt_target;

// What the handler of a fatal signal needs; written before it is installed.
static struct {
    volatile sig_atomic_t active;
    int fd;
    struct termios modes;
} guard;
static _Alignas(16) char guard_stack[16384];

// All that end a process unless it does something about them.
static const int fatal_signals[] = {
    SIGHUP,  SIGQUIT, SIGTERM, SIGABRT, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE, SIGXCPU, SIGXFSZ, SIGSYS,
#if !defined(__SANITIZE_ADDRESS__)
    SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,
#endif
};
enum { FATAL_SIGNALS = sizeof fatal_signals / sizeof *fatal_signals };

static void install(int signo, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    sigaction(signo, &action, NULL);
}

static void on_interrupt(int signo)
{
    (void)signo;
    interrupted = 1;
    if (interrupt_target)
        *interrupt_target = 1;
}

void signals_catch_interrupt(volatile int *target)
{
    interrupt_target = target;
    install(SIGINT, on_interrupt, 0); // no SA_RESTART: a wait for a key must end
}

void signals_release_interrupt(void)
{
    install(SIGINT, SIG_DFL, 0);
    interrupt_target = NULL;
}

bool signals_interrupted(void)
{
    bool was = interrupted;
    interrupted = 0;
    return was;
}

static void on_stop(int signo)
{
    (void)signo;
    stop_wanted = 1;
}

static void on_continue(int signo)
{
    (void)signo;
    continued = 1;
}

void signals_catch_stop(void)
{
    install(SIGTSTP, on_stop, 0);
    install(SIGCONT, on_continue, 0);
}

bool signals_continued(void)
{
    bool was = continued;
    continued = 0;
    return was;
}

bool signals_stop_wanted(void)
{
    bool was = stop_wanted;
    stop_wanted = 0;
    return was;
}

void signals_stop_now(void)
{
    sigset_t stop, old;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigaddset(&stop, SIGCONT);
    install(SIGTSTP, SIG_DFL, 0);
    sigprocmask(SIG_UNBLOCK, &stop, &old);
    raise(SIGTSTP);
    continued = 1; // also where there is nobody who could continue it, and so it was not stopped
    sigprocmask(SIG_SETMASK, &old, NULL);
    install(SIGTSTP, on_stop, 0);
}

// Only async-signal-safe calls. The sequences: bracketed paste off, cursor keys and keypad as they
// were, cursor shown, attributes off, back from the alternate screen.
static void on_fatal(int signo)
{
    static const char restore[] = "\033[?2004l\033[?1l\033>\033[?25h\033[0m\033[?1049l\r\n";
    if (guard.active) {
        ssize_t written = write(guard.fd, restore, sizeof restore - 1);
        (void)written;
        tcsetattr(guard.fd, TCSANOW, &guard.modes);
    }
    install(signo, SIG_DFL, 0);
    raise(signo); // delivered on return from here
}

static bool has_handler(int signo, void (*handler)(int))
{
    struct sigaction action;
    return sigaction(signo, NULL, &action) == 0 && action.sa_handler == handler;
}

void signals_guard_terminal(int fd, const struct termios *modes)
{
    stack_t stack = {.ss_sp = guard_stack, .ss_size = sizeof guard_stack};
    sigaltstack(&stack, NULL);
    guard.fd = fd;
    guard.modes = *modes;
    guard.active = 1;
    for (unsigned i = 0; i < FATAL_SIGNALS; i++)
        if (!has_handler(fatal_signals[i], SIG_IGN)) // nohup stays nohup
            install(fatal_signals[i], on_fatal, SA_ONSTACK);
}

void signals_release_terminal(void)
{
    guard.active = 0;
    for (unsigned i = 0; i < FATAL_SIGNALS; i++)
        if (has_handler(fatal_signals[i], on_fatal))
            install(fatal_signals[i], SIG_DFL, 0);
}
