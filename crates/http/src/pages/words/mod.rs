//! What the pages say, a table for each language.
//!
//! A table is a struct, so that none can miss a sentence. Sentences hold `{name}`s, which [`fill`] replaces.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod ja;
mod pt;

/// Makes the table, and a list of its entries for tests.
macro_rules! words {
    ($($(#[$doc:meta])* $key:ident,)*) => {
        /// All sentences of one language.
        pub(crate) struct Words {
            $($(#[$doc])* pub(crate) $key: &'static str,)*
        }

        #[cfg(test)]
        impl Words {
            /// Every sentence with its key.
            pub(crate) fn entries(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key),)*]
            }
        }
    };
}

words! {
    /// Title and button.
    sign_in,
    /// Heading of the form.
    sign_in_with_username,
    /// Label.
    username,
    /// Label.
    email_or_phone,
    /// Label.
    username_or_email,
    /// Label.
    username_or_phone,
    /// Label.
    username_email_or_phone,
    /// Label.
    password,
    /// Label.
    new_password,
    /// Label.
    repeat_password,
    /// Button beside a password.
    show_password,
    /// Button beside a password.
    hide_password,
    /// Link and title.
    forgot_password,
    /// Before the link to sign up.
    no_account,
    /// Link and button.
    sign_up,
    /// Before the link to sign in.
    have_account,
    /// Button.
    next,
    /// Button.
    go_on,
    /// Link.
    back_to_sign_in,
    /// Between two ways.
    or,
    /// Button of an identity provider.
    continue_with,
    /// Heading of buttons of identity providers.
    social_account,
    /// Heading of buttons of identity providers.
    corporate_id,
    /// Title.
    choose_factor,
    /// Whose sign-in it is.
    signing_in_as,
    /// Link.
    other_account,
    /// Button.
    by_passkey,
    /// Button.
    by_email_code,
    /// Button.
    by_sms_code,
    /// Label.
    code,
    /// Title.
    enter_code,
    /// Where a code went.
    code_sent_email,
    /// Where a code went.
    code_sent_sms,
    /// A code went somewhere.
    code_sent,
    /// Which code is wanted.
    code_from_app,
    /// Button.
    confirm,
    /// Button.
    resend,
    /// Said after it.
    resent,
    /// Title of second factors.
    confirm_identity,
    /// Above the choice of second factors.
    choose_method,
    /// A second factor.
    method_sms,
    /// A second factor.
    method_email,
    /// A second factor.
    method_totp,
    /// Title.
    set_up_title,
    /// Above the choice.
    set_up_text,
    /// Title.
    totp_title,
    /// First step.
    totp_scan,
    /// What the picture is.
    totp_picture,
    /// Beside the secret.
    totp_key,
    /// Second step.
    totp_then,
    /// Title.
    email_set_up,
    /// Title.
    phone_set_up,
    /// Below a phone number.
    phone_hint,
    /// Title.
    choose_password,
    /// Why.
    temporary_text,
    /// Above the rules.
    rules_title,
    /// A rule.
    rule_length,
    /// A rule.
    rule_lower,
    /// A rule.
    rule_upper,
    /// A rule.
    rule_number,
    /// A rule.
    rule_symbol,
    /// Title.
    create_account,
    /// At sign-up.
    terms,
    /// Link.
    terms_of_use,
    /// Link.
    privacy_policy,
    /// Title.
    confirm_account,
    /// Where a link went.
    link_sent,
    /// Button.
    resend_link,
    /// Said after it.
    link_resent,
    /// Title.
    confirmed_title,
    /// Below it.
    confirmed_text,
    /// Title after the answer to a notice of a risk.
    feedback_title,
    /// Below it.
    feedback_text,
    /// Its link is too old, or damaged.
    feedback_link_invalid,
    /// On the sign-in page.
    confirmed_notice,
    /// Below the title.
    forgot_text,
    /// Button.
    send_code,
    /// Button.
    change_password,
    /// On the sign-in page.
    password_changed,
    /// Why.
    reset_required,
    /// Title.
    passkey_title,
    /// Below it.
    passkey_text,
    /// Button.
    passkey_use,
    /// What happened.
    passkey_failed,
    /// Without scripts.
    passkey_script,
    /// Link.
    other_way,
    /// Title.
    passkey_add_title,
    /// Below it.
    passkey_add_text,
    /// Button.
    passkey_create,
    /// Button.
    not_now,
    /// Title.
    error_title,
    /// Below it.
    error_text,
    /// Before a code of an error.
    error_code,
    /// Before the number of the request.
    reference,
    /// Link.
    start_again,
    /// Why.
    out_of_date,
    /// Why.
    no_cookie,
    /// A client of managed login without a style (oauth.md §5.6, guess).
    no_pages,
    /// Title.
    signed_out_title,
    /// Below it.
    signed_out_text,
    /// Label of the choice of a language.
    language,
    /// Notice.
    wrong_password,
    /// Notice.
    no_such_user,
    /// Notice.
    locked,
    /// Notice.
    too_often,
    /// Notice.
    disabled,
    /// A sign-in that looks too risky.
    blocked,
    /// Notice.
    wrong_code,
    /// Notice.
    expired_code,
    /// Notice.
    used_code,
    /// Notice.
    user_exists,
    /// Notice.
    not_delivered,
    /// Notice.
    sign_up_closed,
    /// Notice.
    cannot_reset,
    /// Notice.
    temporary_expired,
    /// Notice.
    passwords_differ,
    /// Notice.
    too_short,
    /// Notice.
    no_upper,
    /// Notice.
    no_lower,
    /// Notice.
    no_number,
    /// Notice.
    no_symbol,
    /// Notice.
    used_before,
    /// Notice.
    not_valid,
    /// Notice.
    not_supported,
    /// Notice.
    try_again,
    /// Attribute.
    address,
    /// Attribute.
    birthdate,
    /// Attribute.
    email,
    /// Attribute.
    family_name,
    /// Attribute.
    gender,
    /// Attribute.
    given_name,
    /// Attribute.
    locale,
    /// Attribute.
    middle_name,
    /// Attribute.
    name,
    /// Attribute.
    nickname,
    /// Attribute.
    phone_number,
    /// Attribute.
    picture,
    /// Attribute.
    preferred_username,
    /// Attribute.
    profile,
    /// Attribute.
    updated_at,
    /// Attribute.
    website,
    /// Attribute.
    zoneinfo,
}

/// A language that the pages speak.
pub(crate) struct Language {
    /// What `lang` calls it: its tag (oauth.md §5.1, documented).
    pub(crate) tag: &'static str,
    /// What it calls itself.
    pub(crate) name: &'static str,
    /// What the links of terms call it (oauth.md §19.3, documented); Arabic is not among them.
    pub(crate) terms: &'static str,
    /// `ltr` or `rtl`.
    pub(crate) direction: &'static str,
    /// What it says.
    pub(crate) words: &'static Words,
}

/// All of them; the first is spoken where no other is wanted.
pub(crate) const LANGUAGES: [Language; 7] = [
    Language::new(("en", "English", "english"), &en::WORDS),
    Language::new(("de", "Deutsch", "german"), &de::WORDS),
    Language::new(("es", "Español", "spanish"), &es::WORDS),
    Language::new(("fr", "Français", "french"), &fr::WORDS),
    Language::new(("ja", "日本語", "japanese"), &ja::WORDS),
    Language::new(("pt-BR", "Português", "portuguese-brazil"), &pt::WORDS),
    Language {
        direction: "rtl",
        ..Language::new(("ar", "العربية", "arabic"), &ar::WORDS)
    },
];

impl Language {
    const fn new((tag, name, terms): (&'static str, &'static str, &'static str), words: &'static Words) -> Self {
        Self {
            tag,
            name,
            terms,
            direction: "ltr",
            words,
        }
    }

    /// The language of a tag such as `pt`, `pt-BR` or `de-AT`, if it is spoken here.
    pub(crate) fn of_tag(tag: &str) -> Option<&'static Self> {
        let first = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        LANGUAGES.iter().find(|language| first(language.tag) == first(tag))
    }

    /// The first language of an `Accept-Language` field that is spoken here, by its weights.
    pub(crate) fn of_browser(accepted: &str) -> Option<&'static Self> {
        let mut wanted: Vec<(u16, &'static Self)> = accepted
            .split(',')
            .take(MOST_ACCEPTED)
            .filter_map(|range| {
                let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
                let weight = weight(parameters);
                Some((weight, Self::of_tag(tag.trim())?)).filter(|(weight, _)| *weight > 0)
            })
            .collect();
        wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wanted.first().map(|(_, language)| *language)
    }
}

/// How many languages of a browser are looked at.
const MOST_ACCEPTED: usize = 20;

/// A weight in thousandths; 1000 when none is given, 0 when it makes no sense.
fn weight(parameters: &str) -> u16 {
    let Some(text) = parameters.trim().strip_prefix("q=") else {
        return 1000;
    };
    let weight = text.trim().parse::<f32>().unwrap_or(0.0);
    if (0.0..=1.0).contains(&weight) {
        (weight * 1000.0) as u16
    } else {
        0
    }
}

/// A sentence with its `{name}`s replaced.
pub(crate) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            rest = after;
            break;
        };
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests;
