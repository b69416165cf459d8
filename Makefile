# make demo   read the bundled sample pages, print who said what, and the accounts of a disputed call
# make test   everything that must hold
# make check  what continuous integration runs: make test, linters, short fuzzing
# make arm64  the vector code for arm64, on another machine under qemu-user-static
# make soak   four workers while everything around them is killed, compared with one process; and their throughput
# make bench  speed of each stage and of other libraries, and docs/speed.md
.PHONY: demo test check arm64 lint fuzz bench bench-link bench-archive bench-desk soak scores build clean

export CGO_ENABLED = 0
FUZZTIME ?= 3000x
PAGES    := sample/pages

build:
	go build -trimpath -ldflags "-s -w" -o readout ./cmd/readout

demo: build
	./readout read --actors sample/actors.toml $(PAGES)
	@echo
	@echo "That was the sample dossier (sample/README.md tells its story). Try also:"
	@echo "  ./readout read --actors sample/actors.toml $(PAGES)/03-inland-wire-first-call.html"
	@echo "  ./readout ingest --actors sample/actors.toml $(PAGES) && ./readout search kind:refusal"
	@echo
	@echo "And the two accounts of the call of 3 March, side by side (docs/compare.md):"
	@echo
	./readout compare --actors sample/actors.toml $(PAGES) "call Ansley Orlec 2024-03-03"

test:
	go test -shuffle=on ./...

# The detector of races slows the model twentyfold, so it runs on the packages that start
# goroutines or are asked by several at once, and leaves out their long tests. What reads
# pages from end to end, or drives a browser, is tested without it.
RACED := ./internal/access ./internal/column ./internal/fetch ./internal/nn \
  ./internal/pipeline ./internal/source ./internal/store ./internal/watch ./text

check: lint test
	CGO_ENABLED=1 go test -race -short -shuffle=on $(RACED)
	go test -tags purego ./internal/nn
	$(MAKE) arm64 fuzz

# Needs qemu-user-static, and says so where it is not there.
arm64:
	@command -v qemu-aarch64-static >/dev/null || { echo "no qemu-aarch64-static here: the vector code for arm64 is not tested"; exit 0; }; \
	  GOARCH=arm64 CGO_ENABLED=0 go test -exec qemu-aarch64-static ./internal/nn

lint:
	@test -z "$$(gofmt -l .)" || { echo "not formatted:"; gofmt -l .; exit 1; }
	go vet ./...
	GOARCH=arm64 go vet ./internal/nn
	@diff=$$(go fix -diff ./... 2>&1); test -z "$$diff" || { echo "$$diff"; exit 1; }
	go tool -modfile=tools.mod staticcheck ./...
	go mod tidy -diff
	go -C internal/bench vet ./...

# One target at a time is all that go test takes; two run side by side. Counted, not timed: a timed run can fail
# at its deadline without a finding.
fuzz:
	@grep -roE '^func Fuzz[A-Za-z_]+' --include=*_test.go . | sed -E 's|/[^/]*:func | |' | sort | \
	  xargs -P 2 -L 1 sh -c 'echo "$$0 $$1"; go test -run="^$$" -fuzz="^$$1\$$" -fuzztime=$(FUZZTIME) $$0 || exit 255'

bench:
	go test ./internal/eval -run "^TestSpeed$$" -count=1 -update -timeout 30m
	go -C internal/bench test -run "^TestLanguage$$" -count=1 -update -timeout 30m

# Linking at 1,000, 10,000 and 100,000 pages: ten to twenty minutes.
bench-link:
	go test ./internal/eval -run "^TestLink(Speed|Together)$$" -count=1 -update -timeout 120m

# A generated archive of READOUT_ARCHIVE_PAGES (20,000) pages from its bytes to the record, and where the time goes: a quarter of an hour.
bench-archive:
	go test ./internal/eval -run "^TestArchive(Speed|Profile)$$" -count=1 -update -timeout 120m

# The desk's questions in a record of a million statements, which is made in READOUT_BIG
# once: some minutes, and 2 GB.
READOUT_BIG ?= $(CURDIR)/.big
bench-desk: export READOUT_BIG := $(READOUT_BIG)
bench-desk:
	mkdir -p $(READOUT_BIG)
	go test ./internal/eval -run "^TestDeskSpeed$$" -count=1 -update -timeout 60m

# Four workers on PostgreSQL and three servers of JetStream, with all of them killed at random
# moments; then 1, 2 and 4 workers undisturbed. Needs PostgreSQL. Hours for 100,000 pages.
soak: export READOUT_SOAK_PAGES ?= 100000
soak: export READOUT_SOAK_SEED ?= 1
soak: export READOUT_BINARY := $(CURDIR)/readout
soak: build
	go test ./cmd/readout -run '^Test(Soak|Throughput)$$' -count=1 -v -timeout 48h

# Needs the public data sets: see docs/accuracy.md for where they come from.
scores:
	go test ./internal/eval -run "^TestScores$$" -count=1 -update

clean:
	rm -f readout readout.db readout.db-shm readout.db-wal
