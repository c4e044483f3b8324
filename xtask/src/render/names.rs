//! From AWS's names to Rust's.

/// Words that AWS writes as if they were two.
const WHOLE_WORDS: [(&str, &str); 2] = [("OAuth", "Oauth"), ("URLs", "Urls")];

/// A member's field name: `UserMFASettingList` → `user_mfa_setting_list`, `S3Configuration` → `s3_configuration`.
pub fn field(member: &str) -> String {
    let snake = snake(member);
    if snake == "type" { "r#type".to_owned() } else { snake }
}

/// `CallbackURLs` → `callback_urls`.
pub fn snake(name: &str) -> String {
    let name = WHOLE_WORDS
        .iter()
        .fold(name.to_owned(), |name, (from, to)| name.replace(from, to));
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| chars.get(i));
        let after = chars.get(i + 1);
        let begins_word = c.is_ascii_uppercase()
            && before.is_some_and(|b| !b.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase));
        if begins_word {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// A name in capitals, for a static: `UserPoolIdType` → `USER_POOL_ID_TYPE`.
pub fn shout(name: &str) -> String {
    snake(name).to_ascii_uppercase()
}

/// What serde makes of a field under `rename_all = "PascalCase"`.
pub fn pascal_of_field(field: &str) -> String {
    let words = field.trim_start_matches("r#").split('_');
    words.map(|word| with_first(word, char::to_ascii_uppercase)).collect()
}

/// An enum value's variant: `USER_SRP_AUTH` → `UserSrpAuth`, `email` → `Email`, `V1_0` → `V1_0`, `NoRisk` → `NoRisk`.
pub fn variant(value: &str) -> String {
    let mut out = String::new();
    for word in value.split(['_', '-']) {
        let word = if word.chars().any(|c| c.is_ascii_lowercase()) {
            word.to_owned()
        } else {
            word.to_ascii_lowercase()
        };
        let digits_meet = out.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
        if digits_meet {
            out.push('_');
        }
        out.push_str(&with_first(&word, char::to_ascii_uppercase));
    }
    out
}

/// How messages call a member: only the first letter is lowered (resources.md §1.6).
pub fn path(member: &str) -> String {
    with_first(member, char::to_ascii_lowercase)
}

fn with_first(word: &str, change: fn(&char) -> char) -> String {
    let mut chars = word.chars();
    chars.next().iter().map(change).chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::{field, path, variant};

    #[test]
    fn acronyms_fold_in_field_names() {
        let expected = [
            ("ClientId", "client_id"),
            ("MFAOptions", "mfa_options"),
            ("UserMFASettingList", "user_mfa_setting_list"),
            ("SMSMfaSettings", "sms_mfa_settings"),
            ("CallbackURLs", "callback_urls"),
            ("DefaultRedirectURI", "default_redirect_uri"),
            ("KMSKeyID", "kms_key_id"),
            ("CustomSMSSender", "custom_sms_sender"),
            (
                "AllowedOAuthFlowsUserPoolClient",
                "allowed_oauth_flows_user_pool_client",
            ),
            ("PreSignUp", "pre_sign_up"),
            ("SSOSession", "sso_session"),
            ("S3Configuration", "s3_configuration"),
            ("CSS", "css"),
            ("CSSVersion", "css_version"),
            ("Type", "r#type"),
            ("headerName", "header_name"),
        ];
        for (member, name) in expected {
            assert_eq!(field(member), name);
        }
    }

    #[test]
    fn enum_values_become_variants() {
        let expected = [
            ("USER_SRP_AUTH", "UserSrpAuth"),
            ("email", "Email"),
            ("phone_number", "PhoneNumber"),
            ("V1_0", "V1_0"),
            ("TLS_V1_2_2021", "TlsV1_2_2021"),
            ("userNotification", "UserNotification"),
            ("NoRisk", "NoRisk"),
            ("ARGON2ID", "Argon2id"),
        ];
        for (value, name) in expected {
            assert_eq!(variant(value), name);
        }
    }

    #[test]
    fn a_path_lowers_one_letter() {
        assert_eq!(path("CallbackURLs"), "callbackURLs");
        assert_eq!(path("CSS"), "cSS");
    }
}
