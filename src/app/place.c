#include "app/place.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

bool place_path(const char *relative, struct buf *out)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    if (len <= 0)
        return false;
    path[len] = '\0';
    buf_addf(out, "%.*s/%s", (int)(strrchr(path, '/') - path), path, relative);
    return true;
}
