//! What the trace says of a sign-in: in plain words, and with the true reason of a refusal whose sentence hides it.

use domain::{
    sign_in::{Ask, Event, Flow, Refusal, Verdict, facts::Facts},
    threat::Threat,
};
use serde_json::json;

use super::{drive::Drive, whom::Whom};
use crate::say::trace as say;

impl Drive<'_> {
    /// A call begins.
    pub(super) fn trace_call(&self, flow: Flow, event: &Event) {
        let (cx, through) = (self.cx, self.through);
        let given = self.inputs.get("USERNAME").unwrap_or_default();
        cx.attempt
            .about(&cx.house.trace, &through.pool, Some(&through.client.id), given);
        self.trace_whom();
        let details = match event {
            Event::Answer(challenge, _) => json!({ "flow": flow, "challenge": challenge.as_str() }),
            _ => json!({ "flow": flow }),
        };
        let step = match event {
            Event::Answer(..) => "answer",
            _ => "begin",
        };
        cx.attempt.note(step, details);
    }

    /// The user that the name means now.
    pub(super) fn trace_whom(&self) {
        if let Some(view) = &self.whom.view {
            self.cx.attempt.is(&view.user);
        }
    }

    /// What the driver was asked to find out, and what came of it.
    pub(super) fn trace_outcome(&self, ask: &'static str, outcome: &Event) {
        let outcome = say::outcome(outcome);
        self.cx
            .attempt
            .note("check", json!({ "what": ask, "outcome": outcome }));
    }

    /// How risky it looks, and what the pool does then.
    pub(super) fn trace_threat(&self, threat: Threat) {
        let details = json!({ "risk": threat.risk, "action": threat.action });
        self.cx.attempt.note("risk", details);
    }

    /// What the machine decided.
    pub(super) fn trace_verdict(&self, verdict: &Verdict, facts: &Facts) {
        let attempt = &self.cx.attempt;
        match verdict {
            Verdict::Ask(..) => {}
            Verdict::Challenge(challenge, _) => {
                attempt.note("decision", json!({ "challenge": say::challenge(challenge) }));
            }
            Verdict::Grant(grant) => attempt.note(
                "decision",
                json!({ "tokens": { "proven": grant.factors, "newPassword": grant.renewed } }),
            ),
            Verdict::Refuse(refusal, _) => {
                attempt.note("decision", json!({ "refused": reason(refusal, &self.whom, facts) }));
            }
        }
    }
}

/// Why a sign-in is refused, as the house knows it and the client may not.
fn reason(refusal: &Refusal, whom: &Whom, facts: &Facts) -> &'static str {
    match (&whom.view, refusal) {
        (None, Refusal::NoSuchUser) => say::MISSING,
        (None, _) => say::MISSING_AND_HIDDEN,
        (Some(view), Refusal::WrongPassword) if view.credential.is_none() => say::NO_PASSWORD,
        (Some(_), Refusal::WrongPassword) if facts.password_locked => say::refused(&Refusal::PasswordLocked),
        (Some(_), refusal) => say::refused(refusal),
    }
}

/// The name of what the driver is asked.
pub(super) const fn name(ask: &Ask) -> &'static str {
    match ask {
        Ask::CheckPassword => "password",
        Ask::BeginSrp => "begin SRP",
        Ask::CheckProof(_) => "SRP proof of the password",
        Ask::AcceptNewPassword => "new password",
        Ask::SendCode(..) => "send a code",
        Ask::CheckCode(_) => "code",
        Ask::CheckTotp => "code of the authenticator app",
        Ask::OfferPasskey => "offer a passkey",
        Ask::CheckPasskey(_) => "passkey",
        Ask::BeginDeviceSrp => "begin SRP of the device",
        Ask::CheckDeviceProof(_) => "SRP proof of the device",
        Ask::DefineChallenge(_) => "DefineAuthChallenge",
        Ask::CreateChallenge(_) => "CreateAuthChallenge",
        Ask::VerifyAnswer(_) => "VerifyAuthChallengeResponse",
    }
}
