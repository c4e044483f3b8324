//! What can be filled in, with what browsers and password managers have to know about it.

use app::pages::registration::{Need, Wanted};
use domain::{
    attributes::{Attribute, AttributeKind},
    password::policy::PasswordPolicy,
    pool::{AliasAttribute, Pool},
    ports::Channel,
};

use super::{
    frame::Frame,
    words::{Words, fill},
};

/// How the name of a form field begins that holds an attribute (oauth.md §6.2, observed).
const ATTRIBUTE: &str = "requiredAttributes[";

/// Something to fill in.
#[derive(Clone, Default)]
pub(crate) struct Field {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) label: String,
    /// `type` of the input.
    pub(crate) kind: &'static str,
    pub(crate) value: String,
    pub(crate) autocomplete: &'static str,
    pub(crate) hint: Option<String>,
    pub(crate) required: bool,
    /// A code of digits.
    pub(crate) numeric: bool,
    /// A name or an address, which no keyboard should correct.
    pub(crate) plain: bool,
    /// Reads from left to right in every language.
    pub(crate) ltr: bool,
    /// The first one of its page.
    pub(crate) first: bool,
    /// What else describes it.
    pub(crate) beside: Option<&'static str>,
}

impl Field {
    fn new(name: &str, kind: &'static str, label: &str) -> Self {
        Self {
            id: name.to_owned(),
            name: name.to_owned(),
            label: label.to_owned(),
            kind,
            required: true,
            ..Self::default()
        }
    }

    /// The elements that describe it, by their ids.
    pub(crate) fn described(&self, frame: &Frame) -> Option<String> {
        let notice = frame.is_alarming().then(|| "notice".to_owned());
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let all: Vec<String> = notice
            .into_iter()
            .chain(self.beside.map(str::to_owned))
            .chain(hint)
            .collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// Whoever opens the page begins here.
    pub(crate) fn first(mut self) -> Self {
        self.first = true;
        self
    }

    /// Holds what was entered before.
    pub(crate) fn holding(mut self, value: &str) -> Self {
        value.clone_into(&mut self.value);
        self
    }

    /// The name of a user: whatever the pool lets users sign in by.
    pub(crate) fn username(pool: &Pool, words: &Words) -> Self {
        let mut field = Self::new("username", "text", username_label(pool, words));
        field.id = "signInFormUsername".into();
        field.autocomplete = "username";
        field.plain = true;
        field.ltr = !pool.settings.username_attributes.is_empty();
        if pool.settings.username_attributes == [Channel::Email] {
            field.kind = "email";
        }
        field
    }

    /// The name of somebody who signs up.
    pub(crate) fn new_username(pool: &Pool, words: &Words) -> Self {
        let attributes = pool.settings.username_attributes.as_slice();
        let mut field = Self::username(pool, words);
        field.id = "signUpFormUsername".into();
        match attributes {
            [] => words.username.clone_into(&mut field.label),
            [Channel::Sms] => {
                field.kind = "tel";
                field.hint = Some(words.phone_hint.to_owned());
            }
            _ => {}
        }
        field
    }

    /// The present password.
    pub(crate) fn password(words: &Words) -> Self {
        let mut field = Self::new("password", "password", words.password);
        field.id = "signInFormPassword".into();
        field.autocomplete = "current-password";
        field.ltr = true;
        field
    }

    /// A password to be.
    pub(crate) fn new_password(label: &str) -> Self {
        let mut field = Self::new("password", "password", label);
        field.id = "new-password".into();
        field.autocomplete = "new-password";
        field.ltr = true;
        field.beside = Some("rules");
        field
    }

    /// The same once more.
    pub(crate) fn repeated_password(words: &Words) -> Self {
        let mut field = Self::new_password(words.repeat_password);
        field.id = "confirm_password".into();
        field.name = "confirm_password".into();
        field.beside = None;
        field
    }

    /// A code that was sent, or that an app shows.
    pub(crate) fn code(name: &str, words: &Words) -> Self {
        let mut field = Self::new(name, "text", words.code);
        field.autocomplete = "one-time-code";
        field.numeric = true;
        field.ltr = true;
        field
    }

    /// An address to send codes to.
    pub(crate) fn address(channel: Channel, words: &Words) -> Self {
        let mut field = match channel {
            Channel::Email => Self::new("email", "email", words.email),
            Channel::Sms => Self::new("phone_number", "tel", words.phone_number),
        };
        field.autocomplete = autocomplete(channel.attribute());
        field.hint = hint(channel.attribute(), words);
        field.plain = true;
        field.ltr = true;
        field
    }

    /// An attribute of a user.
    pub(crate) fn attribute(wanted: &Wanted<'_>, words: &Words) -> Self {
        let attribute = wanted.attribute;
        let name = attribute.name.as_str();
        let mut field = Self::new("", kind(attribute), &label(name, words));
        field.id = format!("attribute-{}", name.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        field.name = format!("{ATTRIBUTE}{name}]");
        field.autocomplete = autocomplete(name);
        field.hint = hint(name, words);
        field.required = wanted.need == Need::Required;
        field.plain = matches!(field.kind, "email" | "tel" | "url");
        field.ltr = field.plain;
        field
    }
}

/// The attribute that a form field holds.
pub(crate) fn attribute_of(field: &str) -> Option<&str> {
    field.strip_prefix(ATTRIBUTE)?.strip_suffix(']')
}

fn username_label<'w>(pool: &Pool, words: &'w Words) -> &'w str {
    let settings = &pool.settings;
    let alias = |wanted| settings.aliases.contains(&wanted);
    match settings.username_attributes.as_slice() {
        [Channel::Email] => words.email,
        [Channel::Sms] => words.phone_number,
        [] => match (alias(AliasAttribute::Email), alias(AliasAttribute::PhoneNumber)) {
            (true, true) => words.username_email_or_phone,
            (true, false) => words.username_or_email,
            (false, true) => words.username_or_phone,
            (false, false) => words.username,
        },
        _ => words.email_or_phone,
    }
}

/// What an attribute is called: standard ones in the person's language, custom ones as the pool calls them.
pub(crate) fn label(name: &str, words: &Words) -> String {
    let known = match name {
        "address" => words.address,
        "birthdate" => words.birthdate,
        "email" => words.email,
        "family_name" => words.family_name,
        "gender" => words.gender,
        "given_name" => words.given_name,
        "locale" => words.locale,
        "middle_name" => words.middle_name,
        "name" => words.name,
        "nickname" => words.nickname,
        "phone_number" => words.phone_number,
        "picture" => words.picture,
        "preferred_username" => words.preferred_username,
        "profile" => words.profile,
        "updated_at" => words.updated_at,
        "website" => words.website,
        "zoneinfo" => words.zoneinfo,
        other => return other.trim_start_matches("custom:").to_owned(),
    };
    known.to_owned()
}

fn kind(attribute: &Attribute) -> &'static str {
    match (attribute.name.as_str(), &attribute.kind) {
        ("email", _) => "email",
        ("phone_number", _) => "tel",
        ("birthdate", _) => "date",
        ("website" | "profile" | "picture", _) => "url",
        (_, AttributeKind::Number(_)) => "number",
        _ => "text",
    }
}

/// What browsers may fill in (the names of the HTML standard).
fn autocomplete(attribute: &str) -> &'static str {
    match attribute {
        "address" => "street-address",
        "birthdate" => "bday",
        "email" => "email",
        "family_name" => "family-name",
        "gender" => "sex",
        "given_name" => "given-name",
        "locale" => "language",
        "middle_name" => "additional-name",
        "name" => "name",
        "nickname" => "nickname",
        "phone_number" => "tel",
        "picture" => "photo",
        "website" | "profile" => "url",
        _ => "off",
    }
}

fn hint(attribute: &str, words: &Words) -> Option<String> {
    match attribute {
        "phone_number" => Some(words.phone_hint.to_owned()),
        _ => None,
    }
}

/// A rule for passwords.
pub(crate) struct Rule {
    pub(crate) kind: &'static str,
    pub(crate) least: usize,
    pub(crate) text: String,
}

/// What a password needs.
pub(crate) fn rules(policy: &PasswordPolicy, words: &Words) -> Vec<Rule> {
    let count = policy.minimum_length.to_string();
    let all = [
        (true, "length", fill(words.rule_length, &[("count", &count)])),
        (policy.lowercase, "lower", words.rule_lower.to_owned()),
        (policy.uppercase, "upper", words.rule_upper.to_owned()),
        (policy.numbers, "number", words.rule_number.to_owned()),
        (policy.symbols, "symbol", words.rule_symbol.to_owned()),
    ];
    all.into_iter()
        .filter(|(wanted, _, _)| *wanted)
        .map(|(_, kind, text)| Rule {
            kind,
            least: policy.minimum_length,
            text,
        })
        .collect()
}
