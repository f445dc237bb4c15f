// Routing: which vertical track each source's wire runs in. Pure: rows in, tracks out.
//
// A channel is the gutter right of a lane. A net is one source's wire in one channel; its pins are
// the rows where the wire leaves its source or arrives somewhere. A pin on the left belongs to a card
// left of the gutter: its leader runs from the gutter's left edge to the track.
//
// Invariants of a routed channel: two nets in one track keep a blank row between them, and where
// cards face each other across the gutter, the left one's leader ends before the right one's begins.
#ifndef SCENE_WIRES_H
#define SCENE_WIRES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pin_side { PIN_LEFT, PIN_RIGHT, PIN_OVERPASS };

struct pin {
    int y;         // screen line
    uint32_t card; // whose row it is
    uint8_t side;  // enum pin_side
    bool out;      // the wire leaves here
    bool many;     // it arrives here more than once
    bool weak;     // a weak reference arrives, or nothing but weak ones leave
};

enum { TRACK_NONE = -1 };

struct net {
    uint32_t source; // card
    const struct pin *pins;
    size_t npins;
    int track; // result; TRACK_NONE when it does not fit
};

struct routing; // work space that is kept between calls
struct routing *routing_new(void);
void routing_free(struct routing *r);

// First come, first served: nets are routed in the order given, so that a net added at the end moves
// no other. `height` bounds every pin's y.
void wires_route(struct routing *r, struct net *nets, size_t nnets, int tracks, int height);
// Does nothing but weak references run in it?
bool net_is_weak(const struct net *net);
// Rows a net spans.
void net_interval(const struct net *net, int *top, int *bottom);

#endif
