# make build · demo · test · soak · lint · house · bench · screens · update-screens · fuzz

# Lists are drawn in the wrong size on native Wayland (Fyne issue 6447): hence x11.
TAGS := migrated_fynedo
ifeq ($(shell uname -s),Linux)
TAGS := $(TAGS),x11
endif
# The compiler is part of the build cache's key, so it is the same for every
# target. It is looked for when a recipe runs: the one before may have installed it.
export CC = $(shell command -v clang-14 || command -v clang || command -v cc)
TOOLS := build/tools
# Folders that begin with a dot are not among ./...
BENCH := ./.ci/bench
TOOLING := $(BENCH)/... ./.ci/house
FUZZTIME ?= 10s

.PHONY: build demo test test-window load soak lint house bench screens update-screens fuzz tools clean

build:
	@.ci/deps build
	go build -trimpath -tags $(TAGS) -o build/candidaturas .

# With a display it opens the window; with none it plays the journey by itself
# and leaves screenshots in build/demo.
demo: build
	@if [ -z "$$DISPLAY" ]; then .ci/deps test; fi
	@TAGS=$(TAGS) .ci/demo

test:
	@.ci/deps test
	go vet -tags $(TAGS) ./... $(TOOLING)
	go test -tags $(TAGS) -race -short ./... $(TOOLING)
	go test -tags $(TAGS) ./internal/... ./ui/... ./tracker/...
	@$(MAKE) --no-print-directory test-window

# The journey in a real window, with a real keyring on a bus of its own.
ifeq ($(shell uname -s),Linux)
test-window:
	go test -tags $(TAGS),realwindow -timeout 20m -run RealWindow -skip RealWindowR30Load ./internal/e2e
else
test-window:
	@echo "The test in a real window needs Linux."
endif

# Works in a window with 10,000 applications, a minute long, and fails if its goroutine
# was busy for too long. What it measures depends on what else the machine does: run it
# on one that does nothing else.
load:
	@.ci/deps test
	go test -tags $(TAGS),realwindow -count=1 -v -run RealWindowR30Load ./internal/e2e

# Hurries through 10,000 applications for SOAK, and tells each minute what that takes
# of the memory.
SOAK ?= 30m
soak:
	@.ci/deps test
	SOAK=$(SOAK) go test -tags $(TAGS),realwindow -count=1 -timeout 0 -v -run RealWindowSoak ./internal/e2e

lint: tools
	@.ci/deps build
	go mod tidy -diff
	@out=$$($(TOOLS)/gofumpt -l .); if [ -n "$$out" ]; then echo "not formatted with gofumpt:"; echo "$$out"; exit 1; fi
	go vet -tags $(TAGS),realwindow ./... $(TOOLING)
	$(TOOLS)/staticcheck -tags $(TAGS),realwindow ./... $(TOOLING)
	$(TOOLS)/golangci-lint run ./... $(TOOLING)

# What the app is to reach, beside the bars; about ten minutes, and more the first
# time, which makes a store of 100,000 applications.
bench:
	@.ci/deps test
	@go run $(BENCH) -tags $(TAGS)

# Shows where the code has grown: files a folder, lines a file, methods a type.
house:
	@go run ./.ci/house

tools:
	@mkdir -p $(TOOLS)
	@go build -C .ci/tools -o $(CURDIR)/$(TOOLS)/ github.com/golangci/golangci-lint/v2/cmd/golangci-lint honnef.co/go/tools/cmd/staticcheck mvdan.cc/gofumpt

# Draws every screen in every language, theme, size and scale into build/screens, in true
# colour, to be looked at: a sheet of each screen, and one of all for each language and
# theme. It takes a while; SCENE=list draws those of that name only, IN=ca one language.
SCENE ?=
IN ?=
screens:
	CGO_ENABLED=0 go test ./ui -count=1 -timeout 60m -run 'TestDrawScreens/$(SCENE)' -draw $(CURDIR)/build/screens -draw-in '$(IN)'

# Keeps the outlines of the screens, the colours of the themes and the few pictures that
# tests compare as they are now. Read the diff before you keep them.
update-screens:
	CGO_ENABLED=0 go test ./ui ./ui/look -count=1 -run 'TestScreens|TestPictures|TestContactSheet|TestColours' -update

# Runs every fuzz target for FUZZTIME; make test runs their seeds.
fuzz:
	@for package in $$(go list ./internal/... ./api/... ./auth ./tracker/... ./ui/present); do \
		for target in $$(go test -tags $(TAGS) -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; go test -tags $(TAGS) $$package -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) || exit 1; \
		done; \
	done

clean:
	rm -rf build
