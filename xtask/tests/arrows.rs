//! Which of our crates may know which (ARCHITECTURE.md, "Code map").

#![cfg(test)]

use std::{collections::BTreeSet, process::Command};

use serde_json::Value;

/// Every crate with those that it may use, and those that only its tests may use.
const ARROWS: [(&str, &[&str], &[&str]); 12] = [
    ("wire", &[], &[]),
    ("bignum", &[], &[]),
    ("domain", &["bignum"], &[]),
    ("store", &["domain"], &["scratch_postgres"]),
    ("scratch_postgres", &[], &[]),
    ("app", &["wire", "domain", "store"], &[]),
    ("adapters", &["domain"], &[]),
    ("http_edge", &["app", "wire", "domain"], &[]),
    (
        "cognate",
        &["http_edge", "adapters", "app", "store", "domain"],
        &["testkit", "wire"],
    ),
    (
        "testkit",
        &[
            "scratch_postgres",
            "http_edge",
            "adapters",
            "app",
            "wire",
            "store",
            "domain",
        ],
        &[],
    ),
    ("bench", &["bignum"], &[]),
    ("xtask", &[], &[]),
];

/// A client that knows nothing of the server.
const EXEMPT: &str = "client_rust";

#[test]
fn no_crate_knows_more_than_it_should() {
    let packages = packages();
    let ours: BTreeSet<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
    let known: BTreeSet<&str> = ARROWS.iter().map(|(name, ..)| *name).chain([EXEMPT]).collect();
    assert_eq!(ours, known, "the crates and the table of arrows differ");
    let mut wrong = Vec::new();
    for package in &packages {
        let name = package["name"].as_str().unwrap();
        for dependency in package["dependencies"].as_array().unwrap() {
            let of = dependency["name"].as_str().unwrap();
            if ours.contains(of) && !may_use(name, of, dependency["kind"].as_str()) {
                wrong.push(format!("{name} -> {of}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "arrows that ARCHITECTURE.md does not have: {}",
        wrong.join(", ")
    );
}

#[test]
fn nothing_runs_at_build_time() {
    for package in packages() {
        let targets = package["targets"].as_array().unwrap().clone();
        let builds = targets.iter().any(|target| target["kind"][0] == "custom-build");
        assert!(!builds, "{} has a build.rs", package["name"]);
    }
}

fn may_use(name: &str, of: &str, kind: Option<&str>) -> bool {
    let Some((_, always, in_tests)) = ARROWS.iter().find(|(known, ..)| *known == name) else {
        return false;
    };
    always.contains(&of) || (kind == Some("dev") && in_tests.contains(&of))
}

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(xtask::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}
