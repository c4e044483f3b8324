//! What a user is told about a sign-in that looked like somebody else's (triggers.md §§6.9, 13.5): in the words of the pool, or ours.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    message::{Wording, escape_html},
    moment::Moment,
    ports::Sender,
    risk::{Action, Letter as Template, Notify},
    template,
    threat::Occasion,
};

/// Stands for what nobody knows: a city and a country always, for there is no map of addresses here (GUESS).
const UNKNOWN: &str = "unknown";

/// The sign-in that the user is told about. It waits in the outbox with its letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What was done.
    pub occasion: Occasion,
    /// What the pool wants done at such a risk.
    pub action: Action,
    /// The id of the event.
    pub event: String,
    /// When it began.
    pub at: Moment,
    /// The address of the person.
    pub ip: Option<String>,
    /// The browser and the system of the person.
    pub device: Option<String>,
}

/// What is put into the placeholders, beside the notice itself. The token is a secret: no `Debug`.
pub struct Details<'a> {
    /// What the user signs in with.
    pub username: &'a str,
    /// When it was, in words.
    pub time: &'a str,
    /// With which the user may judge the event.
    pub token: &'a str,
    /// Where one click says that it was the user.
    pub link_valid: &'a str,
    /// Where one click says that it was somebody else.
    pub link_invalid: &'a str,
}

/// Words a notice: the HTML of the pool's template, or else its text, or else ours. What is filled in is escaped, for the body is HTML.
pub fn compose(notify: Option<&Notify>, notice: &Notice, details: &Details<'_>) -> Wording {
    let own = notify.and_then(|notify| match notice.occasion {
        Occasion::Blocked => notify.block.as_ref(),
        Occasion::SecondFactor => notify.mfa.as_ref(),
        Occasion::NothingDone => notify.no_action.as_ref(),
    });
    let values = values(notice, details);
    let place = |from| {
        let mut values = values.iter();
        values.find_map(|(name, value)| Some((escape_html(value), str::strip_prefix(from, name)?)))
    };
    let subject = own
        .map(|own| own.subject.as_str())
        .filter(|subject| !subject.is_empty());
    let body = own
        .and_then(body_of)
        .unwrap_or_else(|| default_body(notice.occasion).to_owned());
    Wording {
        subject: Some(subject.unwrap_or_else(|| default_subject(notice.occasion)).to_owned()),
        body: template::fill(&body, place),
    }
}

/// As whom it is sent: what the risk configuration says before what the pool's e-mail says.
pub fn sender(notify: Option<&Notify>, pool: Sender) -> Sender {
    let given = |text: Option<&String>| text.filter(|text| !text.is_empty()).cloned();
    Sender {
        from: given(notify.and_then(|notify| notify.from.as_ref())).or(pool.from),
        reply_to: given(notify.and_then(|notify| notify.reply_to.as_ref())).or(pool.reply_to),
        configuration_set: pool.configuration_set,
    }
}

/// `userAttributes` of the event for a function that sends messages itself (triggers.md §6.9, from published types).
pub fn attributes(notice: &Notice, details: &Details<'_>) -> Value {
    let mut attributes = json!({
        "EVENT_ID": notice.event,
        "USER_NAME": details.username,
        "IP_ADDRESS": notice.ip.as_deref().unwrap_or(UNKNOWN),
        "ACCOUNT_TAKE_OVER_ACTION": notice.action,
        "ONE_CLICK_LINK_VALID": details.link_valid,
        "ONE_CLICK_LINK_INVALID": details.link_invalid,
        "LOGIN_TIME": details.time,
        "FEEDBACK_TOKEN": details.token,
    });
    if let Some(device) = &notice.device {
        attributes["DEVICE_NAME"] = device.as_str().into();
    }
    attributes
}

fn body_of(template: &Template) -> Option<String> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let plain = |text: String| escape_html(&text).replace('\n', "<br>\n");
    given(&template.html).or_else(|| given(&template.text).map(plain))
}

/// The placeholders (triggers.md §11.1, documented).
fn values(notice: &Notice, details: &Details<'_>) -> [(&'static str, String); 10] {
    let or_unknown = |text: &Option<String>| text.clone().unwrap_or_else(|| UNKNOWN.to_owned());
    [
        ("{username}", details.username.to_owned()),
        ("{ip-address}", or_unknown(&notice.ip)),
        ("{city}", UNKNOWN.to_owned()),
        ("{country}", UNKNOWN.to_owned()),
        ("{login-time}", details.time.to_owned()),
        ("{device-name}", or_unknown(&notice.device)),
        ("{one-click-link-valid}", details.link_valid.to_owned()),
        ("{one-click-link-invalid}", details.link_invalid.to_owned()),
        ("{event-id}", notice.event.clone()),
        ("{feedback-token}", details.token.to_owned()),
    ]
}

/// observed: resources.md §11
const fn default_subject(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Blocked => "Blocked sign-in attempt",
        Occasion::SecondFactor | Occasion::NothingDone => "New sign-in attempt",
    }
}

/// ours: only the placeholders of the real ones are known for sure (resources.md §11); a place is not among them here
const fn default_body(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Blocked => BLOCKED,
        Occasion::SecondFactor | Occasion::NothingDone => NEW,
    }
}

const BLOCKED: &str = "<p>We blocked a sign-in to your account that does not look like yours:</p>\
    <ul><li>Time: {login-time}</li><li>Device: {device-name}</li><li>Address: {ip-address}</li></ul>\
    <p>If this was not you, change your password and <a href=\"{one-click-link-invalid}\">let us know</a>.</p>\
    <p>If this was you, <a href=\"{one-click-link-valid}\">tell us</a>, and we will know you next time.</p>";

const NEW: &str = "<p>There was a sign-in to your account that does not look like yours:</p>\
    <ul><li>Time: {login-time}</li><li>Device: {device-name}</li><li>Address: {ip-address}</li></ul>\
    <p>If this was not you, change your password and <a href=\"{one-click-link-invalid}\">let us know</a>.</p>\
    <p>If this was you, <a href=\"{one-click-link-valid}\">tell us</a>, and we will know you next time.</p>";

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(occasion: Occasion) -> Notice {
        Notice {
            occasion,
            action: Action::MfaRequired,
            event: "e1".into(),
            at: Moment::from_micros(0),
            ip: Some("192.0.2.1".into()),
            device: None,
        }
    }

    const DETAILS: Details<'static> = Details {
        username: "<jane>",
        time: "Thu",
        token: "{event-id}",
        link_valid: "https://id.example.com/?a=1&b=2",
        link_invalid: "https://id.example.com/no",
    };

    fn template(html: Option<&str>, text: Option<&str>) -> Option<Template> {
        Some(Template {
            subject: "Mind".into(),
            html: html.map(str::to_owned),
            text: text.map(str::to_owned),
        })
    }

    #[test]
    fn the_pools_words_are_filled_in() {
        let notify = Notify {
            block: template(Some("<a href={one-click-link-valid}>{x} {username}</a>"), Some("no")),
            mfa: template(None, Some("{ip-address} < {device-name}\n{event-id} {feedback-token}")),
            no_action: None,
            from: Some("a@example.com".into()),
            ..Notify::default()
        };
        let body = |occasion| compose(Some(&notify), &notice(occasion), &DETAILS).body;
        assert_eq!(
            body(Occasion::Blocked),
            "<a href=https://id.example.com/?a=1&amp;b=2>{x} &lt;jane&gt;</a>"
        );
        assert_eq!(
            body(Occasion::SecondFactor),
            "192.0.2.1 &lt; unknown<br>\ne1 {event-id}",
            "what was put in is not looked into"
        );
        let wording = compose(Some(&notify), &notice(Occasion::NothingDone), &DETAILS);
        assert_eq!(wording.subject.as_deref(), Some("New sign-in attempt"));
        assert!(
            wording.body.contains("href=\"https://id.example.com/no\""),
            "{}",
            wording.body
        );
        let wording = compose(None, &notice(Occasion::Blocked), &DETAILS);
        assert_eq!(wording.subject.as_deref(), Some("Blocked sign-in attempt"));
        let from = sender(Some(&notify), Sender::default());
        assert_eq!((from.from.as_deref(), from.reply_to), (Some("a@example.com"), None));
    }

    #[test]
    fn a_function_that_sends_is_told_everything() {
        let told = attributes(&notice(Occasion::SecondFactor), &DETAILS);
        assert_eq!(told["ACCOUNT_TAKE_OVER_ACTION"], "MFA_REQUIRED");
        assert_eq!(
            (&told["EVENT_ID"], &told["FEEDBACK_TOKEN"]),
            (&json!("e1"), &json!("{event-id}"))
        );
        assert_eq!(told.get("DEVICE_NAME"), None);
    }
}
