#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

static bool fill(struct error *err, int line, int column, const char *format, va_list args)
{
    if (!err)
        return false;
    vsnprintf(err->text, sizeof err->text, format, args);
    err->line = line;
    err->column = column;
    err->width = 0;
    return false;
}

bool error_set(struct error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, 0, 0, format, args);
    va_end(args);
    return false;
}

bool error_set_at(struct error *err, int line, int column, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, line, column, format, args);
    va_end(args);
    return false;
}
