//! Finds the places in a source where one check can be weakened.

use std::{fmt, ops::Range};

/// How a check is weakened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A `require!` is dropped.
    Require,
    /// An `at::address =` is dropped.
    Address,
    /// An `if` that refuses never does.
    Refusal,
    /// A boundary moves by one.
    Boundary,
}

/// One check, weakened.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The file, from the root of the repository.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// How.
    pub kind: Kind,
    /// The bytes that are replaced ..
    pub place: Range<usize>,
    /// .. and by what.
    pub becomes: String,
    /// What stood there, on one line.
    pub was: String,
}

impl Mutant {
    /// What it is called in the list of survivors: without a line, which moves.
    pub fn name(&self) -> String {
        format!("`{}`: {:?} `{}`", self.file, self.kind, self.was)
    }
}

impl fmt::Display for Mutant {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:{} {:?} `{}`", self.file, self.line, self.kind, self.was)
    }
}

/// What stands before a constraint that stands alone: then the whole attribute goes.
const ALONE: &str = "#[account(";

/// Every mutant of a file, in its order. What stands below `#[cfg(test)]` decides nothing.
pub fn mutants(file: &str, source: &str) -> Vec<Mutant> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = vec![];
    let mut push = |kind: Kind, place: Range<usize>, becomes: &str| {
        let was = code[place.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let line = code[..place.start].lines().count().max(1);
        let line = if code[..place.start].ends_with('\n') { line + 1 } else { line };
        let becomes = becomes.to_owned();
        found.push(Mutant { file: file.to_owned(), line, kind, place, becomes, was });
    };
    for start in starts(code, "require!(") {
        if let Some(end) = statement_end(code, start + "require!(".len()) {
            push(Kind::Require, start..end, "");
        }
    }
    for start in starts(code, "at::address = ") {
        let end = start + value_end(&code[start..]);
        // The comma before it goes along, the one behind it, or all of the attribute.
        let before = code[..start].trim_end();
        if before.ends_with(',') {
            push(Kind::Address, before.len() - 1..end, "");
        } else if before.ends_with(ALONE) && code[end..].starts_with(")]") {
            push(Kind::Address, before.len() - ALONE.len()..end + 2, "");
        } else {
            let behind = if code[end..].starts_with(", ") { 2 } else { 0 };
            push(Kind::Address, start..end + behind, "");
        }
    }
    for start in starts(code, "if ") {
        let Some(open) = code[start..].find(" {\n").map(|at| start + at) else { continue };
        let body = code[open + 3..].trim_start();
        let condition = &code[start + 3..open];
        let refuses = body.starts_with("return Err(");
        if refuses && !condition.contains('\n') && !condition.starts_with("let ") {
            push(Kind::Refusal, start + 3..open, "false");
        }
    }
    for (sign, becomes) in [(" < ", " <= "), (" <= ", " < "), (" > ", " >= "), (" >= ", " > ")] {
        for start in starts(code, sign) {
            push(Kind::Boundary, start..start + sign.len(), becomes);
        }
    }
    found.sort_by_key(|mutant| mutant.place.start);
    // Two signs tell two mutants of a line apart by what stands around them.
    for mutant in &mut found {
        if mutant.kind == Kind::Boundary {
            let line = code.lines().nth(mutant.line - 1).unwrap_or_default().trim();
            mutant.was = line.to_owned();
        }
    }
    found
}

/// Where `pattern` stands in code: not in a comment, and not inside a longer word.
fn starts<'a>(code: &'a str, pattern: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(pattern).map(|(at, _)| at).filter(move |at| {
        let line = code[..*at].rfind('\n').map_or(0, |end| end + 1);
        let comment = code[line..*at].contains("//");
        let word = code[..*at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        !comment && (!word || pattern.starts_with(' '))
    })
}

/// Where the statement ends whose parenthesis was opened just before `from`.
fn statement_end(code: &str, from: usize) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in code[from..].char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let end = from + at + 1;
            return Some(if code[end..].starts_with(';') { end + 1 } else { end });
        }
    }
    None
}

/// How long a constraint is: until the comma or parenthesis behind its value.
fn value_end(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return at,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => return at,
            _ => {}
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<(Kind, String)> {
        let apply = |m: &Mutant| {
            format!("{}{}{}", &source[..m.place.start], m.becomes, &source[m.place.end..])
        };
        mutants("a.rs", source).iter().map(|m| (m.kind, apply(m))).collect()
    }

    #[test]
    fn a_require_goes_whole() {
        let source =
            "fn f() {\n    require!(a(b), X);\n    require!(\n        c,\n        Y\n    );\n}\n";
        let mutants = found(source);
        assert_eq!(mutants.len(), 2);
        assert_eq!(mutants[0].1, source.replace("require!(a(b), X);", ""));
        assert_eq!(mutants[1].1, source.replace("require!(\n        c,\n        Y\n    );", ""));
    }

    #[test]
    fn a_constraint_goes_with_its_comma() {
        let one = "    #[account(mut, at::address = plan.vault)]\n";
        assert_eq!(found(one), [(Kind::Address, "    #[account(mut)]\n".to_owned())]);
        let only = "    #[account(at::address = f(a, b))]\n";
        assert_eq!(found(only), [(Kind::Address, "    \n".to_owned())]);
    }

    #[test]
    fn a_refusal_never_refuses_and_other_ifs_stay() {
        let source = "if end < start {\n    return Err(X);\n}\nif a {\n    b();\n}\n";
        let kinds: Vec<Kind> = found(source).iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [Kind::Refusal, Kind::Boundary]);
        assert!(found(source)[0].1.starts_with("if false {"));
    }

    #[test]
    fn boundaries_move_in_code_and_not_in_comments_or_tests() {
        let source = "// a < b\nlet x = a <= b; // c > d\n#[cfg(test)]\nlet y = a < b;\n";
        assert_eq!(found(source).len(), 1);
        assert!(found(source)[0].1.contains("let x = a < b;"));
    }
}
