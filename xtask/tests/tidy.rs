//! The rules of STYLE.md that a program can check and clippy does not.

#![cfg(test)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use xtask::render::{names, rooms};

/// The greatest number of lines of a file that people write.
const MOST_LINES: usize = 800;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 6] = ["utils", "util", "helpers", "common", "manager", "service"];

/// What only `store/src/db/` and its tests may name: the engines.
const ENGINES: [&str; 3] = ["rusqlite", "tokio_postgres", "deadpool_postgres"];

/// What makes a fault with a sentence.
const FAULTS: [&str; 6] = [
    "Fault::new(",
    "Fault::invalid_parameter(",
    "Fault::not_authorized(",
    "Fault::resource_not_found(",
    "Fault::user_not_found(",
    "Fault::limit_exceeded(",
];

struct Source {
    /// Below the root, with `/`.
    path: String,
    text: String,
}

impl Source {
    fn is_generated(&self) -> bool {
        self.path.starts_with("crates/wire/src/generated/")
    }

    /// The lines that are not wholly comments, from 1, up to the tests in the file.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(nth, line)| (nth + 1, line));
        lines
            .take_while(|(_, line)| *line != "mod tests {")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

#[test]
fn no_file_is_too_long() {
    each(|source| {
        let lines = source.text.lines().count();
        (!source.is_generated() && lines > MOST_LINES).then(|| format!("{lines} lines, {MOST_LINES} are the most"))
    });
}

#[test]
fn no_name_is_empty() {
    each(|source| {
        let stems = source.path.split('/').map(|part| part.trim_end_matches(".rs"));
        let bad = stems.into_iter().find(|stem| EMPTY_NAMES.contains(stem))?;
        Some(format!("{bad} says nothing about what is inside"))
    });
}

#[test]
fn lints_are_expected_with_a_reason_never_allowed() {
    let (outer, inner) = (concat!("#[", "allow("), concat!("#![", "allow("));
    lines(|_, line| (line.contains(outer) || line.contains(inner)).then_some("#[expect(…, reason = \"…\")] instead"));
}

#[test]
fn only_the_big_numbers_are_unsafe() {
    lines(|source, line| {
        let words = ["fn", "impl", "trait", "extern", "{"].map(|word| format!("{} {word}", "unsafe"));
        let found = words.iter().any(|word| line.contains(word.as_str()));
        (found && !source.path.starts_with("crates/bignum/")).then_some("only crates/bignum may do this")
    });
}

#[test]
fn only_the_seam_knows_the_engines() {
    lines(|source, line| {
        let named = ENGINES.iter().any(|engine| line.contains(engine));
        let may = [
            "crates/store/src/db/",
            "crates/store/tests/",
            "crates/scratch_postgres/",
            // Its subject is what a commit of the engine costs.
            "bench/src/primitives.rs",
            "xtask/tests/",
        ];
        let inside = may.iter().any(|home| source.path.starts_with(home));
        (named && !inside).then_some("only crates/store/src/db/ knows which engine runs")
    });
}

#[test]
fn every_statement_is_prepared_by_a_test() {
    let register = sources()
        .into_iter()
        .find(|source| source.path == "crates/store/src/lib.rs")
        .unwrap();
    each(|source| {
        let declares = source.code().any(|(_, line)| line.starts_with("statements! {"));
        let module = source
            .path
            .strip_prefix("crates/store/src/")?
            .trim_end_matches(".rs")
            .replace('/', "::");
        let module = module.trim_end_matches("::mod");
        (declares && !register.text.contains(&format!("{module}::ALL")))
            .then(|| "has statements that crates/store/src/lib.rs does not list".to_owned())
    });
}

#[test]
fn the_name_of_an_operation_is_its_address() {
    let mut found = 0;
    each(|source| {
        let below = source.path.strip_prefix("crates/app/src/ops/")?;
        let marker = "type Call = call::";
        let names = source
            .code()
            .filter_map(|(_, line)| line.trim().strip_prefix(marker)?.strip_suffix(';'));
        for name in names.collect::<Vec<_>>() {
            let address = match rooms::of_operation(name) {
                Ok(room) => format!("{room}/{}.rs", names::snake(name)),
                Err(why) => return Some(why),
            };
            if below != address {
                return Some(format!("{name} lives in crates/app/src/ops/{address}"));
            }
            found += 1;
        }
        None
    });
    assert!(found > 0, "no operation was found: the marker has changed");
}

#[test]
fn sentences_live_in_one_folder() {
    lines(|source, line| {
        let outside = ["crates/app/src/", "crates/http/src/"]
            .iter()
            .any(|home| source.path.starts_with(home))
            && !source.path.starts_with("crates/app/src/say")
            && !source.path.contains("test");
        let makes = FAULTS.iter().any(|maker| line.contains(maker));
        (outside && makes).then_some("client-visible sentences live in crates/app/src/say/")
    });
}

/// Complains about every file that `judge` has something to say about.
#[track_caller]
fn each(mut judge: impl FnMut(&Source) -> Option<String>) {
    let complaints: Vec<String> = sources()
        .iter()
        .filter_map(|source| Some(format!("{}: {}", source.path, judge(source)?)))
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// Complains about every line of code that `judge` has something to say about.
#[track_caller]
fn lines(judge: impl Fn(&Source, &str) -> Option<&'static str>) {
    let mut complaints = Vec::new();
    for source in sources() {
        for (nth, line) in source.code() {
            if let Some(complaint) = judge(&source, line) {
                complaints.push(format!("{}:{nth}: {complaint}", source.path));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    for top in ["crates", "xtask", "tests", "bench"] {
        gather(&xtask::root().join(top), &mut sources);
    }
    assert!(sources.len() > 50, "only {} files were found", sources.len());
    sources
}

fn gather(folder: &Path, into: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if !path.ends_with("target") && !path.ends_with("node_modules") {
                gather(&path, into);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let below = path.strip_prefix(xtask::root()).unwrap();
            let path_text = below.to_str().unwrap().replace('\\', "/");
            into.push(Source {
                path: path_text,
                text: fs::read_to_string(&path).unwrap(),
            });
        }
    }
}
