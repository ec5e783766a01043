# `make serve` and `make test` need nothing done before: each brings the tools it uses.
.DEFAULT_GOAL := help
.PHONY: help serve build single test e2e bench picture fuzz fmt lint clean

help: ## list these targets
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

serve: ## open the page on this machine, at port 8080 or PORT=…
	@PORT="$(PORT)" tools/serve.sh

build: ## build the static site into dist/
	@tools/build.sh

single: ## pack the site into one file, single/blindspot.html
	@tools/single.sh

test: ## run every check
	@tools/check.sh

e2e: ## run the browser tests on dist/ as it is; FILE=e2e/tests/… runs one
	@tools/e2e.sh $(FILE)

bench: ## measure the model's speed, the page's size, drags and Lighthouse
	@tools/bench.sh

picture: ## make the README's picture, docs/opening.png, from the page
	@tools/picture.sh

fuzz: ## open texts made by chance as links, for a minute or FUZZ_SECONDS=…
	@FUZZ_SECONDS="$(FUZZ_SECONDS)" tools/fuzz.sh

fmt: ## format the Rust code
	@tools/setup.sh rust && cargo fmt --all && cargo fmt --manifest-path fuzz/Cargo.toml

lint: ## check format and lints only
	@tools/lint.sh

clean: ## remove what was built; the tools in the cache stay
	@rm -rf target dist single bench/node_modules e2e/output e2e/node_modules
