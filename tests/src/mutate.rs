//! Checks that can be weakened: where they are, and a source in which each waits to be.

mod edit;
mod find;

use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
};

use edit::Edits;

/// The folders whose sources decide something.
pub const FOLDERS: [&str; 6] = [
    "crates/math/src",
    "crates/program/src",
    "programs/buyback/src",
    "programs/distributor/src",
    "programs/launch/src",
    "programs/vesting/src",
];

/// How a check is weakened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A `require!` always holds.
    Require,
    /// An `at::address =` takes any account.
    Address,
    /// An `if` that refuses never does.
    Refusal,
    /// A boundary moves by one.
    Boundary,
    /// A signer need not sign.
    Signature,
    /// An account of a type may be anyone's and hold anything.
    Type,
    /// One side of an `&&` always holds.
    Both,
    /// One side of an `||` never holds.
    Either,
    /// A `==` or `!=` always holds.
    Same,
}

/// One check, weakened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutant {
    /// From 1, in the order of files and places.
    pub id: u32,
    /// The file, from the root of the repository.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// How.
    pub kind: Kind,
    /// The check as it stands, on one line.
    pub was: String,
    /// Which one, from 1, of the same words in the same file.
    pub nth: usize,
}

impl Mutant {
    /// What it is called in lists: without a line, which moves.
    pub fn name(&self) -> String {
        let Mutant { file, kind, was, nth, .. } = self;
        let nth = if *nth > 1 { format!(" #{nth}") } else { String::new() };
        format!("{file} {kind:?} `{was}`{nth}")
    }
}

impl fmt::Display for Mutant {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:{} {:?} `{}`", self.file, self.line, self.kind, self.was)
    }
}

/// A source with its mutants, and the text in which function `on` of crate `mutant` decides
/// between each check and its mutant.
pub struct Instrumented {
    /// From the root of the repository.
    pub file: String,
    /// In the order of their places.
    pub mutants: Vec<Mutant>,
    /// What to build.
    pub text: String,
}

/// Every source below the repository's `root` that decides something, instrumented.
pub fn instrumented(root: &Path) -> Vec<Instrumented> {
    let mut next = 1;
    let mut files = vec![];
    for folder in FOLDERS {
        collect(&root.join(folder), &mut files);
    }
    files.sort();
    let one = |path: PathBuf| {
        let file = path.strip_prefix(root).unwrap().to_string_lossy().to_string();
        let done = instrument(&file, &fs::read_to_string(&path).unwrap(), next);
        next += done.mutants.len() as u32;
        done
    };
    files.into_iter().map(one).collect()
}

/// A file's `source`, its mutants counted from `first`.
pub fn instrument(file: &str, source: &str, first: u32) -> Instrumented {
    let mut edits = Edits::default();
    let (found, first_item) = find::checks(file, source);
    let mut seen = BTreeMap::new();
    let mut mutants = vec![];
    for (id, check) in (first..).zip(found) {
        check.edit(id, &mut edits);
        let was = source[check.words.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let nth = seen.entry((check.kind, was.clone())).and_modify(|n| *n += 1).or_insert(1_usize);
        let line = source[..check.place.start].matches('\n').count() + 1;
        mutants.push(Mutant { id, file: file.into(), line, kind: check.kind, was, nth: *nth });
    }
    if mutants.iter().any(|mutant| mutant.kind == Kind::Address) {
        edits.swap(first_item..first_item, "use ::mutant::OrAny as _;\n");
    }
    Instrumented { file: file.into(), mutants, text: edits.apply(source) }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &str) -> String {
        instrument("a.rs", source, 1).text
    }

    #[test]
    fn a_require_may_always_hold() {
        let source = "fn f() { require!(a(b), X); g!(c); }";
        assert_eq!(text(source), "fn f() { require!(::mutant::on(1) || (a(b)), X); g!(c); }");
    }

    #[test]
    fn an_address_may_be_any() {
        let source = "struct S { #[account(mut, at::address = f(a, b), x = y)] pub a: A }";
        let becomes = source.replace("f(a, b)", "f(a, b).or_any(1)");
        assert_eq!(text(source), format!("use ::mutant::OrAny as _;\n{becomes}"));
    }

    #[test]
    fn a_signer_need_not_sign_and_an_account_be_of_its_type_unless_it_is_made_here() {
        let source = "struct S { pub a: Signer, pub b: Option<Account<T>>, \
                      #[account(init, x = y)] pub c: Account<T>, pub d: u8 }";
        let becomes = source
            .replace("a: Signer", "a: ::mutant::Unsigned<Signer, 1>")
            .replace("Option<Account<T>>", "Option<::mutant::Untyped<Account<T>, 2>>");
        assert_eq!(text(source), becomes);
    }

    #[test]
    fn a_refusal_may_never_refuse_and_other_ifs_stay() {
        let source = "fn f() { if a == b { return Err(X); } if c { d(); } }";
        let becomes = "if !::mutant::on(1) && (a == b) {";
        assert_eq!(text(source), source.replace("if a == b {", becomes));
    }

    #[test]
    fn one_side_may_be_left_out_at_any_depth() {
        let source = "fn f() -> bool { a && (b || c) && d }";
        let becomes = "fn f() -> bool { (::mutant::on(1) || (a)) && (::mutant::on(2) || \
                       (((!::mutant::on(3) && (b)) || (!::mutant::on(4) && (c))))) && \
                       (::mutant::on(5) || (d)) }";
        assert_eq!(text(source), becomes);
    }

    #[test]
    fn what_binds_a_name_stays() {
        let source = "fn f() { if let A(b) = c && d { e(); } }";
        assert_eq!(text(source), source.replace("&& d", "&& (::mutant::on(1) || (d))"));
    }

    #[test]
    fn an_equality_may_always_hold_where_nothing_else_makes_it() {
        let source = "fn f() { let x = a == b; require!(c == d || e != f, X); g(h != i && j); }";
        let becomes = source
            .replace("a == b", "(::mutant::on(1) || (a == b))")
            .replace(
                "c == d || e != f",
                "::mutant::on(2) || ((!::mutant::on(3) && (c == d)) || (!::mutant::on(4) && (e != f)))",
            )
            .replace("h != i", "(::mutant::on(5) || (h != i))")
            .replace("&& j)", "&& (::mutant::on(6) || (j)))");
        assert_eq!(text(source), becomes);
    }

    #[test]
    fn boundaries_may_move_and_nest_in_other_checks() {
        let source = "fn f() { require!(a < b, X); }";
        let becomes = "::mutant::on(1) || (::mutant::lt(2, &(a), &(b)))";
        assert_eq!(text(source), source.replace("a < b", becomes));
    }

    #[test]
    fn constants_and_tests_decide_nothing() {
        let source = "const A: bool = 1 < 2; #[cfg(test)] mod t { fn f() { a < b; } }";
        assert_eq!(text(source), source);
    }

    #[test]
    fn the_same_words_are_told_apart() {
        let names: Vec<_> = instrument("a.rs", "fn f() { a < b; c < d; a < b; }", 7)
            .mutants
            .iter()
            .map(|mutant| (mutant.id, mutant.name()))
            .collect();
        let [one, two, three] = ["`a < b`", "`c < d`", "`a < b` #2"];
        let named = |id, words| (id, format!("a.rs Boundary {words}"));
        assert_eq!(names, [named(7, one), named(8, two), named(9, three)]);
    }
}
