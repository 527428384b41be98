# Pamphlet. `make help` lists the targets.

GO       := go
TAGS     := sqlite_fts5
VERSION  := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS  := -s -w -X main.version=$(VERSION)
FUZZTIME ?= 60s
STAMPS   := .ci/stamps
NPM_CI   := npm ci --no-progress --loglevel=error

export CGO_ENABLED := 1

.DEFAULT_GOAL := help
.PHONY: help run build test lint bench soak fuzz golden generate clean tools packages

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build, and serve on http://localhost:8080
	@exec bin/pamphlet serve

build: tools $(STAMPS)/frontend ## Build bin/pamphlet
	@$(GO) build -tags $(TAGS) -trimpath -ldflags '$(LDFLAGS)' -o bin/pamphlet ./cmd/pamphlet

test: tools packages $(STAMPS)/frontend $(STAMPS)/peer .ci/bin/testrun ## Run every test; on Debian this installs what they need
	@.ci/bin/testrun -tags $(TAGS) -parallel 4 -timeout 15m ./...

lint: tools .ci/bin/golangci-lint $(STAMPS)/frontend ## Check the code with golangci-lint, and the editor's types
	@node .ci/frontend/node_modules/typescript/bin/tsc -p blog/dashboard/editor
	@.ci/bin/golangci-lint run ./...
	@cd .ci/bundle && ../bin/golangci-lint run ./...
	@cd .ci/testrun && ../bin/golangci-lint run ./...

bench: tools $(STAMPS)/frontend ## Run the benchmarks
	@$(GO) test -tags $(TAGS) -run '^$$' -bench . -benchmem ./...

soak: tools packages $(STAMPS)/frontend $(STAMPS)/peer $(STAMPS)/lighthouse ## Run all tests and those that take long
	@$(GO) test -tags '$(TAGS) soak' -timeout 120m -count 1 ./...

fuzz: tools $(STAMPS)/frontend ## Fuzz each target for FUZZTIME (60s)
	@.ci/fuzz $(TAGS) $(FUZZTIME)

golden: tools packages $(STAMPS)/frontend ## Rewrite golden files; read the difference before you commit it
	@$(GO) test -tags $(TAGS) $$(git grep -l --untracked 'flag.Bool("update"' -- '*_test.go' | sed 's|^|./|; s|/[^/]*$$||' | sort -u) -update
	@UPDATE_SCRIPTS=1 $(GO) test -tags $(TAGS) -count 1 ./cmd/pamphlet

generate: tools .ci/bin/sqlc ## Generate the Go code of the SQL queries
	@cd blog/store && ../../.ci/bin/sqlc generate
	@# A query named like its argument is hidden by it: what a stranger sent would run as SQL.
	@! grep -nE '\(ctx, ([A-Za-z]+), \1\)' blog/store/sqlc/*.go || { echo "give these queries another name than their argument" >&2; false; }

clean: ## Remove what was built and installed
	@rm -rf bin $(STAMPS) .ci/bin .ci/*/node_modules content/dist/temml.js themes/dist/fonts content/card/dist/fonts blog/dashboard/editor/dist/*.*s*

# One clear line for each tool that is missing or too old.
tools:
	@.ci/tools

# What tests need beyond Go and npm: PostgreSQL, Chromium.
packages:
	@.ci/packages

# npm's packages, bundled into what the binary embeds.
$(STAMPS)/frontend: .ci/frontend/package-lock.json .ci/frontend/subset.mjs themes/fonts.txt content/card/fonts.txt .ci/bin/bundle $(wildcard blog/dashboard/editor/*.ts blog/dashboard/editor/*.css blog/dashboard/editor/*/*.ts) | tools
	@echo "installing and bundling the front end"
	@cd .ci/frontend && $(NPM_CI)
	@.ci/bin/bundle
	@mkdir -p $(@D) && touch $@

# The independent ActivityPub server that tests talk to.
$(STAMPS)/peer: .ci/peer/package-lock.json | tools
	@echo "installing the ActivityPub peer"
	@cd .ci/peer && $(NPM_CI)
	@mkdir -p $(@D) && touch $@

# The audit of pages that takes long.
$(STAMPS)/lighthouse: .ci/lighthouse/package-lock.json | tools
	@echo "installing Lighthouse"
	@cd .ci/lighthouse && $(NPM_CI)
	@mkdir -p $(@D) && touch $@

.ci/bin/bundle: $(wildcard .ci/bundle/*) | tools
	@cd .ci/bundle && $(GO) build -o ../bin/bundle .

.ci/bin/testrun: $(wildcard .ci/testrun/*) | tools
	@cd .ci/testrun && $(GO) test . && $(GO) build -o ../bin/testrun .

.ci/bin/golangci-lint: .ci/lint/go.mod .ci/lint/go.sum | tools
	@echo "building golangci-lint (once, some minutes)"
	@cd .ci/lint && $(GO) build -o ../bin/golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint

.ci/bin/sqlc: .ci/sqlc/go.mod .ci/sqlc/go.sum | tools
	@echo "building sqlc (once, some minutes)"
	@cd .ci/sqlc && $(GO) build -o ../bin/sqlc github.com/sqlc-dev/sqlc/cmd/sqlc
