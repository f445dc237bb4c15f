// From the state of a session to cells, reading only. A pure function of (session at its cursor,
// view): painting twice gives the same grid, so stepping back shows the same
// picture. What scene keeps between frames is memory to work in, nothing that shows.
#ifndef SCENE_SCENE_H
#define SCENE_SCENE_H

#include "screen/cells.h"
#include "session/session.h"

enum pane { PANE_NAMES, PANE_HEAP, PANE_GC, PANE_REPL };
enum placement { PLACEMENT_AUTO, PLACEMENT_COLUMNS, PLACEMENT_STACK };
enum zoom { ZOOM_AUTO, ZOOM_BOXES, ZOOM_ROWS, ZOOM_CELLS };

// What the person chose to look at; owned by app. Changing it changes nothing in the session.
struct view {
    int width, height;
    enum pane focus;
    enum placement placement;
    enum zoom zoom;
    bool listing;      // while a file has lines to run, they stand where the prompt is
    bool listed;       // the loaded file stood there: its lines were read, not typed
    bool hide_islands; // what is garbage already is for the person to find out
    uint32_t selected; // serial of the selected object, 0 = none
    int scroll;        // rows the lanes are scrolled down; 0 follows the selection, else the event
    int repl_scroll;   // lines of the prompt pane that are scrolled away below it
    const char *input; // what is being typed, UTF-8
    int input_cursor;  // byte offset in it
    // Below that line: what its word could become, or pasted lines that wait for Enter; at most one of both.
    const char *const *choices, *const *waiting;
    size_t nchoices, nwaiting;
    const char *message; // a message for the prompt pane's border, or NULL
    bool message_is_error;
    const char *caption;     // in the place of the sentence about the step, or NULL
    bool recording;          // to a tape
    const char *key_bar;     // text of the bottom line, keys in [brackets]; made by app from its table
    const char *const *help; // lines of the overlay, or NULL when closed
    const char *help_title;
    bool overlay_in_corner; // where it hides as little of the heap as can be
    int help_lines, help_scroll;
};

struct scene;
struct scene *scene_new(void);
void scene_free(struct scene *scene);
// Paints the whole screen; `out` has the size of the view. Below 60x16: "terminal too small".
void scene_paint(struct scene *scene, const struct session *s, const struct view *view, struct cells *out);
// Moves the selection: dx, dy in {-1, 0, 1}; returns the serial that is selected then.
uint32_t scene_move_selection(struct scene *scene, const struct session *s, const struct view *view, int dx,
                              int dy);

// Scrolls the prompt pane by its height, up (1) or down (-1); returns its repl_scroll then.
int scene_scroll_prompt(struct scene *scene, const struct session *s, const struct view *view, int pages);

#endif
