//! The filter of ListUsers: one attribute, compared with one value (resources.md §5).
//!
//! ```text
//! filter := attribute ( "=" | "^=" ) '"' value '"'      blanks may stand between the parts
//! ```
//!
//! The attribute may stand in quotes itself. Within the value `"` and `\` are written with a `\` in front.

use std::{iter::Peekable, str::Chars};

/// What users are searched by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchBy {
    /// `username`, with regard to case.
    Username,
    /// `email`; an absent attribute counts as empty, here and below.
    Email,
    /// `phone_number`.
    PhoneNumber,
    /// `name`.
    Name,
    /// `given_name`.
    GivenName,
    /// `family_name`.
    FamilyName,
    /// `preferred_username`.
    PreferredUsername,
    /// `cognito:user_status`, such as `CONFIRMED`.
    UserStatus,
    /// `status`: `Enabled` or `Disabled`, with regard to case.
    Status,
    /// `sub`.
    Sub,
}

impl SearchBy {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Username,
        Self::Email,
        Self::PhoneNumber,
        Self::Name,
        Self::GivenName,
        Self::FamilyName,
        Self::PreferredUsername,
        Self::UserStatus,
        Self::Status,
        Self::Sub,
    ];

    /// As written in a filter.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Email => "email",
            Self::PhoneNumber => "phone_number",
            Self::Name => "name",
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::PreferredUsername => "preferred_username",
            Self::UserStatus => "cognito:user_status",
            Self::Status => "status",
            Self::Sub => "sub",
        }
    }
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matching {
    /// `=`
    Exact,
    /// `^=`
    Prefix,
}

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What is compared.
    pub by: SearchBy,
    /// How.
    pub matching: Matching,
    /// With what.
    pub value: String,
}

/// Why a text is no filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterRefused {
    /// It does not follow the grammar.
    Malformed,
    /// Users cannot be searched by this attribute, custom ones among them.
    NotSearchable(String),
}

/// Reads a filter; `None` for an empty one, which all users match.
///
/// # Errors
///
/// [`FilterRefused`]: the grammar first, then the attribute.
pub fn parse(text: &str) -> Result<Option<Search>, FilterRefused> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let (attribute, matching, value) = Reader(text.chars().peekable())
        .filter()
        .ok_or(FilterRefused::Malformed)?;
    match SearchBy::ALL.into_iter().find(|by| by.as_str() == attribute) {
        Some(by) => Ok(Some(Search { by, matching, value })),
        None => Err(FilterRefused::NotSearchable(attribute)),
    }
}

struct Reader<'a>(Peekable<Chars<'a>>);

impl Reader<'_> {
    fn filter(mut self) -> Option<(String, Matching, String)> {
        let attribute = self.attribute()?;
        let matching = self.operator()?;
        let value = self.quoted()?;
        self.skip_blanks();
        self.0.next().is_none().then_some((attribute, matching, value))
    }

    fn attribute(&mut self) -> Option<String> {
        self.skip_blanks();
        let name = if self.0.peek() == Some(&'"') {
            self.quoted()?
        } else {
            self.bare()
        };
        (!name.is_empty()).then_some(name)
    }

    fn bare(&mut self) -> String {
        let mut name = String::new();
        while let Some(c) = self
            .0
            .next_if(|c| !c.is_whitespace() && !matches!(c, '=' | '^' | '"' | '\\'))
        {
            name.push(c);
        }
        name
    }

    fn operator(&mut self) -> Option<Matching> {
        self.skip_blanks();
        let matching = if self.0.next_if_eq(&'^').is_some() {
            Matching::Prefix
        } else {
            Matching::Exact
        };
        self.0.next_if_eq(&'=').map(|_| matching)
    }

    /// A text in quotes. A `\` before any other character counts for nothing (guess).
    fn quoted(&mut self) -> Option<String> {
        self.skip_blanks();
        self.0.next_if_eq(&'"')?;
        let mut text = String::new();
        loop {
            match self.0.next()? {
                '"' => return Some(text),
                '\\' => text.push(self.0.next()?),
                c => text.push(c),
            }
        }
    }

    fn skip_blanks(&mut self) {
        while self.0.next_if(|c| c.is_whitespace()).is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn search(by: SearchBy, matching: Matching, value: &str) -> Result<Option<Search>, FilterRefused> {
        let value = value.to_owned();
        Ok(Some(Search { by, matching, value }))
    }

    #[test]
    fn filters() {
        use Matching::{Exact, Prefix};
        for (text, by, matching, value) in [
            (r#"name = "x""#, SearchBy::Name, Exact, "x"),
            (r#""email"^="testuser""#, SearchBy::Email, Prefix, "testuser"),
            (r#"  sub  ^=  "ab"  "#, SearchBy::Sub, Prefix, "ab"),
            (
                r#"cognito:user_status="Confirmed""#,
                SearchBy::UserStatus,
                Exact,
                "Confirmed",
            ),
            (r#"status = "Enabled""#, SearchBy::Status, Exact, "Enabled"),
            (r#"email = """#, SearchBy::Email, Exact, ""),
            (
                r#"name = "say \"hi\" \\ bye""#,
                SearchBy::Name,
                Exact,
                r#"say "hi" \ bye"#,
            ),
            (r#"family_name = " o = ^= ""#, SearchBy::FamilyName, Exact, " o = ^= "),
            ("name\t=\n\"x\"", SearchBy::Name, Exact, "x"),
        ] {
            assert_eq!(parse(text), search(by, matching, value), "{text}");
        }
        assert_eq!(parse(""), Ok(None));
        assert_eq!(parse("  "), Ok(None));
    }

    #[test]
    fn every_searchable_attribute() {
        for by in SearchBy::ALL {
            assert_eq!(
                parse(&format!("{} = \"x\"", by.as_str())),
                search(by, Matching::Exact, "x")
            );
        }
    }

    #[test]
    fn what_is_no_filter() {
        for text in [
            "name",
            "name =",
            "name = x",
            r#"name = "x"#,
            r#"name = "x\""#,
            r#"name "x""#,
            r#"name == "x""#,
            r#"name ^ = "x""#,
            r#"name != "x""#,
            r#"= "x""#,
            r#""" = "x""#,
            r#"name = "x" and email = "y""#,
            r#"name = "x" "y""#,
            r#"given name = "x""#,
            "name = 'x'",
        ] {
            assert_eq!(parse(text), Err(FilterRefused::Malformed), "{text}");
        }
    }

    #[test]
    fn attributes_that_are_not_searched() {
        for name in ["custom:colour", "birthdate", "Email", "enabled"] {
            assert_eq!(
                parse(&format!("{name} = \"x\"")),
                Err(FilterRefused::NotSearchable(name.to_owned()))
            );
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = parse(&text);
        }

        #[test]
        fn every_value_can_be_written(value in any::<String>()) {
            let written = value.replace('\\', r"\\").replace('"', "\\\"");
            prop_assert_eq!(parse(&format!("name = \"{written}\"")), search(SearchBy::Name, Matching::Exact, &value));
        }
    }
}
