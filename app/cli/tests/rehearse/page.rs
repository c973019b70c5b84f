//! the page of a rehearsal
//! └── what vested .... is all there, in charts that are well formed; nothing is fetched

use crate::grants::{launch, rehearsed};

/// Every chart of a page, each from its start to its end.
pub fn charts(page: &str) -> impl Iterator<Item = &str> {
    let starts = page.match_indices("<svg").map(|(start, _)| &page[start..]);
    starts.map(|chart| &chart[..chart.find("</svg>").unwrap() + "</svg>".len()])
}

/// Whether every element is closed, in its order.
pub fn is_well_formed(chart: &str) -> bool {
    let mut open = vec![];
    for tag in chart.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap();
        match (tag.starts_with('/'), tag.ends_with('/')) {
            (true, _) if open.pop() != Some(name) => return false,
            (false, false) => open.push(name),
            _ => {}
        }
    }
    open.is_empty()
}

#[test]
fn what_is_not_well_formed_is_seen() {
    assert!(is_well_formed("<svg a=\"1\"><g><line x=\"2\"/></g></svg>"));
    for chart in ["<svg>", "<svg></g></svg>", "<svg><g></svg>"] {
        assert!(!is_well_formed(chart), "{chart}");
    }
}

#[test]
fn it_shows_all_that_vested_in_charts_that_are_well_formed() {
    let ran = rehearsed(&launch());

    ran.report();
    let page = ran.file("report.html");
    for panel in [
        "What unlocks when",
        "Circulating supply",
        "Fully diluted and circulating",
        "Grants: KOLs",
        "Grants: VCs",
        "Grants: team",
        "Grants: treasury",
        "What the governor held back",
        "The treasury's stream",
    ] {
        assert!(page.contains(&format!("<h2>{panel}</h2>")), "{panel}");
    }
    for chart in ["What unlocks when", "Circulating supply", "What waited"] {
        assert!(page.contains(&format!("<title>{chart}</title>\n<desc>")), "{chart}");
    }
    for words in [
        "for the pool wait in the launch's vault and do not count",
        "That is arithmetic, no forecast.",
        "Insiders (KOLs, VCs, team) had 14 grants of 230k RPL together. All of it was paid",
        "The treasury has its share of the raise from a stream, not at once",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(charts(page).count() > 20);
    for chart in charts(page) {
        assert!(is_well_formed(chart), "{chart}");
    }
    for outside in ["http", "<script", "src=", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
    let printed = ran.printed();
    for words in
        ["30,000 RPL in 6 grants", "lets out at most 10k RPL in 7d", "circulating at first"]
    {
        assert!(printed.contains(words), "{words}\n{printed}");
    }
}
