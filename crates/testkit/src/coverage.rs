//! Which outcomes of which operations tests have seen: written down for `cargo xtask coverage`, when somebody asks for it.

use std::{
    collections::BTreeSet,
    env,
    fs::OpenOptions,
    io::Write,
    path::PathBuf,
    process,
    sync::{Mutex, OnceLock, PoisonError},
};

use wire::Operation;

use crate::Reply;

/// The directory to write to. `./test` sets it.
const DIRECTORY: &str = "COGNATE_COVERAGE";

static SEEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Notes an outcome, once for each process: `CreateGroup ok`, `CreateGroup GroupExistsException`.
pub(crate) fn note(operation: Operation, reply: &Reply) {
    static FILE: OnceLock<Option<PathBuf>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let directory = PathBuf::from(env::var_os(DIRECTORY)?);
        Some(directory.join(process::id().to_string()))
    });
    let Some(file) = file else {
        return;
    };
    let outcome = match reply.status {
        200 => "ok",
        _ => reply.body["__type"].as_str().unwrap_or_default(),
    };
    let line = format!("{} {outcome}\n", operation.name());
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if seen.insert(line.clone()) {
        let file = OpenOptions::new().create(true).append(true).open(file);
        file.and_then(|mut file| file.write_all(line.as_bytes()))
            .expect("a line in the directory that COGNATE_COVERAGE names");
    }
}
