//! The project's own chores: `cargo xtask model import FILE`, `cargo xtask model render`,
//! `cargo xtask messages` and `cargo xtask coverage DIRECTORY`.

use std::{path::Path, process::ExitCode};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["model", "import", file] => xtask::import(Path::new(file)),
        ["model", "render"] => xtask::render(),
        ["coverage", directory] => xtask::coverage::coverage(Path::new(directory)),
        ["messages"] => xtask::messages::messages(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            complain(&why);
            ExitCode::FAILURE
        }
    }
}

const USAGE: &str = "usage: cargo xtask model import FILE   reduce a service-2 model to model/cognito-idp.json
       cargo xtask model render        write crates/wire/src/generated/ from it
       cargo xtask messages            write docs/coverage/messages.txt from what the source says
       cargo xtask coverage DIRECTORY  hold what wire tests wrote there (COGNATE_COVERAGE) against the model";

#[expect(clippy::print_stderr, reason = "a command line tool speaks on its standard error")]
fn complain(why: &str) {
    eprintln!("{why}");
}
