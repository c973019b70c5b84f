//! A launch file with some of its keys set: its comments and all else stay as they are.

/// Where a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// In the table of this name.
    Table(&'static str),
    /// In the tranche with this place in the charter.
    Tranche(usize),
}

/// Sets `key` of `section` to a text. A key that is there must stand on one line, a section that is
/// not is added.
pub fn set(text: &str, section: Section, key: &str, value: &str) -> String {
    let line = format!("{key} = \"{value}\"");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let Some(start) = header(&lines, section) else {
        let Section::Table(name) = section else { return text.to_owned() };
        lines.extend([String::new(), format!("[{name}]"), line]);
        return join(&lines);
    };
    match find(&lines, start, key).and_then(|at| lines.get_mut(at)) {
        Some(old) => *old = line,
        None => lines.insert(start + 1, line),
    }
    join(&lines)
}

/// Takes `key` out of `section`, where it stands on one line, if it is there.
pub fn unset(text: &str, section: Section, key: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if let Some(at) = header(&lines, section).and_then(|start| find(&lines, start, key)) {
        lines.remove(at);
    }
    join(&lines)
}

/// Where `key` stands in the section that starts at `start`.
fn find(lines: &[String], start: usize, key: &str) -> Option<usize> {
    let inside = lines.iter().enumerate().skip(start + 1);
    let mut inside = inside.take_while(|(_, line)| !is_header(line));
    inside.find(|(_, line)| names(line, key)).map(|(at, _)| at)
}

fn header(lines: &[String], section: Section) -> Option<usize> {
    match section {
        Section::Table(name) => lines.iter().position(|line| bare(line) == format!("[{name}]")),
        Section::Tranche(place) => {
            let tranches = lines.iter().enumerate().filter(|(_, line)| bare(line) == "[[tranche]]");
            tranches.map(|(at, _)| at).nth(place)
        }
    }
}

fn is_header(line: &str) -> bool {
    let bare = bare(line);
    bare.starts_with('[') && bare.ends_with(']') && !bare.contains(['=', ',', '"'])
}

/// A line without its comment and the space around it; of lines with texts, which may hold a `#`,
/// nothing is asked that this could get wrong.
fn bare(line: &str) -> &str {
    line.split('#').next().unwrap_or_default().trim()
}

fn names(line: &str, key: &str) -> bool {
    bare(line).strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
}

fn join(lines: &[String]) -> String {
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::{Section::*, *};

    const FILE: &str = "\
# about
[quote]
symbol = \"USDC\"   # theirs

[[tranche]]
kind = \"kol\"
attester = \"A\"    # who

[[tranche]]   # the second
kind = \"vc\"
unlock = [
    { after = \"0d\" },
]
";

    #[test]
    fn a_key_that_is_there_is_replaced_where_it_stands() {
        let text = set(FILE, Tranche(0), "attester", "B");
        assert_eq!(text, FILE.replace("attester = \"A\"    # who", "attester = \"B\""));
        assert_eq!(set(&text, Tranche(0), "attester", "B"), text);
    }

    #[test]
    fn a_key_that_is_not_there_comes_first_in_its_own_section() {
        let text = set(FILE, Table("quote"), "mint", "M");
        assert_eq!(text, FILE.replace("[quote]\n", "[quote]\nmint = \"M\"\n"));
        let text = set(FILE, Tranche(1), "attester", "C");
        assert_eq!(text, FILE.replace("# the second\n", "# the second\nattester = \"C\"\n"));
    }

    #[test]
    fn a_key_is_taken_out_of_its_own_section_only() {
        let text = unset(FILE, Tranche(0), "kind");
        assert_eq!(text, FILE.replace("kind = \"kol\"\n", ""));
        assert_eq!(unset(&text, Tranche(0), "kind"), text);
        assert_eq!(unset(FILE, Table("sale"), "kind"), FILE);
    }

    #[test]
    fn a_section_that_is_not_there_comes_last() {
        let text = set(FILE, Table("treasury"), "recipient", "R");
        assert_eq!(text, format!("{FILE}\n[treasury]\nrecipient = \"R\"\n"));
        assert_eq!(set(FILE, Tranche(2), "list", "L"), FILE);
    }
}
