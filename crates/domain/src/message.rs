//! What messages say: the pool's templates, or Cognito's own words, with the placeholders filled in.
//!
//! The replacer knows `{####}`, `{##text##}` where a link is sent and, in invitations, `{username}`; it never looks at what it
//! has put in. A template is text, not a program: a name such as `{####}` stays a name.

use crate::{
    pool::{EmailSettings, PoolSettings},
    ports::{Channel, MessageKind, Sender},
    template,
    user::User,
};

/// Before and after the words of a link (triggers.md §11.1).
const LINK: (&str, &str) = ("{##", "##}");

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
    /// Where a click confirms the sign-up; only e-mails to sign-ups of pools that confirm by link have one.
    pub link: Option<&'a str>,
}

/// Words that the pool's own function gives for one message; what is absent is the template's (triggers.md §6.5).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// `smsMessage`.
    pub sms: Option<String>,
    /// `emailMessage`.
    pub email: Option<String>,
    /// `emailSubject`.
    pub subject: Option<String>,
}

/// As whom the pool wants its e-mail to be sent. Only a pool with its own sending says a `From` (triggers.md §10.1); else the address in
/// the ARN of its identity is meant.
pub fn sender(settings: &EmailSettings) -> Sender {
    let own = settings.from.clone().filter(|_| settings.developer);
    let identity = || {
        let (_, name) = settings.source_arn.as_deref()?.split_once(":identity/")?;
        name.contains('@').then(|| name.to_owned())
    };
    Sender {
        from: own.or_else(identity),
        reply_to: settings.reply_to.clone(),
        configuration_set: settings.configuration_set.clone(),
    }
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

/// Words a message of `kind` for `channel`: what the pool's function says, its template, or Cognito's default text
/// (triggers.md §11.3). An invitation without a password has a default text of its own.
///
/// Values are escaped in e-mail bodies, which are HTML, and stand as they are everywhere else (triggers.md §11.1,
/// choice).
pub fn compose(
    pool: &PoolSettings,
    kind: MessageKind,
    channel: Channel,
    blanks: Blanks<'_>,
    own: &OwnWords,
) -> Wording {
    let template = Template::of(pool, kind, channel, blanks);
    let escape = match channel {
        Channel::Email => escape_html,
        Channel::Sms => str::to_owned,
    };
    let values = Values {
        code: &escape(blanks.code),
        username: (kind == MessageKind::Invitation).then(|| escape(blanks.username)),
        link: blanks.link.filter(|_| channel == Channel::Email).map(escape),
    };
    let own_body = match channel {
        Channel::Email => &own.email,
        Channel::Sms => &own.sms,
    };
    let subject = own.subject.as_deref().unwrap_or(template.subject);
    Wording {
        subject: (channel == Channel::Email).then(|| subject.to_owned()),
        body: template::fill(own_body.as_deref().unwrap_or(template.body), |from| values.at(from)),
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
            MessageKind::SignUp if blanks.link.is_some() => {
                (BY_LINK, &own.email_link_subject, &own.email_link, &own.sms_verification)
            }
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
            // Notices have words of their own (`notice`), and no template among these.
            MessageKind::Authentication | MessageKind::AccountTakeover => (
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

/// observed: triggers.md §11.3 (console templates)
const BY_LINK: Template<'static> = Template {
    subject: "Your verification link",
    body: "Please click the link below to verify your email address. {##Verify Email##}",
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

/// What stands for the placeholders, escaped as the text needs it.
struct Values<'a> {
    code: &'a str,
    username: Option<String>,
    link: Option<String>,
}

impl Values<'_> {
    /// What stands at a place of a template, and what follows it.
    fn at<'t>(&self, from: &'t str) -> Option<(String, &'t str)> {
        if let Some(after) = from.strip_prefix(CODE) {
            return Some((self.code.to_owned(), after));
        }
        if let (Some(after), Some(username)) = (from.strip_prefix(USERNAME), &self.username) {
            return Some((username.clone(), after));
        }
        let ((words, after), link) = (linked(from)?, self.link.as_ref()?);
        Some((format!("<a href=\"{link}\">{words}</a>"), after))
    }
}

/// The words of the link that `text` begins with, and what follows it.
fn linked(text: &str) -> Option<(&str, &str)> {
    let (words, after) = text.strip_prefix(LINK.0)?.split_once(LINK.1)?;
    (!words.contains(['{', '}'])).then_some((words, after))
}

/// Whether a template has a place for the link.
pub(crate) fn has_link(template: &str) -> bool {
    let places = template.match_indices(LINK.0).filter_map(|(at, _)| template.get(at..));
    places.filter_map(linked).any(|(words, _)| !words.is_empty())
}

/// An e-mail for readers that show no HTML: tags go, links keep their address, blocks stand on lines of their own.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut address: Option<String> = None;
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        text.push_str(before);
        let Some(end) = from.find('>').filter(|_| is_tag(from)) else {
            text.push('<');
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        let (tag, after) = (
            from.get(1..end).unwrap_or_default(),
            from.get(end + 1..).unwrap_or_default(),
        );
        rest = after;
        let name: String = tag.chars().take_while(|c| !c.is_whitespace()).collect();
        match name.to_ascii_lowercase().trim_end_matches('/') {
            // What is inside is for the program that shows the page.
            hidden @ ("style" | "script" | "head" | "title") => rest = after_end_of(after, hidden),
            "a" => address = target(tag),
            "/a" => {
                if let Some(address) = address.take() {
                    text.push_str(&format!(" ({address})"));
                }
            }
            "br" | "/p" | "/div" | "/h1" | "/h2" | "/h3" | "/li" | "/tr" => text.push('\n'),
            _ => {}
        }
    }
    text.push_str(rest);
    unescape(text.trim())
}

fn is_tag(text: &str) -> bool {
    let second = text.as_bytes().get(1);
    second.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!'))
}

fn after_end_of<'a>(text: &'a str, element: &str) -> &'a str {
    let lower = text.to_ascii_lowercase();
    let end = lower.find(&format!("</{element}"));
    let from = end.and_then(|end| text.get(end..)).unwrap_or_default();
    from.split_once('>').map_or("", |(_, after)| after)
}

fn target(tag: &str) -> Option<String> {
    let (_, after) = tag.split_once("href=")?;
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) => after.get(1..)?.split(quote).next().map(str::to_owned),
        None => after.split_whitespace().next().map(str::to_owned),
    }
}

fn unescape(text: &str) -> String {
    let pairs = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    pairs
        .into_iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// `text` as it must stand in HTML so that it reads the same.
pub(crate) fn escape_html(text: &str) -> String {
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
        compose(pool, kind, channel, BLANKS, &OwnWords::default()).body
    }

    const BLANKS: Blanks<'static> = Blanks {
        code: "123456",
        username: "jane",
        link: None,
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
        let subject = |channel| compose(&pool, MessageKind::SignUp, channel, BLANKS, &OwnWords::default()).subject;
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
        let wording = compose(
            &pool,
            MessageKind::ForgotPassword,
            Channel::Email,
            BLANKS,
            &OwnWords::default(),
        );
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
        let wording = compose(
            &pool,
            MessageKind::Invitation,
            Channel::Sms,
            blanks,
            &OwnWords::default(),
        );
        assert_eq!(wording.body, "Your username is jane.");
    }

    #[test]
    fn what_was_put_in_is_never_looked_into() {
        let mut pool = PoolSettings::default();
        pool.messages.invite_sms = Some("{username}/{####}/{other}/{".into());
        let blanks = Blanks {
            code: "{username}",
            username: "{####}",
            ..BLANKS
        };
        let wording = compose(
            &pool,
            MessageKind::Invitation,
            Channel::Sms,
            blanks,
            &OwnWords::default(),
        );
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
            ..BLANKS
        };
        let text = |channel| compose(&pool, MessageKind::Invitation, channel, blanks, &OwnWords::default()).body;
        assert_eq!(
            text(Channel::Email),
            "Your username is &lt;b&gt;&#39;&quot; and temporary password is a&amp;b."
        );
        assert_eq!(
            text(Channel::Sms),
            "Your username is <b>'\" and temporary password is a&b."
        );
    }

    #[test]
    fn a_link_stands_where_the_template_wants_it_and_only_in_mail() {
        let mut pool = PoolSettings::default();
        let blanks = Blanks {
            link: Some("https://id.example.com/confirmUser/?a=1&b=2"),
            ..BLANKS
        };
        let none = OwnWords::default();
        let mail = compose(&pool, MessageKind::SignUp, Channel::Email, blanks, &none);
        assert_eq!(mail.subject.as_deref(), Some("Your verification link"));
        assert_eq!(
            mail.body,
            "Please click the link below to verify your email address. \
             <a href=\"https://id.example.com/confirmUser/?a=1&amp;b=2\">Verify Email</a>"
        );
        assert_eq!(
            plain_text(&mail.body),
            "Please click the link below to verify your email address. \
             Verify Email (https://id.example.com/confirmUser/?a=1&b=2)"
        );
        pool.messages.email_link = Some("{##one##} {##two##} {## {####}".into());
        let mail = compose(&pool, MessageKind::SignUp, Channel::Email, blanks, &none);
        let anchor = |words: &str| format!("<a href=\"https://id.example.com/confirmUser/?a=1&amp;b=2\">{words}</a>");
        assert_eq!(mail.body, format!("{} {} {{## 123456", anchor("one"), anchor("two")));
        let sms = compose(&pool, MessageKind::SignUp, Channel::Sms, blanks, &none).body;
        assert_eq!(
            sms,
            "Please click the link below to verify your email address. {##Verify Email##}"
        );
    }

    #[test]
    fn words_of_the_pools_function_come_first_each_for_itself() {
        let pool = PoolSettings::default();
        let own = OwnWords {
            email: Some("Mail: {####}".into()),
            ..OwnWords::default()
        };
        let mail = compose(&pool, MessageKind::SignUp, Channel::Email, BLANKS, &own);
        assert_eq!(mail.body, "Mail: 123456");
        assert_eq!(mail.subject.as_deref(), Some("Your verification code"));
        let sms = compose(&pool, MessageKind::SignUp, Channel::Sms, BLANKS, &own);
        assert_eq!(sms.body, "Your verification code is 123456");
    }

    #[test]
    fn mail_reads_well_without_html() {
        for (html, text) in [
            ("Your code is 123456", "Your code is 123456"),
            (
                "<style>p{}</style><p>Hello<br>you</p><b>1 &lt; 2</b>",
                "Hello\nyou\n1 < 2",
            ),
            ("1 < 2 and <a href='x&amp;y'>z</a>", "1 < 2 and z (x&y)"),
            ("<a href=x>z", "z"),
            ("<unclosed", "<unclosed"),
            ("&amp;lt;", "&lt;"),
        ] {
            assert_eq!(plain_text(html), text, "{html}");
        }
    }

    #[test]
    fn a_pool_with_its_own_sending_says_who_sends() {
        let settings = |developer, from: Option<&str>, identity: &str| EmailSettings {
            developer,
            from: from.map(str::to_owned),
            source_arn: Some(format!("arn:aws:ses:us-east-1:1:identity/{identity}")),
            ..EmailSettings::default()
        };
        let from = |settings: EmailSettings| sender(&settings).from;
        let named = Some("Ann <a@b.c>");
        assert_eq!(from(settings(true, named, "b.c")).as_deref(), named);
        assert_eq!(from(settings(false, named, "x@b.c")).as_deref(), Some("x@b.c"));
        assert_eq!(from(settings(false, named, "b.c")), None);
    }
}
