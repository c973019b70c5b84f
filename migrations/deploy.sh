#!/bin/sh
# Puts the four programs of this release on a cluster and hands their authority over, with the
# Solana command line. Can be stopped and run again: a buffer that was written is not written twice,
# a program that is there is left alone. migrations/README.md says what to do before and after.
set -eu

usage() {
    echo "usage: migrations/deploy.sh --url URL --keys FOLDER [--keypair FILE] [--dry-run]" >&2
    echo "                            [--idl] [--authority ADDRESS | --final]" >&2
    echo "  --keys       holds launch.json, distributor.json, vesting.json, buyback.json: the keys" >&2
    echo "               of the addresses that the bytecode was built for; buffers' keys are put there" >&2
    echo "  --keypair    pays, and may upgrade until the hand-over [default: solana config get]" >&2
    echo "  --idl        publishes the interfaces, idl/*.json, with Solana's program-metadata (npx)" >&2
    echo "  --authority  may upgrade from then on: a multisig's address" >&2
    echo "  --final      nobody may, ever" >&2
    echo "  --dry-run    prints the commands that would change something" >&2
    exit 2
}

here=$(cd "$(dirname "$0")/.." && pwd)
metadata=@solana-program/program-metadata@0.7.0
url= keys= keypair= idl= authority= final= dry=
while [ $# -gt 0 ]; do
    case $1 in
        --url) url=${2:-}; shift ;;
        --keys) keys=${2:-}; shift ;;
        --keypair) keypair=${2:-}; shift ;;
        --idl) idl=yes ;;
        --authority) authority=${2:-}; shift ;;
        --final) final=yes ;;
        --dry-run) dry=yes ;;
        *) usage ;;
    esac
    shift
done
[ -n "$url" ] && [ -n "$keys" ] || usage
[ -z "$authority" ] || [ -z "$final" ] || usage

for tool in solana solana-keygen; do
    command -v "$tool" >/dev/null || { echo "error: $tool is not installed: https://docs.anza.xyz/cli/install" >&2; exit 2; }
done
[ -z "$idl" ] || command -v npx >/dev/null || { echo "error: npx is not installed, and --idl needs it: https://nodejs.org" >&2; exit 2; }
set -- --url "$url"
[ -z "$keypair" ] || set -- "$@" --keypair "$keypair"

run() {
    if [ -n "$dry" ]; then echo "+ $*"; else "$@"; fi
}

# The address that a program was built for: `NAME = "ADDRESS"` in Anchor.toml.
built_for() {
    sed -n "s/^$1 = \"\(.*\)\"\$/\1/p" "$here/Anchor.toml"
}

# Before anything is sent: every key is the key of the address that is in the bytecode.
for name in launch distributor vesting buyback; do
    key=$keys/$name.json
    [ -f "$key" ] || { echo "error: $key is not there, expected the key of the $name program" >&2; exit 2; }
    address=$(solana-keygen pubkey "$key")
    if [ "$address" != "$(built_for $name)" ]; then
        echo "error: $key is the key of $address, but $name was built for $(built_for $name)" >&2
        echo "The address is part of the bytecode. migrations/README.md, step 1, says how to build for yours." >&2
        exit 1
    fi
done

for name in launch distributor vesting buyback; do
    address=$(built_for $name) buffer=$keys/$name-buffer.json
    if solana program show "$@" "$address" >/dev/null 2>&1; then
        echo "$name: is at $address"
        continue
    fi
    # With its buffer's key kept, an upload that was cut off goes on where it was.
    [ -f "$buffer" ] || run solana-keygen new --no-bip39-passphrase --silent --outfile "$buffer"
    run solana program deploy "$@" "$here/app/programs/$name.so" \
        --program-id "$keys/$name.json" --buffer "$buffer"
    [ -n "$dry" ] || echo "$name: deployed to $address"
done

# What is on the cluster is what was built, byte for byte; room behind it is zeros.
[ -n "$dry" ] || for name in launch distributor vesting buyback; do
    dump=$(mktemp)
    solana program dump "$@" "$(built_for $name)" "$dump"
    bytes=$(wc -c <"$here/app/programs/$name.so")
    head -c "$bytes" "$dump" | cmp - "$here/app/programs/$name.so" || {
        echo "error: the $name program on $url is not app/programs/$name.so: keep its authority, and find out why" >&2
        exit 1
    }
    rm -f "$dump"
    echo "$name: is app/programs/$name.so"
done

# Only who may upgrade a program may publish its interface: before the hand-over.
if [ -n "$idl" ]; then
    case $url in
        m | mainnet-beta) rpc=https://api.mainnet-beta.solana.com ;;
        d | devnet) rpc=https://api.devnet.solana.com ;;
        t | testnet) rpc=https://api.testnet.solana.com ;;
        l | localhost) rpc=http://127.0.0.1:8899 ;;
        *) rpc=$url ;;
    esac
    for name in launch distributor vesting buyback; do
        run npx --yes "$metadata" write idl "$(built_for $name)" "$here/idl/$name.json" \
            --format json --rpc "$rpc" ${keypair:+--keypair "$keypair"}
    done
fi

# Who may upgrade a program: an address, or none.
authority_of() { solana program show "$@" | sed -n 's/^Authority: *//p'; }

if [ -n "$authority$final" ]; then
    for name in launch distributor vesting buyback; do
        wanted=${authority:-none}
        if [ -z "$dry" ] && [ "$(authority_of "$@" "$(built_for $name)")" = "$wanted" ]; then
            echo "$name: its authority is $wanted"
        elif [ -n "$final" ]; then
            run solana program set-upgrade-authority "$@" "$(built_for $name)" --final
        else
            run solana program set-upgrade-authority "$@" "$(built_for $name)" \
                --new-upgrade-authority "$authority" --skip-new-upgrade-authority-signer-check
        fi
    done
fi
