//! Links of the READMEs, SECURITY.md, CONTRIBUTING.md and docs/ lead to files and headings that exist.

use crate::repository::{at, files, read};

/// Where each link of `document` leads.
fn links(document: &str) -> Vec<&str> {
    let mut inside = false;
    let lines = document.lines().filter(move |line| {
        inside ^= line.starts_with("```");
        !inside && !line.starts_with("    ")
    });
    lines
        .flat_map(|line| line.split("](").skip(1))
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target)
        .collect()
}

/// The anchors of a page's headings, as forges make them.
fn anchors(document: &str) -> Vec<String> {
    let headings = document.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let text = line.trim_start_matches('#').trim().to_lowercase();
            let kept = text.chars().filter(|c| c.is_alphanumeric() || "-_ ".contains(*c));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let mut documents = files("docs", ".md");
    let others = ["README.md", "SECURITY.md", "CONTRIBUTING.md", "migrations/README.md"];
    documents.extend(others.map(String::from));
    for document in documents {
        let text = read(&document);
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in links(&text).into_iter().filter(|link| !link.contains("://")) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match (path, folder) {
                ("", _) => document.clone(),
                (path, "") => path.to_string(),
                (path, folder) => format!("{folder}/{path}"),
            };
            assert!(at(&target).exists(), "{document}: {link} leads nowhere");
            let there =
                anchor.is_empty() || anchors(&read(&target)).iter().any(|one| one == anchor);
            assert!(there, "{document}: {link} has no such heading");
        }
    }
}
