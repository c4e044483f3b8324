//! Events of users on their way into the store and to the logs (triggers.md §§13.4, 14.1).
//!
//! An event is written in the batch of what it tells about, by one statement more, and only where the pool keeps events.
//! What goes to a log is told after the batch is written.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    auth_event::{self, AuthEvent, Challenge, Details, Kind, Mark, Outcome, Response},
    ids::ClientId,
    log_delivery::LogSource,
    moment::{Moment, Span},
    pool::Pool,
    threat::{Level, Risk},
    user::User,
};
use serde_json::{Value, json};
use store::{auth_events, db::Batch, known_places};
use woothee::parser::Parser;

use super::leaked::Finding;
use crate::cx::{Cx, House};

/// How long a user may say something about an event that it was told of (GUESS).
const FEEDBACK_LIFETIME: Span = Span::days(7);

const FEEDBACK_SEAL: &str = "feedback on an auth event";

/// An event that is being written.
pub struct Noted {
    event: AuthEvent,
    username: String,
    request: String,
}

/// What happened, and how it went.
pub struct Happened {
    /// What.
    pub kind: Kind,
    /// How it went.
    pub response: Response,
    /// What was proven or not.
    pub challenges: Vec<(Challenge, Outcome)>,
    /// How risky it looked.
    pub risk: Risk,
    /// What is known of its password.
    pub password: Finding,
}

impl Noted {
    /// The event.
    pub const fn event(&self) -> &AuthEvent {
        &self.event
    }
}

impl Happened {
    /// Something without challenges.
    pub const fn plain(kind: Kind, response: Response) -> Self {
        Self {
            kind,
            response,
            challenges: Vec::new(),
            risk: Risk::None,
            password: Finding::Nothing,
        }
    }
}

/// A new mark for what begins now.
pub fn mark(cx: &Cx) -> Mark {
    Mark {
        id: cx.house.entropy.uuid(),
        at: cx.now,
    }
}

/// An event of a user, if its pool keeps any. `client` is through whom it came.
pub fn note(cx: &Cx, (pool, client): (&Pool, Option<&ClientId>), user: &User, happened: Happened) -> Option<Noted> {
    auth_event::are_kept(&pool.settings).then(|| of_mark(cx, (client, user), mark(cx), happened))
}

/// An event that began with this mark. Whether the pool keeps it was asked when the mark was made.
pub fn of_mark(cx: &Cx, (client, user): (Option<&ClientId>, &User), mark: Mark, happened: Happened) -> Noted {
    Noted {
        event: AuthEvent {
            pool: user.pool.clone(),
            sub: user.sub.clone(),
            id: mark.id,
            at: mark.at,
            details: Details {
                kind: happened.kind,
                response: happened.response,
                client: client.cloned(),
                challenges: happened.challenges,
                ip: cx.ip.map(|ip| ip.to_canonical().to_string()),
                device: cx.user_agent.as_deref().and_then(device),
                agent: cx.user_agent.as_deref().and_then(agent),
                risk: happened.risk,
                compromised: happened.password.is_leaked(),
                has_context: cx.has_context,
            },
            feedback: None,
        },
        username: user.username.clone(),
        request: cx.request_id.to_string(),
    }
}

/// Writes an event, to go with what it tells about. A sign-in makes its place a known one.
pub fn batch(noted: Option<&Noted>) -> Batch {
    noted.map_or_else(Batch::new, |noted| {
        auth_events::put(&noted.event).and(known_places::learn(&noted.event))
    })
}

/// Tells the pool's log of an event that is written.
pub fn tell(cx: &Cx, pool: &Pool, noted: Option<&Noted>) {
    if let Some(noted) = noted {
        deliver(&cx.house, pool, LogSource::UserAuthEvents, || {
            record(cx.now, pool, noted)
        });
    }
}

/// Tells the pool's log that a message could not be sent. `details` holds no secret and no address.
pub fn tell_of_failed_message(cx: &Cx, pool: &Pool, details: &str) {
    deliver(&cx.house, pool, LogSource::UserNotification, || {
        let source = ("USER_NOTIFICATION", "ERROR");
        envelope(cx.now, pool, source, json!({ "details": details }))
    });
}

fn deliver(house: &House, pool: &Pool, source: LogSource, record: impl Fn() -> Value) {
    let deliveries = pool.settings.log_delivery.iter();
    for delivery in deliveries.filter(|delivery| delivery.source == source) {
        house.journal.record(delivery.destination.arn(), &record());
    }
}

fn envelope(now: Moment, pool: &Pool, (source, level): (&str, &str), message: Value) -> Value {
    json!({
        "eventTimestamp": now.micros().div_euclid(1_000).to_string(),
        "eventSource": source,
        "logLevel": level,
        "message": message,
        "logSourceId": { "userPoolId": pool.id },
    })
}

fn record(now: Moment, pool: &Pool, noted: &Noted) -> Value {
    let details = &noted.event.details;
    let challenges = details.challenges.iter().map(|(challenge, outcome)| {
        let challenge = match challenge {
            Challenge::Password => "PASSWORD",
            Challenge::Mfa => "MFA",
        };
        let outcome = match outcome {
            Outcome::Success => "SUCCESS",
            Outcome::Failure => "FAILURE",
        };
        format!("{challenge}:{outcome}")
    });
    let challenges: Vec<String> = challenges.collect();
    let (decision, level) = risk(details.risk);
    let message = json!({
        "version": "1",
        "eventId": noted.event.id.to_string(),
        "eventType": kind(details.kind),
        "userSub": noted.event.sub,
        "userName": noted.username,
        "userPoolId": pool.id,
        "clientId": details.client,
        "creationDate": date(noted.event.at),
        "eventResponse": response(details.response),
        "riskLevel": level,
        "riskDecision": decision,
        "challenges": challenges,
        "deviceName": details.device,
        "ipAddress": details.ip,
        "requestId": noted.request,
        "idpName": "",
        "compromisedCredentialDetected": details.compromised.to_string(),
        "city": "",
        "country": "",
        "eventFeedbackValue": "",
        "eventFeedbackDate": "",
        "eventFeedbackProvider": "",
        "hasContextData": details.has_context.to_string(),
    });
    envelope(now, pool, ("USER_ACTIVITY", "INFO"), message)
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::SignIn => "SIGN_IN",
        Kind::SignUp => "SIGN_UP",
        Kind::ForgotPassword => "FORGOT_PASSWORD",
        Kind::PasswordChange => "PASSWORD_CHANGE",
        Kind::ResendCode => "RESEND_CODE",
    }
}

/// `riskDecision` and `riskLevel`: documented for no risk, guess for the others.
const fn risk(risk: Risk) -> (&'static str, &'static str) {
    match risk {
        Risk::None => ("PASS", ""),
        Risk::Takeover(Level::Low) => ("ACCOUNT_TAKEOVER", "LOW"),
        Risk::Takeover(Level::Medium) => ("ACCOUNT_TAKEOVER", "MEDIUM"),
        Risk::Takeover(Level::High) => ("ACCOUNT_TAKEOVER", "HIGH"),
        Risk::BlockedAddress => ("BLOCK", ""),
    }
}

const fn response(response: Response) -> &'static str {
    match response {
        Response::Pass => "Pass",
        Response::Fail => "Fail",
        Response::InProgress => "InProgress",
    }
}

/// As in the documented records: `Wed Jul 17 17:25:55 UTC 2024`.
pub fn date(at: Moment) -> String {
    let time = jiff::Timestamp::from_microsecond(at.micros()).unwrap_or_default();
    time.strftime("%a %b %d %H:%M:%S UTC %Y").to_string()
}

/// The browser and the system that a user agent names, such as `Chrome 126, Windows 10`; nothing when it names neither.
fn device(user_agent: &str) -> Option<String> {
    const NOBODY: &str = "UNKNOWN";
    let parsed = Parser::new().parse(user_agent)?;
    let major = parsed
        .version
        .split('.')
        .next()
        .filter(|major| *major != NOBODY)
        .unwrap_or_default();
    let named = [format!("{} {major}", parsed.name), parsed.os.to_owned()];
    let known: Vec<_> = named
        .iter()
        .map(|name| name.trim())
        .filter(|name| !name.starts_with(NOBODY))
        .collect();
    (!known.is_empty()).then(|| known.join(", "))
}

/// What is compared of a user agent: the browser and the system without their versions, which change by themselves; of a program the
/// first name that it gives.
pub fn agent(user_agent: &str) -> Option<String> {
    const NOBODY: &str = "UNKNOWN";
    let parsed = Parser::new().parse(user_agent);
    if let Some(parsed) = parsed.filter(|parsed| parsed.name != NOBODY) {
        return Some(format!("{}, {}", parsed.name, parsed.os));
    }
    let first = user_agent.split(['/', ' ']).next().unwrap_or_default();
    let first: String = first.chars().take(LONGEST_AGENT).collect();
    (!first.is_empty()).then_some(first)
}

/// The longest name of a program that is compared.
const LONGEST_AGENT: usize = 64;

/// The token with which a user may say something about an event, for the message that tells of it.
pub fn feedback_token(house: &House, (user, event): (&User, &str), now: Moment) -> String {
    let until = (now + FEEDBACK_LIFETIME).micros().to_be_bytes();
    let sealed = house.store.sealer().seal(FEEDBACK_SEAL, &bound(user, event), &until);
    URL_SAFE_NO_PAD.encode(sealed)
}

/// Whether a token is one for this event of this user, and its time not over.
pub fn is_feedback_token(cx: &Cx, (user, event): (&User, &str), token: &str) -> bool {
    let opened = || {
        let sealed = URL_SAFE_NO_PAD.decode(token).ok()?;
        let plain = cx
            .house
            .store
            .sealer()
            .open(FEEDBACK_SEAL, &bound(user, event), &sealed)?;
        Some(Moment::from_micros(i64::from_be_bytes(plain.try_into().ok()?)))
    };
    opened().is_some_and(|until| cx.now < until)
}

fn bound(user: &User, event: &str) -> Vec<u8> {
    format!("{}\n{}\n{event}", user.pool, user.sub).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_agent_names_browser_and_system() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                      Chrome/126.0.0.0 Safari/537.36";
        assert_eq!(device(chrome).as_deref(), Some("Chrome 126, Windows 10"));
        assert_eq!(device("Boto3/1.34 md/Botocore#1.34"), None);
        assert_eq!(device(""), None);
    }

    #[test]
    fn a_new_version_is_no_new_device() {
        let chrome = |version: u32| {
            agent(&format!(
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/{version}.0.0.0 Safari/537.36"
            ))
        };
        assert_eq!(chrome(126).as_deref(), Some("Chrome, Windows 10"));
        assert_eq!(chrome(126), chrome(131));
        assert_eq!(agent("Boto3/1.34 md/Botocore#1.34").as_deref(), Some("Boto3"));
        assert_eq!(agent(""), None);
    }

    #[test]
    fn dates_are_written_as_documented() {
        assert_eq!(
            date(Moment::from_micros(1_721_237_155_000_000)),
            "Wed Jul 17 17:25:55 UTC 2024"
        );
    }
}
