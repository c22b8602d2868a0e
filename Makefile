# Parley's commands for people. Everything real is done by SwiftPM; this installs what it needs, names the
# options once, and says plainly what to do where it can't.

PREFIX  ?= /usr/local
DESTDIR ?=
ARGS    ?=
SWIFT   ?= swift

RELEASE := -c release --static-swift-stdlib --product parley
SOURCES := Package.swift Sources Tests

.PHONY: help talk test build install format bench slips crash fuzz clean needs-swift needs-libedit

help:
	@echo 'make talk      talk with the coach (options: make talk ARGS="--plain")'
	@echo 'make test      build everything and run all the tests'
	@echo 'make build     build the program as it is installed: .build/release/parley'
	@echo 'make install   install it (PREFIX=/usr/local, DESTDIR=)'
	@echo 'make format    tidy the source'
	@echo 'make bench     measure how fast it is on this machine'
	@echo 'make slips     try every slip of a hand on the scripts, and list those that pass unsaid'
	@echo 'make crash     kill sessions at any moment and see that nothing shown is missing (KILLS=500)'
	@echo 'make fuzz      feed transcripts, scripts and the listener anything at all (FUZZ_SECONDS=60)'
	@echo 'make clean     throw away what was built'

talk: build
	@$$($(SWIFT) build $(RELEASE) --show-bin-path)/parley talk $(ARGS)

build: needs-swift needs-libedit
	@$(SWIFT) build $(RELEASE)

# The count comes last, from the tests' own closing line, so that a run of no tests can't pass for a good one.
test: needs-swift needs-libedit
	@$(SWIFT) build --build-tests
	@{ $(SWIFT) test --skip-build 2>&1; echo $$? > .build/test-status; } | tee .build/test-log
	@count=$$(sed -n 's/.*Test run with \([0-9][0-9]*\) tests\{0,1\} .*/\1/p' .build/test-log | tail -n 1); \
	status=$$(cat .build/test-status); \
	if [ "$$status" -ne 0 ]; then echo "make test: failed. $${count:-0} tests ran; what went wrong is marked above."; exit 1; fi; \
	if [ "$${count:-0}" -eq 0 ]; then echo "make test: failed. No test ran."; exit 1; fi; \
	echo "make test: all $$count tests passed."

install: build
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/parley"
	@install -m 755 "$$($(SWIFT) build $(RELEASE) --show-bin-path)/parley" "$(DESTDIR)$(PREFIX)/bin/parley"
	@rm -rf "$(DESTDIR)$(PREFIX)/share/parley/Scripts"
	@cp -R Scripts "$(DESTDIR)$(PREFIX)/share/parley/Scripts"
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/parley. Its scripts are in $(DESTDIR)$(PREFIX)/share/parley/Scripts."

format: needs-swift
	@$(SWIFT) format -i --recursive --parallel $(SOURCES)

bench: needs-swift needs-libedit
	@$(SWIFT) run -c release EchoBenchmark
	@$(SWIFT) run -c release parley-bench
	@$(SWIFT) run -c release parley-bench script
	@$(SWIFT) run -c release parley-bench listener keywords
	@$(SWIFT) run -c release parley-bench listener compile Scripts/reconcile

# Tries every slip of a hand on the shipped scripts; SLIPS="--every 100" tries one in a hundred.
slips: needs-swift needs-libedit
	@$(SWIFT) run -c release parley-bench slips $(SLIPS)

# Kills the built program with kill -9 at moments nobody chose, and holds each file against what was shown.
KILLS ?= 500
crash: needs-swift needs-libedit
	@$(SWIFT) build --build-tests
	@PARLEY_KILLS=$(KILLS) $(SWIFT) test --skip-build --filter KillTests

# Feeds the readers of transcripts and of scripts, and the listener, whatever libFuzzer thinks of, each for as long as
# FUZZ_SECONDS says.
FUZZ_SECONDS ?= 60
fuzz: needs-swift needs-libedit
	@PARLEY_FUZZ=1 $(SWIFT) run -c release --scratch-path .build-fuzz FuzzTranscripts -max_total_time=$(FUZZ_SECONDS)
	@PARLEY_FUZZ=1 $(SWIFT) run -c release --scratch-path .build-fuzz FuzzListener -max_total_time=$(FUZZ_SECONDS)
	@mkdir -p .build-fuzz/scripts
	@for file in Scripts/*/*.parley Tests/ScriptTests/Fixtures/*/*.*; do \
	  cp $$file .build-fuzz/scripts/$$(echo $$file | tr / _); done
	@PARLEY_FUZZ=1 $(SWIFT) run -c release --scratch-path .build-fuzz FuzzScript -max_total_time=$(FUZZ_SECONDS) \
	  -max_len=20000 -timeout=10 .build-fuzz/scripts

clean:
	@rm -rf .build

needs-swift:
	@command -v $(SWIFT) >/dev/null 2>&1 || { \
	  echo 'Parley is written in Swift, and no "$(SWIFT)" was found on this machine.'; \
	  echo 'Install Swift 6.2 or later from https://www.swift.org/install and run make again.'; \
	  exit 1; \
	}

# libedit's header is looked for as the compiler will look for it; where there is no C compiler by any name, where
# packages put it.
needs-libedit:
	@has_header() { \
	  for compiler in cc clang gcc; do \
	    if command -v $$compiler >/dev/null 2>&1; then \
	      echo '#include <histedit.h>' | $$compiler -E -x c - >/dev/null 2>&1; return; \
	    fi; \
	  done; \
	  [ -f /usr/include/histedit.h ] || [ -f /usr/local/include/histedit.h ]; \
	}; \
	if has_header; then exit 0; fi; \
	explain() { \
	  echo 'Parley edits what you type with libedit, and its header (histedit.h) is not on this machine.'; \
	  echo "$$1"; \
	  exit 1; \
	}; \
	if command -v apt-get >/dev/null 2>&1; then \
	  as_root=; \
	  if [ "$$(id -u)" -ne 0 ]; then \
	    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root='sudo -n'; \
	    else explain 'Only an administrator can install it. Run this, then make again:  sudo apt-get install libedit-dev'; fi; \
	  fi; \
	  echo 'Installing libedit-dev, which Parley edits your typing with ...'; \
	  get() { $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libedit-dev; }; \
	  get >/dev/null 2>&1 || { $$as_root apt-get update && get; } \
	    || explain 'Installing it did not work (see above). Once this works, run make again:  apt-get install libedit-dev'; \
	elif [ "$$(uname)" = Darwin ] && command -v brew >/dev/null 2>&1; then \
	  brew install libedit || explain 'Installing it did not work (see above). Once this works, run make again:  brew install libedit'; \
	elif command -v dnf >/dev/null 2>&1; then explain 'Install it, then run make again:  sudo dnf install libedit-devel'; \
	elif command -v pacman >/dev/null 2>&1; then explain 'Install it, then run make again:  sudo pacman -S libedit'; \
	elif command -v apk >/dev/null 2>&1; then explain 'Install it, then run make again:  sudo apk add libedit-dev'; \
	elif command -v zypper >/dev/null 2>&1; then explain 'Install it, then run make again:  sudo zypper install libedit-devel'; \
	else explain 'Install the development package of libedit, then run make again.'; fi; \
	has_header || explain 'It was installed, and is still not found. Please check that histedit.h is where your compiler looks.'
