# gcstep. `make help` says what there is.

VERSION := 0.1.0
PREFIX ?= /usr/local
MANDIR ?= $(PREFIX)/share/man
DESTDIR ?=

# `deps` goes first, in a make of its own: what it installs (pkg-config, the compiler) is asked for
# while this file is read.
ifneq ($(filter deps,$(MAKECMDGOALS)),)

.NOTPARALLEL:
REST := $(filter-out deps,$(MAKECMDGOALS))
.PHONY: deps $(REST)
deps:
	@scripts/deps install
$(REST): deps
	@$(MAKE) --no-print-directory $@

else

# ---- modes --------------------------------------------------------------------------------------

MODE := release
# Two words of a journal record are stored faster as they are than after being packed into a vector.
OPTIMIZE := -O2 -g -fno-tree-slp-vectorize
ifeq ($(SANITIZE),1)
MODE := sanitize
# Small chunks make every test cross chunk borders. gcc 12 sees null formats where the sanitizer checks for them.
OPTIMIZE := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all \
	-Wno-format-truncation -DJOURNAL_CHUNK_RECORDS=1024
LDMODE := -fsanitize=address,undefined
endif
ifeq ($(COVERAGE),1)
MODE := coverage
OPTIMIZE := -O0 -g --coverage
LDMODE := --coverage
endif

ifeq ($(FUZZ),1)
MODE := fuzz
override CC := clang
OPTIMIZE := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=all -DJOURNAL_CHUNK_RECORDS=4096 -DARENA_MAX_BITS=22
LDMODE := -fsanitize=fuzzer,address,undefined
endif

BUILD := build/$(MODE)
PROGRAM := $(BUILD)/gcstep
LIBRARY := $(BUILD)/libgcstep.a

# ---- what is needed -----------------------------------------------------------------------------

GOALS := $(or $(MAKECMDGOALS),all)
NEEDS_TESTS := $(filter check unit tests lint bench conformance update-golden coverage $(BUILD)/tests/%,$(GOALS))
NEEDS_NOTHING := help clean uninstall layers
ifneq ($(filter-out $(NEEDS_NOTHING),$(GOALS)),)
MISSING := $(strip $(shell scripts/deps missing program $(if $(NEEDS_TESTS),tests) $(if $(filter lint format,$(GOALS)),lint)))
ifneq ($(MISSING),)
$(error missing packages; install them with `make deps`, or: apt-get install -y $(MISSING))
endif
# ncursesw asks for an older POSIX than ours.
PACKAGE_CFLAGS := $(filter-out -D_XOPEN_SOURCE=% -D_DEFAULT_SOURCE,$(shell pkg-config --cflags ncursesw gmp jansson))
PACKAGE_LIBS := $(shell pkg-config --libs ncursesw gmp jansson)
TEST_CFLAGS = $(shell pkg-config --cflags check vterm)
TEST_LIBS = $(shell pkg-config --libs check vterm) -lutil
endif

ifeq ($(origin CC),default)
CC := gcc
endif
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wvla -Wno-missing-field-initializers
ifeq ($(WERROR),1)
WARNINGS += -Werror
endif
DEFINES := -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DGCSTEP_VERSION='"$(VERSION)"'
COMPILE = $(CC) -std=c11 $(DEFINES) -Iinclude $(WARNINGS) $(OPTIMIZE) $(PACKAGE_CFLAGS) $(CFLAGS)
LINK = $(CC) $(LDMODE) $(LDFLAGS)
LIBS = $(PACKAGE_LIBS) -lm
# V=1 shows the commands.
ifneq ($(V),1)
Q := @
say = @echo '  $(1) $@'
endif

# ---- what there is ------------------------------------------------------------------------------

MAIN := src/app/main.c
SOURCES := $(filter-out $(MAIN),$(sort $(wildcard src/*/*.c)))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
TEST_SOURCES := $(sort $(wildcard tests/test_*.c))
TESTS := $(TEST_SOURCES:%.c=$(BUILD)/%)
HELPER_SOURCES := $(sort $(filter-out $(TEST_SOURCES),$(wildcard tests/*.c)))
HELPERS := $(HELPER_SOURCES:%.c=$(BUILD)/%.o)
FUZZERS := $(addprefix $(BUILD)/fuzz_,python run heap tape condition options)
BENCH := $(BUILD)/bench/bench
BENCH_KEYS := $(BUILD)/bench/keys
BENCH_TABLE := build/bench.md
LOCALES := $(patsubst po/%.po,build/locale/%/LC_MESSAGES/gcstep.mo,$(wildcard po/*.po))
OWN_C := $(SOURCES) $(wildcard $(MAIN)) $(TEST_SOURCES) $(HELPER_SOURCES) $(wildcard tests/fuzz/*.c bench/*.c)
OWN_H := $(sort $(wildcard include/*/*.h tests/*.h))

.PHONY: all run tests unit check conformance fuzz-python cpython-tests layers translations lint format bench coverage fuzz fuzzers install uninstall \
	man screenshots readme update-golden help clean FORCE
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROGRAM) $(LOCALES)

# Remembers the command lines: objects are rebuilt when it changes.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(COMPILE) $(LINK) $(LIBS))' >$@.new; \
	if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(BUILD)/src/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC  )
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC  )
	$(Q)$(COMPILE) $(TEST_CFLAGS) -Itests -MMD -MP -c -o $@ $<

$(BUILD)/bench/%.o: bench/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC  )
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

# Made anew when the list of sources changes, so that a removed file leaves no object behind.
$(BUILD)/objects: FORCE
	@mkdir -p $(@D)
	@echo '$(OBJECTS)' >$@.new; if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(LIBRARY): $(OBJECTS) $(BUILD)/objects
	$(call say,AR  )
	@rm -f $@
	$(Q)$(AR) rcs $@ $(OBJECTS)

$(PROGRAM): $(BUILD)/src/app/main.o $(LIBRARY)
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $^ $(LIBS)

build/locale/%/LC_MESSAGES/gcstep.mo: po/%.po
	@mkdir -p $(@D)
	$(call say,MSG )
	$(Q)msgfmt -o $@ $<

$(BUILD)/tests/test_%: $(BUILD)/tests/test_%.o $(HELPERS) $(LIBRARY)
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $^ $(TEST_LIBS) $(LIBS)

$(BUILD)/tests/fuzz/%.o: tests/fuzz/driver.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC  )
	$(Q)$(COMPILE) -DFUZZ_TARGET=fuzz_$* -Itests -MMD -MP -c -o $@ $<

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/%.o $(HELPERS) $(LIBRARY)
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $^ $(LIBS)

$(BENCH): $(BUILD)/bench/bench.o $(LIBRARY)
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $^ $(LIBS)

$(BENCH_KEYS): $(BUILD)/bench/keys.o
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $^

-include $(OBJECTS:.o=.d) $(TESTS:=.d) $(HELPERS:.o=.d) $(BUILD)/src/app/main.d $(BUILD)/bench/bench.d $(BUILD)/bench/keys.d

# ---- what to do ---------------------------------------------------------------------------------

run: $(PROGRAM) $(LOCALES)
	@$(PROGRAM) $(ARGS)

tests: $(TESTS)

unit: $(PROGRAM) $(LOCALES) $(TESTS)
	@SANITIZE=$(SANITIZE) CC='$(CC)' scripts/check --program $(PROGRAM) --no-conformance $(TESTS)

check: $(PROGRAM) $(LOCALES) $(TESTS)
	@SANITIZE=$(SANITIZE) CC='$(CC)' scripts/check --program $(PROGRAM) $(TESTS)

conformance: $(PROGRAM)
	@scripts/conformance $(PROGRAM)

# Random programs; FUZZ=--counts, "--python 3.14 --seed 1000", ... says which.
fuzz-python: $(PROGRAM)
	@python3 tests/fuzz_python $(PROGRAM) -n $(or $(N),300) $(FUZZ)

# CPython's own tests of its collector, where they are installed.
cpython-tests: $(PROGRAM)
	@python3 tests/cpython $(PROGRAM) --table tests/cpython/results.md

translations:
	@scripts/translations update

layers:
	@scripts/layers .

lint:
	@scripts/lint '$(subst ',,$(DEFINES)) -Iinclude -Itests $(PACKAGE_CFLAGS)' $(OWN_C) -- $(OWN_H)

# Twice: a comment that the first pass broke moves the ones above it.
format:
	@clang-format -i $(OWN_C) $(OWN_H)
	@clang-format -i $(OWN_C) $(OWN_H)

fuzzers: $(FUZZERS)

fuzz:
	@$(MAKE) --no-print-directory FUZZ=1 fuzzers
	@MINUTES='$(MINUTES)' scripts/fuzz build/fuzz $(TARGETS)

bench: $(PROGRAM) $(BENCH) $(BENCH_KEYS)
	@bench/run.sh $(PROGRAM) $(BENCH) $(BENCH_KEYS) $(BENCH_TABLE)

man: $(PROGRAM)
	@mkdir -p man && LC_ALL=C $(PROGRAM) --man >man/gcstep.1

screenshots: $(PROGRAM)
	@mkdir -p screenshots && scripts/screenshots $(PROGRAM) screenshots

readme: $(PROGRAM)
	@scripts/readme $(PROGRAM) man/gcstep.1 $(BENCH_TABLE)

update-golden: $(PROGRAM) $(BUILD)/tests/test_golden
	@GCSTEP_UPDATE_GOLDEN=1 $(BUILD)/tests/test_golden
	@scripts/readme $(PROGRAM) man/gcstep.1 $(BENCH_TABLE)
	@scripts/conformance --update $(PROGRAM)

coverage:
	@$(MAKE) --no-print-directory COVERAGE=1 check
	@scripts/coverage build/coverage

compile_commands.json: $(BUILD)/flags $(OWN_C)
	@scripts/compile-commands '$(subst ','\'',$(COMPILE)) $(TEST_CFLAGS) -Itests' $(OWN_C) >$@

install: $(PROGRAM) $(LOCALES)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/gcstep
	install -d $(DESTDIR)$(MANDIR)/man1
	install -d $(DESTDIR)$(PREFIX)/share/gcstep/demos
	install -m 644 demos/* $(DESTDIR)$(PREFIX)/share/gcstep/demos
	install -m 644 man/gcstep.1 $(DESTDIR)$(MANDIR)/man1/gcstep.1
	cd build/locale && find . -name gcstep.mo -exec install -D -m 644 {} $(DESTDIR)$(PREFIX)/share/locale/{} \;

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/gcstep $(DESTDIR)$(MANDIR)/man1/gcstep.1
	rm -rf $(DESTDIR)$(PREFIX)/share/gcstep
	rm -f $(patsubst build/locale/%,$(DESTDIR)$(PREFIX)/share/locale/%,$(LOCALES))

clean:
	rm -rf build compile_commands.json

help:
	@echo 'make                 build build/release/gcstep'
	@echo 'make run ARGS=...    build and start it'
	@echo 'make deps            install what is missing to build, test and lint (apt-get)'
	@echo 'make check           layer check, README and manual page, unit tests, conformance with CPython'
	@echo 'make unit            unit tests only'
	@echo 'make conformance     compare with what CPython printed, and with the CPython on PATH'
	@echo 'make fuzz-python     compare N=300 random programs with each CPython that is found (FUZZ=--help)'
	@echo 'make cpython-tests   run CPython'"'"'s own tests of its collector, where they are found (tests/cpython/results.md)'
	@echo 'make layers          the layer check alone'
	@echo 'make translations    put the texts that are new in the sources into po/*.po'
	@echo 'make lint            clang-format, clang-tidy, cppcheck, layer check'
	@echo 'make format          clang-format every file'
	@echo 'make bench           speed and memory beside /usr/bin/python3'
	@echo 'make man             write man/gcstep.1 out of the tables of commands and options'
	@echo 'make screenshots     make screenshots/ out of the lessons: text, SVG and (not kept in git) PNG'
	@echo 'make readme          fill README.md: screen, keys, the table of the last make bench; and make man'
	@echo 'make coverage        build with gcov, run the tests, print line coverage'
	@echo 'make fuzz            hostile input with clang: MINUTES=1 each, TARGETS="python run heap tape condition options"'
	@echo 'make update-golden   write expected outputs anew (tests and conformance)'
	@echo 'make install         to PREFIX=$(PREFIX), under DESTDIR'
	@echo 'make uninstall       undo that'
	@echo 'make compile_commands.json'
	@echo 'make clean'
	@echo 'Variables: SANITIZE=1 (address, undefined, leaks), WERROR=1, V=1 (show commands), CC, CFLAGS, LDFLAGS;'
	@echo 'In the environment: GCSTEP_STRESS=1 collects at every safe point during the tests;'
	@echo 'GCSTEP_PYTHONS="PATH PATH" names more interpreters for make conformance to compare with;'
	@echo 'GCSTEP_CPYTHON_TESTS="DIR DIR" more places for make cpython-tests: unpacked libpythonX.Y-testsuite packages.'

endif
