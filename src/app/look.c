// Commands that change what is looked at, never what is there.
#include "app/app.h"
#include "app/commands.h"

static void move_selection(struct app *app, int dx, int dy)
{
    app->view.selected = scene_move_selection(app->scene, app->session, &app->view, dx, dy);
}

void command_select_up(struct app *app)
{
    move_selection(app, 0, -1);
}

void command_select_down(struct app *app)
{
    move_selection(app, 0, 1);
}

void command_select_left(struct app *app)
{
    move_selection(app, -1, 0);
}

void command_select_right(struct app *app)
{
    move_selection(app, 1, 0);
}

void command_deselect(struct app *app)
{
    app->view.selected = 0;
}

void command_placement(struct app *app)
{
    static const char *const names[] = {
        [PLACEMENT_AUTO] = N_("as the width allows"),
        [PLACEMENT_COLUMNS] = N_("side by side"),
        [PLACEMENT_STACK] = N_("stacked"),
    };
    app->view.placement = (enum placement)((app->view.placement + 1) % (PLACEMENT_STACK + 1));
    app_say(app, _("lanes: %s"), _(names[app->view.placement]));
}

void command_zoom(struct app *app)
{
    static const char *const names[] = {
        [ZOOM_AUTO] = N_("as the room allows"),
        [ZOOM_BOXES] = N_("boxes"),
        [ZOOM_ROWS] = N_("rows"),
        [ZOOM_CELLS] = N_("one letter an object"),
    };
    app->view.zoom = (enum zoom)((app->view.zoom + 1) % (ZOOM_CELLS + 1));
    app_say(app, _("zoom: %s"), _(names[app->view.zoom]));
}

void command_islands(struct app *app)
{
    app->view.hide_islands = !app->view.hide_islands;
    app_say(app, app->view.hide_islands ? _("islands of garbage are not shown")
                                        : _("islands of garbage are shown"));
}

static void scroll(int *value, int by, int most)
{
    *value += by;
    if (*value > most)
        *value = most;
    if (*value < 0)
        *value = 0;
}

static void page(struct app *app, int direction)
{
    if (app->view.focus == PANE_REPL)
        app->view.repl_scroll = scene_scroll_prompt(app->scene, app->session, &app->view, direction);
    else
        scroll(&app->view.scroll, -8 * direction, (int)heap_objects_alive(session_heap(app->session)));
}

void command_page_up(struct app *app)
{
    page(app, 1);
}

void command_page_down(struct app *app)
{
    page(app, -1);
}

// ---- panes --------------------------------------------------------------------------------------

enum { PANES = PANE_REPL + 1 };

// Where the focus has left the prompt by itself, to the prompt, as it says there.
void command_next_pane(struct app *app)
{
    app_focus(app, app->focus_is_ours ? PANE_REPL : (enum pane)((app->view.focus + 1) % PANES));
}

void command_previous_pane(struct app *app)
{
    app_focus(app, (enum pane)((app->view.focus + PANES - 1) % PANES));
}

void command_to_heap(struct app *app)
{
    app_focus(app, PANE_HEAP);
}

void command_pane_names(struct app *app)
{
    app_focus(app, PANE_NAMES);
}

void command_pane_heap(struct app *app)
{
    app_focus(app, PANE_HEAP);
}

void command_pane_gc(struct app *app)
{
    app_focus(app, PANE_GC);
}

void command_pane_prompt(struct app *app)
{
    app_focus(app, PANE_REPL);
}

void command_redraw(struct app *app)
{
    app->redraw = true;
}
