#include "python/missing.h"

#include <string.h>

static const char builtins[] =
    " BaseExceptionGroup ExceptionGroup __import__ aiter anext breakpoint copyright "
    "credits help input license memoryview open ";

// sys.stdlib_module_names of all versions, without what is modelled.
static const char modules[] =
    " "
    "abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore audioop base64 bdb "
    "binascii bisect bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop colorsys "
    "compileall compression concurrent configparser contextlib contextvars copyreg crypt csv ctypes "
    "curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip "
    "enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools genericpath "
    "getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr "
    "imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma "
    "mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis "
    "nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle "
    "pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile profiling pstats "
    "pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource "
    "rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib "
    "sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics "
    "string stringprep struct subprocess sunau symtable sysconfig syslog tabnanny tarfile telnetlib "
    "tempfile termios textwrap this threading timeit tkinter token tokenize tomllib trace traceback "
    "tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings "
    "wave webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo ";

static const char of_sys[] =
    " abiflags addaudithook audit base_exec_prefix base_prefix breakpointhook builtin_module_names "
    "call_tracing copyright displayhook dont_write_bytecode exec_prefix executable flags "
    "get_asyncgen_hooks get_coroutine_origin_tracking_depth get_int_max_str_digits getallocatedblocks "
    "getdlopenflags getfilesystemencodeerrors getprofile gettrace is_finalizing meta_path orig_argv path "
    "path_hooks path_importer_cache platlibdir prefix pycache_prefix set_asyncgen_hooks "
    "set_coroutine_origin_tracking_depth set_int_max_str_digits setdlopenflags setprofile "
    "setswitchinterval settrace stdin stdlib_module_names thread_info warnoptions ";
static const char of_time[] =
    " CLOCK_BOOTTIME CLOCK_MONOTONIC CLOCK_MONOTONIC_RAW CLOCK_PROCESS_CPUTIME_ID CLOCK_REALTIME "
    "CLOCK_TAI CLOCK_THREAD_CPUTIME_ID altzone asctime clock_getres clock_gettime clock_gettime_ns "
    "clock_settime clock_settime_ns ctime daylight get_clock_info gmtime localtime mktime "
    "pthread_getcpuclockid strftime strptime struct_time timezone tzname tzset ";

// Is `name`, an identifier, one of the words of `list`, around each of which stands a blank?
static bool is_listed(const char *name, const char *list)
{
    size_t len = strlen(name);
    for (const char *at = strstr(list, name); at; at = strstr(at + 1, name))
        if (at[-1] == ' ' && at[len] == ' ')
            return true;
    return false;
}

bool missing_builtin(const char *name)
{
    return is_listed(name, builtins);
}

bool missing_attribute(const char *module, const char *name)
{
    return (!strcmp(module, "sys") && is_listed(name, of_sys)) ||
           (!strcmp(module, "time") && is_listed(name, of_time));
}

bool missing_module(const char *name)
{
    return is_listed(name, modules);
}
