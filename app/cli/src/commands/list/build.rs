//! `groundswell list build`: everything to publish a list, made from a CSV.

use std::{fmt::Write, path::Path, process::ExitCode};

use groundswell_math::bitmap;
use groundswell_sdk::{
    list::{List, Part},
    pda,
};
use indicatif::DecimalBytes;

use super::{
    folder::{self, Content},
    leaves, reading,
};
use crate::{args, money, output, progress, report::units::count, table};

/// Bytes of each kind of file.
#[derive(Default)]
struct Sizes {
    csv: u64,
    tree: u64,
    facts: u64,
    proofs: u64,
    proof_files: usize,
}

/// Builds the list and writes its folder.
pub fn run(args: &args::Build) -> anyhow::Result<ExitCode> {
    let dir = &args.out;
    folder::require_own(dir, Content::List)?;
    let dataset = reading::dataset(&args.csv, args.decimals)?;
    let (distributor, _) = pda::distributor(&args.mint, &args.creator, args.id);
    let list = reading::list(distributor, dataset)?;
    folder::require_own_csv(dir, &list, Content::List)?;

    let sizes = write(dir, &list)?;
    output::print(&summary(args, &list, &sizes))?;
    Ok(ExitCode::SUCCESS)
}

fn write(dir: &Path, list: &List) -> anyhow::Result<Sizes> {
    let draft = folder::Draft::new(dir, Content::List)?;
    let mut sizes = Sizes::default();
    let bar = progress::bar("Files are written", list.parts().count());
    for part in list.parts() {
        let bytes = draft.write(part, list)?;
        match part {
            Part::Csv => sizes.csv = bytes,
            Part::Tree => sizes.tree = bytes,
            Part::Facts => sizes.facts = bytes,
            Part::Shard { .. } | Part::Index => {
                sizes.proofs += bytes;
                sizes.proof_files += 1;
            }
        }
        bar.inc(1);
    }
    bar.finish();
    draft.publish()?;
    Ok(sizes)
}

fn summary(args: &args::Build, list: &List, sizes: &Sizes) -> String {
    let facts = list.facts();
    let decimals = args.decimals.unwrap_or(0);
    let sum = money::grouped(facts.sum, decimals);
    let sum = match decimals {
        0 => format!("{sum} base units"),
        _ => format!("{sum} tokens ({} base units)", money::grouped(facts.sum, 0)),
    };
    let leaves = leaves(facts.count as usize);
    let wallets = count(list.wallets() as usize, "wallet");
    let pages = money::grouped(bitmap::pages(facts.count), 0);
    let mut text = table::facts([
        ("distributor", facts.distributor.to_string()),
        ("count", format!("{leaves} of {wallets}")),
        ("sum", sum),
        ("depth", facts.depth.to_string()),
        ("root", hex::encode(facts.root)),
        ("dataset", format!("{} (SHA-256 of list.csv)", hex::encode(facts.dataset_sha256))),
        ("pages", format!("{pages} of {} leaves each", money::grouped(bitmap::PAGE_LEAVES, 0))),
    ]);
    let dir = args.out.display();
    let size = |bytes: u64| DecimalBytes(bytes).to_string();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "\nwrote {dir}");
    text.push_str(&table::facts([
        ("  list.json", size(sizes.facts)),
        ("  list.csv", size(sizes.csv)),
        ("  tree.bin", size(sizes.tree)),
        ("  proofs/", format!("{} in {}", size(sizes.proofs), count(sizes.proof_files, "file"))),
    ]));
    let (mint, creator, id) = (&args.mint, &args.creator, args.id);
    let option = args.decimals.map(|decimals| format!(" --decimals {decimals}"));
    let option = option.unwrap_or_default();
    let _ = write!(
        text,
        "\nnext:\n  groundswell list stats {dir}{option}\n  groundswell list verify {dir} --mint {mint} \
         --creator {creator} --id {id}\n  put {dir} on a web server, and keep list.csv: all else \
         can be made again from it\n"
    );
    text
}
