// Which screens must come out as they were. NAME.WxH.txt and NAME.WxH.style hold what each showed at each
// size; the programs stand beside them.
#ifndef TESTS_GOLDEN_SCREENS_H
#define TESTS_GOLDEN_SCREENS_H

#include "scene/scene.h"
#include "screen/cells.h"

struct screen {
    const char *name, *program, *profile;
    // The program has run, so many of its statements (0 = all), and the cursor stands at its end, or at
    // the last step of this kind, or at event `nth` of this phase (0 = its last) of the last collection.
    const char *at;
    unsigned statements, nth;
    // Or the program stands beside the heap as `gcstep FILE` shows it, after these keys: one character
    // each, $ for Enter.
    const char *keys;
    enum placement placement;
    enum zoom zoom;
    enum charset charset;
    const char *more_sizes; // besides those of every screen
};

static const char *const every_screen[] = {"80x24", "100x30", "160x48"};

static const struct screen screens[] = {
    {"00_array", "array", "3.14"},
    {"01_start", "empty", "3.14", .more_sizes = "60x16 200x60"},
    {"02_boxes", "pair", "3.11", .statements = 4},
    {"02_rows", "pair", "3.11", .statements = 4, .zoom = ZOOM_ROWS},
    {"03_del", "pair", "3.11", .statements = 5},
    {"03_island", "island", "3.14"},
    {"04_subtract_refs", "story", "3.11", .at = "subtract", .nth = 4,
     .more_sizes = "60x16 96x29 120x36 200x60"},
    {"05_moved_back", "story", "3.11", .at = "gc.move_back"},
    {"05_stacked", "story", "3.11", .at = "gc.move_back", .placement = PLACEMENT_STACK},
    {"06_promote", "story", "3.11", .at = "promote"},
    {"06_promote_class", "classes", "3.14", .at = "gc.promote"},
    {"06_stacked", "story", "3.11", .at = "promote", .placement = PLACEMENT_STACK},
    {"07_weakrefs", "weakrefs", "3.11", .at = "weakref.found"},
    {"08_finalizers", "finalizers", "3.11", .at = "final"},
    {"09_resurrected", "resurrection", "3.11", .at = "gc.resurrected"},
    {"09_resurrection", "resurrection", "3.11", .at = "resur", .nth = 7},
    {"10_delete_garbage", "story", "3.11", .at = "clear", .nth = 3},
    {"11_done", "story", "3.11"},
    {"12_nameerror", "pair", "3.11"},
    {"13_help", "story", "3.11", .keys = "?"},
    {"16_letters", "many", "3.14"},
    {"17_stacked", "story", "3.11", .at = "gc.move_back", .more_sizes = "60x16 95x29"},
    {"18_ascii", "story", "3.11", .at = "gc.move_back", .charset = CHARSET_ASCII},
    {"19_boxes", "story", "3.11", .at = "subtract", .nth = 4, .zoom = ZOOM_BOXES, .more_sizes = "120x36"},
    {"20_dense", "dense", "3.14"},
    {"22_run_to", "story", "3.11", .keys = "cccccnnnu#5 ^"},
    {"22_run_to_old", "story", "3.11", .keys = "cnnu#1"},
    {"22_run_to_wrong", "story", "3.11", .keys = "ccccnnu#5 q$"},
    {"22_stopped", "story", "3.11", .keys = "ccccnnu#5 ^$"},
    {"30_file_start", "tree", "3.11", .keys = "n"},
    {"31_file_function", "tree", "3.11", .keys = "nnnnnnnnnnnnnnnnnn"},
    {"32_file_collection", "tree", "3.11", .keys = "cnnsss"},
    {"33_file_breakpoint", "tree", "3.11", .keys = ":break :15$nnnnc"},
};

enum { SCREENS = sizeof screens / sizeof *screens, EVERY_SIZES = sizeof every_screen / sizeof *every_screen };

#endif
