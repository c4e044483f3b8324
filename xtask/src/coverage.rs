//! What the wire tests have seen, held against the model: `cargo xtask coverage DIRECTORY`.
//!
//! The directory holds what the tests wrote who ran with `COGNATE_COVERAGE` set to it: lines such as
//! `CreateGroup GroupExistsException`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use crate::{
    model::{Model, Operation},
    parse, read, root,
};

/// The golden file: a fault, the operations that declare it and whose tests never see it (`*` for all, `signed` for all
/// that are signed), and why.
const GOLDEN: &str = "docs/coverage/faults-not-provoked.txt";

type Pairs = BTreeSet<(String, String)>;

/// Compares, and says everything that is amiss.
///
/// # Errors
/// An operation without a success, a declared fault that nobody saw and that is not listed, one that is listed and was seen; or a
/// file that cannot be read.
pub fn coverage(directory: &Path) -> Result<(), String> {
    let seen = gather(directory)?;
    let model: Model = parse(&root().join("model/cognito-idp.json"))?;
    let golden = Golden::parse(&read(&root().join(GOLDEN))?)?;
    let mut amiss = Vec::new();
    for (operation, facts) in model.operations.iter() {
        if !seen.contains(&(operation.to_owned(), "ok".to_owned())) {
            amiss.push(format!("{operation}: no wire test sees it succeed"));
        }
        for fault in &facts.errors {
            let provoked = seen.contains(&(operation.to_owned(), fault.clone()));
            let excused = golden.excuses((operation, facts), fault);
            if !provoked && !excused {
                amiss.push(format!(
                    "{operation}: {fault} is declared, and no wire test provokes it"
                ));
            }
            if provoked && golden.names(operation, fault) {
                amiss.push(format!("{operation}: {fault} is provoked; take it out of {GOLDEN}"));
            }
        }
    }
    match amiss.is_empty() {
        true => Ok(()),
        false => Err(amiss.join("\n")),
    }
}

fn gather(directory: &Path) -> Result<Pairs, String> {
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", directory.display());
    let mut seen = Pairs::new();
    for entry in fs::read_dir(directory).map_err(|error| told(&error))? {
        let entry = entry.map_err(|error| told(&error))?;
        let text = read(&entry.path())?;
        let pairs = text.lines().filter_map(|line| line.split_once(' '));
        seen.extend(pairs.map(|(operation, outcome)| (operation.to_owned(), outcome.to_owned())));
    }
    match seen.is_empty() {
        true => Err(told(
            &"nothing was written here: were the wire tests run with COGNATE_COVERAGE?",
        )),
        false => Ok(seen),
    }
}

/// The golden file, read.
struct Golden {
    everywhere: BTreeSet<String>,
    where_signed: BTreeSet<String>,
    at: BTreeMap<String, BTreeSet<String>>,
}

impl Golden {
    /// Lines `Fault: Operation, Operation: reason`, with `*` for every operation and `signed` for those that are signed; `#` begins
    /// a comment.
    fn parse(text: &str) -> Result<Self, String> {
        let mut golden = Self {
            everywhere: BTreeSet::new(),
            where_signed: BTreeSet::new(),
            at: BTreeMap::new(),
        };
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut parts = line.splitn(3, ": ");
            let (Some(fault), Some(operations), Some(reason)) = (parts.next(), parts.next(), parts.next()) else {
                return Err(format!("{GOLDEN}: {line:?} has no three parts"));
            };
            if reason.trim().is_empty() {
                return Err(format!("{GOLDEN}: {line:?} has no reason"));
            }
            let operations = operations.split(", ").map(str::to_owned);
            match line.split(": ").nth(1) {
                Some("*") => drop(golden.everywhere.insert(fault.to_owned())),
                Some("signed") => drop(golden.where_signed.insert(fault.to_owned())),
                _ => golden.at.entry(fault.to_owned()).or_default().extend(operations),
            }
        }
        Ok(golden)
    }

    fn excuses(&self, (operation, facts): (&str, &Operation), fault: &str) -> bool {
        let signed = facts.auth == "sigv4" && self.where_signed.contains(fault);
        signed || self.everywhere.contains(fault) || self.names(operation, fault)
    }

    fn names(&self, operation: &str, fault: &str) -> bool {
        self.at
            .get(fault)
            .is_some_and(|operations| operations.contains(operation))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_asked_for() {
        assert!(Golden::parse("ForbiddenException: *: there is no firewall").is_ok());
        assert!(Golden::parse("ForbiddenException: *").is_err());
        assert!(Golden::parse("ForbiddenException: *:  ").is_err());
        let golden = Golden::parse("# why\n\nA: One, Two: because: so\n").unwrap();
        assert!(golden.names("Two", "A") && !golden.names("Three", "A") && !golden.names("One", "B"));
    }

    #[test]
    fn the_golden_file_can_be_read_and_names_what_there_is() {
        let golden = Golden::parse(&read(&root().join(GOLDEN)).unwrap()).unwrap();
        let model: Model = parse(&root().join("model/cognito-idp.json")).unwrap();
        for (fault, operations) in &golden.at {
            for operation in operations {
                let declared = model.operations.get(operation).map(|facts| &facts.errors);
                let declared = declared.unwrap_or_else(|| panic!("{operation} is no operation"));
                assert!(declared.contains(fault), "{operation} does not declare {fault}");
            }
        }
    }
}
