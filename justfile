# What a developer runs, and what CI runs. No recipe needs more than cargo, but for
# `programs`, `coverage`, `rules`, `web` and `web-e2e`.

# everything CI checks, but for rebuilding the programs and mutants
all: fmt lint deny test localnet-test rehearse web web-e2e

# rebuild the bytecode of this release and stamp it with its sources
programs:
    # from scratch: what an earlier build left behind can change the order of functions
    rm -rf target/sbf-*
    for program in programs/*/ tests/programs/*/; do cargo build-sbf --manifest-path $program/Cargo.toml; done
    cargo run --quiet -p groundswell-programs --bin stamp

# rebuild the bytecode and fail if it is not what is committed
programs-check: programs
    git diff --exit-code --stat -- app/programs tests/programs

# write the programs' interfaces, idl/NAME.json, from their sources
idl:
    cargo run --quiet -p groundswell-programs --bin idl

# rebuild the page's rules as WebAssembly (rustup target add wasm32-unknown-unknown) and stamp them
rules:
    CARGO_PROFILE_RELEASE_PANIC=abort CARGO_PROFILE_RELEASE_LTO=fat CARGO_PROFILE_RELEASE_CODEGEN_UNITS=1 CARGO_PROFILE_RELEASE_STRIP=true cargo build --release --lib -p groundswell-web-rules --target wasm32-unknown-unknown
    cp target/wasm32-unknown-unknown/release/rules.wasm app/web/src/rules/rules.wasm
    GROUNDSWELL_STAMP_RULES=1 cargo test --quiet -p groundswell-web-rules --test source

# the web page: dependencies, client, types, tests, and the files to serve in app/web/dist
web:
    cd app/web && npm ci && npm run client && npm run typecheck && npm test && npm run build

# the built page in Chromium, on the local ledger, from a sale to its buyback; needs /usr/bin/chromium
web-e2e:
    cargo build -p groundswell-localnet
    cargo build -p groundswell
    cd app/web && npm run build && npm run e2e

test:
    cargo test

fmt:
    cargo fmt --all -- --check

lint:
    cargo clippy --all-targets -- -D warnings
    cargo clippy -p groundswell-math --no-default-features -- -D warnings

# licences, bans and sources; advisories where their database can be had
deny:
    cargo deny check licenses bans sources

# measure compute units and sizes anew; look at the diff before committing it
costs:
    GROUNDSWELL_WRITE_SNAPSHOTS=1 cargo test -p groundswell-tests --test snapshots

# count anew what the suites try, and write docs/assurance.md; look at the diff before committing it
assurance:
    GROUNDSWELL_WRITE_SNAPSHOTS=1 cargo test --test matrix --test envelope --test properties --test phases --test hostile
    # twice: a page is compared with the one written before
    GROUNDSWELL_WRITE_SNAPSHOTS=1 cargo test --test documents || GROUNDSWELL_WRITE_SNAPSHOTS=1 cargo test --test documents

# measure anew which lines and branches of crates/math its tests reach; needs cargo-llvm-cov, LLVM 22
coverage:
    cargo run -p groundswell-tests --bin coverage

# wake one mutant at a time and expect a test to fail: all of them, or --sample 40; --open are new ones
mutants *options:
    cargo run -p groundswell-tests --bin mutants -- {{options}}

# the same for the arithmetic of crates/math, with cargo-mutants: builds anew for each, two hours or so
mutants-math:
    cargo mutants --timeout 120 --output target

# a tree of a million leaves against its hashes alone, and the memory it takes
bench:
    cargo bench -p groundswell-math --features std --bench tree

# a local ledger until Ctrl-C; it is no part of ordinary builds, for the hundreds of crates it brings
localnet *options:
    cargo run -p groundswell-localnet -- {{options}}

localnet-test:
    cargo test -p groundswell-localnet
    cargo clippy -p groundswell-localnet --all-targets -- -D warnings

rehearse:
    cargo run --release -p groundswell -- rehearse examples/level.toml

docs:
    cargo doc --no-deps
