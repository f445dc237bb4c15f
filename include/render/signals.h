// What the outside does to the process: Ctrl-C, Ctrl-Z, and the signals that end it. The only
// mutable file-scope state of the project besides curses lives behind this header, because a signal
// handler has no other way to reach anything.
#ifndef RENDER_SIGNALS_H
#define RENDER_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <termios.h>

// Catches SIGINT from now on. Besides being remembered for signals_interrupted, each one sets
// *target, if there is one, to 1.
void signals_catch_interrupt(volatile int *target);
// SIGINT kills again, and no target is written any more.
void signals_release_interrupt(void);
// Has there been a SIGINT since the last call?
bool signals_interrupted(void);

// Catches SIGTSTP and SIGCONT. Stopping is then up to whoever asks signals_stop_wanted.
void signals_catch_stop(void);
bool signals_stop_wanted(void);
// Stops the process as Ctrl-Z does; returns when it is continued.
void signals_stop_now(void);
// Has the process been continued since the last call, whatever had stopped it?
bool signals_continued(void);

// From now on a signal that ends the process first gives the terminal on descriptor `fd` back: out
// of the alternate screen, with the modes in `modes`. Under AddressSanitizer crashes are left to it.
void signals_guard_terminal(int fd, const struct termios *modes);
void signals_release_terminal(void);

#endif
