//! `docs/sign-in-states.md`, printed from the enumeration, and the test that it is fresh.

use std::{collections::BTreeSet, fmt::Write, fs};

use super::{
    configurations::{Configuration, Mishaps, every_configuration},
    walk::{Path, every_path},
};
use crate::sign_in::{Challenge, ChallengeName, Event, Flow, Judgement, Refusal, Rules, State, Verdict, state::Awaits};
use crate::trigger::Definition;

const PLACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/sign-in-states.md");

const HEAD: &str = "\
# The states of a sign-in

Printed from the enumeration in `crates/domain/src/sign_in/enumerate`, which walks every configuration through every
event; `cargo test -p domain states_document` writes it anew when it is stale. What each rule is good for stands in
`gates.rs` and `advance.rs` there.

Every arrow is one call of the client. Besides what is drawn, every call can be refused by the gates, in this order:

";

/// From where, by what, to where.
type Edge = (String, String, String);

#[test]
fn the_states_document_is_fresh() {
    let fresh = document();
    if fs::read_to_string(PLACE).unwrap_or_default() != fresh {
        fs::write(PLACE, fresh).expect("the document can be written");
        panic!("docs/sign-in-states.md was stale and is written anew: read the difference and commit it");
    }
}

fn document() -> String {
    let (mut moves, mut refusals) = (BTreeSet::new(), BTreeSet::new());
    for configuration in every_configuration() {
        let mishaps = Mishaps::None;
        let configuration = Configuration {
            mishaps,
            ..configuration
        };
        for path in every_path(&Rules::HOUSE, &configuration) {
            collect(&path, &mut moves, &mut refusals);
        }
    }
    let mut text = HEAD.to_owned();
    for gate in Rules::HOUSE.gates {
        let _ = writeln!(text, "* {}", gate.name);
    }
    text.push_str("\nAfter a proven factor these stand between the user and the tokens, in this order:\n\n");
    for check in Rules::HOUSE.checks {
        let _ = writeln!(text, "* {}", check.name);
    }
    text.push_str("\n```mermaid\nstateDiagram-v2\n");
    for (from, by, to) in &moves {
        let _ = writeln!(text, "    {from} --> {to}: {by}");
    }
    text.push_str("```\n\n## Refusals\n\n| at | after | refused |\n|---|---|---|\n");
    for (from, by, to) in &refusals {
        let _ = writeln!(text, "| {from} | {by} | {to} |");
    }
    text
}

/// Turns a path into edges: one for each call.
fn collect(path: &Path, moves: &mut BTreeSet<Edge>, refusals: &mut BTreeSet<Edge>) {
    let mut here = String::new();
    let mut by = Vec::new();
    for step in &path.steps {
        match &step.event {
            Event::Begin => by.clear(),
            Event::Answer(challenge, _) => {
                challenge.as_str().clone_into(&mut here);
                by.clear();
            }
            outcome => by.extend(word(outcome)),
        }
        if here.is_empty() {
            here = match (path.signed_up, &path.wish) {
                (true, _) => "USER_AUTH_with_Session".into(),
                (_, Some(_)) => "USER_AUTH_with_TARGET_ACR_VALUES".into(),
                _ => begun(&step.verdict).unwrap_or_default(),
            };
        }
        let after = if by.is_empty() {
            "answered".to_owned()
        } else {
            by.join(", ")
        };
        match &step.verdict {
            Verdict::Ask(..) => {}
            Verdict::Challenge(challenge, state) => {
                moves.insert((here.clone(), after, shown(challenge, state)));
            }
            Verdict::Grant(_) => {
                moves.insert((here.clone(), after, "tokens".into()));
            }
            Verdict::Refuse(Refusal::InvalidSession, _) => {}
            Verdict::Refuse(refusal, _) if !here.is_empty() => {
                refusals.insert((here.clone(), after, format!("{refusal:?}")));
            }
            Verdict::Refuse(..) => {}
        }
    }
}

/// The name of the beginning.
fn begun(verdict: &Verdict) -> Option<String> {
    let state = match verdict {
        Verdict::Ask(_, state) | Verdict::Challenge(_, state) => state,
        Verdict::Grant(_) | Verdict::Refuse(..) => return None,
    };
    Some(
        match state.flow {
            Flow::Password => "USER_PASSWORD_AUTH",
            Flow::Srp => "USER_SRP_AUTH",
            Flow::Custom => "CUSTOM_AUTH",
            Flow::CustomSrp => "CUSTOM_AUTH_with_SRP_A",
            Flow::Choice => "USER_AUTH",
        }
        .to_owned(),
    )
}

fn shown(challenge: &Challenge, state: &State) -> String {
    let name = match (challenge, &state.awaits) {
        (Challenge::Code, Awaits::Code(code)) => code.challenge(),
        _ => state.challenge().unwrap_or(ChallengeName::PasswordVerifier),
    };
    name.as_str().to_owned()
}

fn word(outcome: &Event) -> Option<&'static str> {
    Some(match outcome {
        Event::PasswordRight(_) => "right password",
        Event::PasswordWrong => "wrong password",
        Event::Defined(Definition::Issue) => "issue tokens",
        Event::Defined(Definition::Fail) => "fail",
        Event::Judged(Judgement::Right) => "right answer",
        Event::Judged(Judgement::Wrong) => "wrong answer",
        Event::DeviceRight => "right device",
        Event::DeviceWrong => "wrong device",
        Event::NewPasswordSet(_) => "new password",
        Event::CodeRight => "right code",
        Event::CodeWrong => "wrong code",
        Event::PasskeyRight(_) => "right passkey",
        Event::PasskeyWrong => "wrong passkey",
        Event::CodeUsed => "used code",
        Event::Defined(_)
        | Event::Posed(..)
        | Event::CodeSent(_)
        | Event::PasskeyOffered(_)
        | Event::SrpBegun(_)
        | Event::Begin
        | Event::Answer(..) => return None,
    })
}
