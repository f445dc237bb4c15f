// What one painting is made from: the cards that stand on the screen, the references between them
// and the event under the cursor. Built anew for each painting from the session alone.
#ifndef SCENE_PICTURE_H
#define SCENE_PICTURE_H

#include "gc/gc.h"
#include "heap/gclist.h"
#include "heap/object.h"
#include "scene/layout.h"
#include "scene/placement.h"
#include "scene/wires.h"

enum { NO_CARD = UINT32_MAX };

enum ghost { GHOST_NONE, GHOST_FREED, GHOST_PROMOTED, GHOST_RESURRECTED, GHOST_UNTRACKED };

struct card {
    uint32_t object; // handle; 0 for what is no longer there
    uint32_t serial;
    uint32_t slot;
    uint32_t type; // ghosts: the type object
    int row, y;    // row in its lane, screen line; y -1 = not on the screen
    uint8_t lane;
    uint8_t ghost;   // enum ghost
    uint8_t state;   // enum gc_state: what the running collection thinks of it
    uint8_t into;    // a promoted or resurrected ghost: generation it went to
    bool promoted;   // in this promotion
    bool lost;       // nothing reaches it from a root, and no collection runs
    uint32_t island; // of a lost card: the first card of those it hangs together with
    uint32_t first_edge, edges;
    uint32_t more_edges; // references beyond those in the table
};

// What became of a reference.
enum edge_fate {
    EDGE_WIRE,
    EDGE_SELF,
    EDGE_LABEL,  // a label in the card
    EDGE_COUNTED // counted in the lane's header: too many to draw
};

struct edge {
    uint32_t from, to; // cards; to NO_CARD = not on the screen
    uint32_t serial;   // of what it refers to
    uint16_t count;    // how many such references
    uint8_t fate;      // enum edge_fate
    int8_t away;       // to NO_CARD: -1 above, 1 below the window, 0 unknown
    bool heavy;
    bool weak; // of a weak reference, which does not count
};

struct lane {
    uint32_t count;   // objects in it
    uint32_t frozen;  // beside gen 2: objects in the permanent generation, which have no rows
    uint32_t waiting; // of these in unreachable, seen, finalizers...
    uint32_t states[GC_STATE_COUNT];
    bool large; // only a window of its cards was made
    uint32_t first_card, cards;
    int rows;         // rows it uses
    int scroll;       // rows scrolled away: all lanes alike, but a section of a stack only as far as it goes
    int above, below; // objects out of sight
    uint32_t index_of_target; // position in list order of the card that must be seen
    bool has_target;
    int stagger; // lines its cards are lowered, so that facing leaders rarely meet
    int visible; // rows that fit without scrolling
};

// The step under the cursor, read for the screen.
struct event {
    uint32_t object;                                     // its row is highlighted; 0 = none
    uint32_t serial;                                     // the same by serial, where the step knows no more
    uint32_t from, to;                                   // the reference it is about; 0 = none
    uint32_t name;                                       // str: a name that went away in this step
    uint32_t name_serial;                                // what it named
    uint32_t freed, freed_type, freed_slot, freed_bytes; // serial..., slot + 1 (0 = had no row)
};

struct name {
    const char *text;  // valid while the cursor stays
    uint32_t object;   // what it is bound to
    uint32_t function; // str: the name is a local of this running function; 0 = a global
    uint32_t holder;   // no name at all, but this object refers to it, which no lane shows; 0 = a name
};

struct net_list {
    struct net *nets;
    size_t count, capacity;
};

struct scene {
    struct card *cards;
    size_t ncards, cards_capacity;
    struct edge *edges;
    size_t nedges, edges_capacity;
    struct spot *spots;
    size_t spots_capacity;
    uint32_t *map; // handle -> card, open addressing; two words an entry
    size_t map_size;
    struct pin *pins;
    size_t npins, pins_capacity;
    struct net_list channel[LANES];
    uint32_t overpass; // card whose wire takes the overpass, or NO_CARD
    struct name *names;
    size_t nnames, names_capacity;
    uint32_t *order; // cards by serial
    size_t order_capacity;
    struct routing *routing;
    uint8_t *lines;   // boxes: directions of the lines in each cell
    uint32_t *owners; // and whose they are
    size_t lines_capacity;
    struct buf text;
};

struct picture {
    struct scene *scene;
    const struct session *session;
    const struct heap *heap;
    const struct view *view;
    struct cells *out;
    struct layout layout;
    struct step step;
    struct event event;
    struct session_gc gc;
    bool collecting; // HW_GC_PHASE is not idle
    bool stepping;   // in a collection, or a program is paused
    enum gc_phase phase;
    unsigned generation;
    struct lane lane[LANES];
    enum zoom zoom; // BOXES, ROWS or CELLS
    int pitch;      // rows: screen lines from one row to the next
    int scroll;
    bool show_gc_refs;
    uint32_t departed,
        promoted; // objects that left their rows in this collection; promoted ones are among them
    uint32_t visible_refs, counted_refs;
    uint32_t event_card, event_from, event_to, selected_card;
};

// Makes the picture: counts, zoom, cards, rows, references.
void picture_make(struct picture *p, struct scene *scene, const struct session *s, const struct view *view,
                  struct cells *out);
// The card of an object, or NO_CARD.
uint32_t picture_card(const struct picture *p, uint32_t object);
// True when the object is one that the lanes show: tracked, with a serial.
bool picture_shows(const struct heap *h, uint32_t object);

#endif
