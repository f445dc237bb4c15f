#include "scene/wires.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

struct routing {
    bool *taken;    // tracks * height: a vertical runs here, or would touch one
    int *left_end;  // per line: the furthest track a left leader reaches, -1 = none
    int *right_end; // per line: the nearest track a right leader reaches, INT_MAX = none
    size_t cells, lines;
    int tracks, height;
};

struct routing *routing_new(void)
{
    return xcalloc(1, sizeof(struct routing));
}

void routing_free(struct routing *r)
{
    if (!r)
        return;
    free(r->taken);
    free(r->left_end);
    free(r->right_end);
    free(r);
}

static void prepare(struct routing *r, int tracks, int height)
{
    size_t cells = (size_t)tracks * (size_t)height, lines = (size_t)height;
    if (cells > r->cells)
        r->taken = xrealloc(r->taken, (r->cells = cells) * sizeof *r->taken);
    if (lines > r->lines) {
        r->left_end = xrealloc(r->left_end, lines * sizeof *r->left_end);
        r->right_end = xrealloc(r->right_end, lines * sizeof *r->right_end);
        r->lines = lines;
    }
    if (cells)
        memset(r->taken, 0, cells * sizeof *r->taken);
    for (int y = 0; y < height; y++) {
        r->left_end[y] = -1;
        r->right_end[y] = INT_MAX;
    }
    r->tracks = tracks;
    r->height = height;
}

void net_interval(const struct net *net, int *top, int *bottom)
{
    *top = *bottom = net->pins[0].y;
    for (size_t i = 1; i < net->npins; i++) {
        int y = net->pins[i].y;
        *top = y < *top ? y : *top;
        *bottom = y > *bottom ? y : *bottom;
    }
}

bool net_is_weak(const struct net *net)
{
    for (size_t i = 0; i < net->npins; i++)
        if (!net->pins[i].weak)
            return false;
    return true;
}

static bool track_is_free(const struct routing *r, const struct net *net, int track)
{
    int top, bottom;
    net_interval(net, &top, &bottom);
    for (int y = top; y <= bottom; y++)
        if (r->taken[(size_t)track * (size_t)r->height + (size_t)y])
            return false;
    return true;
}

static bool leaders_fit(const struct routing *r, const struct net *net, int track)
{
    for (size_t i = 0; i < net->npins; i++) {
        const struct pin *pin = &net->pins[i];
        if (pin->side == PIN_LEFT && track >= r->right_end[pin->y])
            return false;
        if (pin->side == PIN_RIGHT && track <= r->left_end[pin->y])
            return false;
    }
    return true;
}

static void take(struct routing *r, struct net *net, int track)
{
    int top, bottom;
    net_interval(net, &top, &bottom);
    net->track = track;
    for (int y = top - 1; y <= bottom + 1; y++)
        if (y >= 0 && y < r->height)
            r->taken[(size_t)track * (size_t)r->height + (size_t)y] = true;
    for (size_t i = 0; i < net->npins; i++) {
        const struct pin *pin = &net->pins[i];
        if (pin->side == PIN_LEFT && track > r->left_end[pin->y])
            r->left_end[pin->y] = track;
        if (pin->side == PIN_RIGHT && track < r->right_end[pin->y])
            r->right_end[pin->y] = track;
    }
}

// The n-th track to try: nets of the left side start from the left edge, those that also serve the right
// side from the right one, and every second track is tried first, so that wires stand apart while
// there is room.
static int candidate(const struct net *net, int tracks, int n)
{
    bool right = false;
    for (size_t i = 0; i < net->npins; i++)
        right = right || net->pins[i].side == PIN_RIGHT;
    int evens = (tracks + 1) / 2, odds = tracks / 2;
    if (n < evens)
        return right ? 2 * (evens - 1 - n) : 2 * n;
    return right ? 2 * (odds - 1 - (n - evens)) + 1 : 2 * (n - evens) + 1;
}

static void route_one(struct routing *r, struct net *net)
{
    net->track = TRACK_NONE;
    for (int n = 0; n < r->tracks; n++) {
        int track = candidate(net, r->tracks, n);
        if (track_is_free(r, net, track) && leaders_fit(r, net, track)) {
            take(r, net, track);
            return;
        }
    }
}

void wires_route(struct routing *r, struct net *nets, size_t nnets, int tracks, int height)
{
    prepare(r, tracks, height);
    for (size_t i = 0; i < nnets; i++)
        route_one(r, &nets[i]);
}
