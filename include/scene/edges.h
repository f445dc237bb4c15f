// References of the cards on the screen, and the nets they make.
#ifndef SCENE_EDGES_H
#define SCENE_EDGES_H

#include "scene/picture.h"

// Fills scene->edges from the heap. References to classes and into class internals are folded.
void edges_make(struct picture *p);
// Makes and routes the nets of every channel; references that get no wire become labels.
void nets_make(struct picture *p);
// The channel a reference between two lanes runs in; for lanes 0 and 2 that of the source.
int edge_channel(const struct picture *p, const struct edge *edge);
// Is a reference that is drawn heavy on the overpass? There must be a net on it.
bool overpass_is_heavy(const struct picture *p);
// The part of a net that is drawn heavy: from where it leaves to where the heavy reference arrives.
// A pin on the overpass belongs to it only when that reference goes there.
bool net_pin_is_heavy(const struct picture *p, const struct net *net, const struct pin *pin);
// False when no heavy reference runs through this net.
bool net_heavy_interval(const struct picture *p, const struct net *net, int *top, int *bottom);
// How a wire is drawn: a hue of its source, grey, or heavy.
enum style wire_style(const struct picture *p, uint32_t source);

#endif
