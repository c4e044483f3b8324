//! What messages say: the pool's templates, or Cognito's own words, with the placeholders filled in.
//!
//! The replacer knows `{####}` and, in invitations, `{username}`; it never looks at what it has put in. A template
//! is text, not a program: a name such as `{####}` stays a name.

use crate::{
    pool::PoolSettings,
    ports::{Channel, MessageKind},
    user::User,
};

/// Stands in templates for the code or the temporary password (triggers.md §11.1).
const CODE: &str = "{####}";

/// Stands in invitations for the name that the person signs in with (triggers.md §11.1).
const USERNAME: &str = "{username}";

/// A message, ready to be read. A secret: the type has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Wording {
    /// The subject, for e-mail only.
    pub subject: Option<String>,
    /// The text. HTML for e-mail, plain for text messages.
    pub body: String,
}

/// What is put into the placeholders of a template.
#[derive(Clone, Copy)]
pub struct Blanks<'a> {
    /// The code or the temporary password; empty when the message brings none (an invitation to a pool without
    /// passwords).
    pub code: &'a str,
    /// What the person signs in with; only invitations show it.
    pub username: &'a str,
}

/// What the user signs in with, as invitations show it: the address in pools with username attributes, where the username
/// is a meaningless id; else the username (guess).
pub fn shown_name<'a>(pool: &PoolSettings, user: &'a User) -> &'a str {
    let addresses = pool.username_attributes.iter();
    addresses
        .filter_map(|channel| user.attributes.get(channel.attribute()))
        .find(|address| !address.is_empty())
        .unwrap_or(&user.username)
}

/// Words a message of `kind` for `channel`: the pool's template, or Cognito's default text (triggers.md §11.3). An invitation
/// without a password has a default text of its own.
///
/// Values are escaped in e-mail bodies, which are HTML, and stand as they are everywhere else (triggers.md §11.1,
/// choice).
pub fn compose(pool: &PoolSettings, kind: MessageKind, channel: Channel, blanks: Blanks<'_>) -> Wording {
    let template = Template::of(pool, kind, channel, blanks);
    let escape = match channel {
        Channel::Email => escape_html,
        Channel::Sms => str::to_owned,
    };
    let code = escape(blanks.code);
    let username = escape(blanks.username);
    let name = (kind == MessageKind::Invitation).then_some(username.as_str());
    Wording {
        subject: (channel == Channel::Email).then(|| template.subject.to_owned()),
        body: fill(template.body, &code, name),
    }
}

/// The texts of one message before anything is filled in.
struct Template<'a> {
    subject: &'a str,
    body: &'a str,
}

impl<'a> Template<'a> {
    /// Which texts hold (triggers.md §11.3). A reset of the password speaks through the verification template when
    /// the pool has one.
    fn of(pool: &'a PoolSettings, kind: MessageKind, channel: Channel, blanks: Blanks<'_>) -> Self {
        let own = &pool.messages;
        let email_mfa = pool.mfa_methods.email.as_ref();
        let (default, subject, email, sms) = match kind {
            MessageKind::SignUp | MessageKind::VerifyAttribute => (
                VERIFICATION,
                &own.email_verification_subject,
                &own.email_verification,
                &own.sms_verification,
            ),
            MessageKind::ForgotPassword => (
                RESET,
                &own.email_verification_subject,
                &own.email_verification,
                &own.sms_verification,
            ),
            MessageKind::Invitation => (
                if blanks.code.is_empty() { WELCOME } else { INVITATION },
                &own.invite_email_subject,
                &own.invite_email,
                &own.invite_sms,
            ),
            MessageKind::Authentication => (
                AUTHENTICATION,
                email_mfa.map_or(&None, |mail| &mail.subject),
                email_mfa.map_or(&None, |mail| &mail.message),
                &own.sms_authentication,
            ),
        };
        let body = match channel {
            Channel::Email => email,
            Channel::Sms => sms,
        };
        Self {
            subject: subject.as_deref().unwrap_or(default.subject),
            body: body.as_deref().unwrap_or(default.body),
        }
    }
}

/// observed: triggers.md §11.3 (console templates)
const VERIFICATION: Template<'static> = Template {
    subject: "Your verification code",
    body: "Your verification code is {####}",
};

/// guess: triggers.md §11.3
const RESET: Template<'static> = Template {
    subject: "Your password reset code",
    body: "Your password reset code is {####}",
};

/// observed: triggers.md §11.3 (console templates)
const INVITATION: Template<'static> = Template {
    subject: "Your temporary password",
    body: "Your username is {username} and temporary password is {####}.",
};

/// guess: an invitation to a pool without passwords; only the template of such a pool is documented (triggers.md §11.2)
const WELCOME: Template<'static> = Template {
    subject: "Your account",
    body: "Your username is {username}.",
};

/// observed: triggers.md §11.3 for text messages; guess for e-mail
const AUTHENTICATION: Template<'static> = Template {
    subject: "Your authentication code",
    body: "Your authentication code is {####}.",
};

/// Replaces the placeholders from left to right, each once, never looking into what was put in.
fn fill(template: &str, code: &str, username: Option<&str>) -> String {
    let mut filled = String::with_capacity(template.len() + code.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        filled.push_str(before);
        rest = if let Some(after) = from.strip_prefix(CODE) {
            filled.push_str(code);
            after
        } else if let (Some(after), Some(username)) = (from.strip_prefix(USERNAME), username) {
            filled.push_str(username);
            after
        } else {
            filled.push('{');
            from.strip_prefix('{').unwrap_or_default()
        };
    }
    filled.push_str(rest);
    filled
}

/// `text` as it must stand in HTML so that it reads the same.
fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pool::EmailMfaTemplate;

    fn body(pool: &PoolSettings, kind: MessageKind, channel: Channel) -> String {
        compose(pool, kind, channel, BLANKS).body
    }

    const BLANKS: Blanks<'static> = Blanks {
        code: "123456",
        username: "jane",
    };

    #[test]
    fn a_pool_without_templates_speaks_the_default_texts() {
        let pool = PoolSettings::default();
        let all = [
            (MessageKind::SignUp, "Your verification code is 123456"),
            (MessageKind::VerifyAttribute, "Your verification code is 123456"),
            (MessageKind::ForgotPassword, "Your password reset code is 123456"),
            (
                MessageKind::Invitation,
                "Your username is jane and temporary password is 123456.",
            ),
            (MessageKind::Authentication, "Your authentication code is 123456."),
        ];
        for (kind, text) in all {
            for channel in [Channel::Email, Channel::Sms] {
                assert_eq!(body(&pool, kind, channel), text);
            }
        }
    }

    #[test]
    fn only_mail_has_a_subject() {
        let pool = PoolSettings::default();
        let subject = |channel| compose(&pool, MessageKind::SignUp, channel, BLANKS).subject;
        assert_eq!(subject(Channel::Email).as_deref(), Some("Your verification code"));
        assert_eq!(subject(Channel::Sms), None);
    }

    #[test]
    fn a_template_of_the_pool_replaces_the_default() {
        let mut pool = PoolSettings::default();
        pool.messages.email_verification = Some("mail {####}, again {####}".into());
        pool.messages.email_verification_subject = Some("subject {####}".into());
        pool.messages.sms_verification = Some("sms {####}".into());
        pool.messages.sms_authentication = Some("mfa {####}".into());
        pool.mfa_methods.email = Some(EmailMfaTemplate {
            message: Some("mail mfa {####}".into()),
            subject: None,
        });
        let wording = compose(&pool, MessageKind::ForgotPassword, Channel::Email, BLANKS);
        assert_eq!(wording.body, "mail 123456, again 123456");
        assert_eq!(wording.subject.as_deref(), Some("subject {####}"));
        assert_eq!(body(&pool, MessageKind::SignUp, Channel::Sms), "sms 123456");
        assert_eq!(body(&pool, MessageKind::Authentication, Channel::Sms), "mfa 123456");
        assert_eq!(
            body(&pool, MessageKind::Authentication, Channel::Email),
            "mail mfa 123456"
        );
    }

    #[test]
    fn an_invitation_without_a_password_does_not_speak_of_one() {
        let pool = PoolSettings::default();
        let blanks = Blanks { code: "", ..BLANKS };
        let wording = compose(&pool, MessageKind::Invitation, Channel::Sms, blanks);
        assert_eq!(wording.body, "Your username is jane.");
    }

    #[test]
    fn what_was_put_in_is_never_looked_into() {
        let mut pool = PoolSettings::default();
        pool.messages.invite_sms = Some("{username}/{####}/{other}/{".into());
        let blanks = Blanks {
            code: "{username}",
            username: "{####}",
        };
        let wording = compose(&pool, MessageKind::Invitation, Channel::Sms, blanks);
        assert_eq!(wording.body, "{####}/{username}/{other}/{");
    }

    #[test]
    fn the_name_is_shown_in_invitations_only() {
        let mut pool = PoolSettings::default();
        pool.messages.email_verification = Some("{username} {####}".into());
        assert_eq!(body(&pool, MessageKind::SignUp, Channel::Email), "{username} 123456");
    }

    #[test]
    fn values_cannot_write_markup_into_a_mail() {
        let pool = PoolSettings::default();
        let blanks = Blanks {
            code: "a&b",
            username: "<b>'\"",
        };
        let text = |channel| compose(&pool, MessageKind::Invitation, channel, blanks).body;
        assert_eq!(
            text(Channel::Email),
            "Your username is &lt;b&gt;&#39;&quot; and temporary password is a&amp;b."
        );
        assert_eq!(
            text(Channel::Sms),
            "Your username is <b>'\" and temporary password is a&b."
        );
    }
}
