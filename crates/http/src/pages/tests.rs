//! Every template with sample data in every language.

use std::collections::BTreeMap;

use app::pages::registration::{Need, Wanted};
use askama::Template;
use domain::{attributes::Schema, password::policy::PasswordPolicy, ports::Channel};

use super::{
    error::Told,
    field::{Field, rules},
    first_factor::Choose,
    frame::{Frame, Said},
    login::{Login, ProviderButton, Providers},
    look::{Image, Link, Look},
    new_password::NewPassword,
    passkeys::Passkey,
    qr,
    second_factor::{Ask, ChooseMethod, Code, Totp},
    sign_up::{LinkSent, SignUp},
    words::{LANGUAGES, Language, Words, fill},
};

/// What somebody could have written, in places where anything can be written.
const NASTY: &str = "<b>\"&'";

fn look() -> Look {
    let links = |of: &str| BTreeMap::from([("cognito:default".to_owned(), format!("https://app.example/{of}"))]);
    Look {
        shade: "either",
        styles: vec!["/assets/pages.css".into()],
        script: "/assets/pages.js".into(),
        logo: Some(Image {
            url: "/logo.png".into(),
            dark: Some("/dark.png".into()),
        }),
        header: Some(Some(Image {
            url: "/header.png".into(),
            dark: None,
        })),
        footer: Some(None),
        icons: vec!["/icon.svg".into()],
        terms: Some((links("terms"), links("privacy"))),
        ..Look::default()
    }
}

fn frame(language: &'static Language, title: &str) -> Frame {
    Frame {
        title: title.to_owned(),
        words: language.words,
        language,
        languages: LANGUAGES
            .iter()
            .map(|language| (format!("?lang={}", language.tag), language))
            .collect(),
        token: "token".into(),
        notice: Some(Said::wrong(NASTY)),
        look: look(),
    }
}

fn text(template: &impl Template) -> String {
    template.render().unwrap()
}

fn providers(words: &Words) -> Vec<Providers> {
    vec![Providers {
        heading: words.social_account,
        heading_class: "textDescription-customizable",
        button_class: "socialButton-customizable",
        providers: vec![ProviderButton {
            href: "/x".into(),
            text: fill(words.continue_with, &[("provider", NASTY)]),
            icon: Some("/icon".into()),
        }],
    }]
}

fn attributes(words: &Words) -> Vec<Field> {
    let schema = Schema::default();
    let all = schema.0.iter().map(|attribute| Wanted {
        attribute,
        need: Need::Required,
    });
    all.map(|wanted| Field::attribute(&wanted, words)).collect()
}

fn pages(language: &'static Language) -> Vec<(&'static str, String)> {
    let words = language.words;
    [first_pages(language, words), later_pages(language, words)].concat()
}

fn first_pages(language: &'static Language, words: &'static Words) -> Vec<(&'static str, String)> {
    let path = || "/page?a=1&b=2".to_owned();
    let policy = PasswordPolicy::default();
    vec![
        (
            "login",
            text(&Login {
                frame: frame(language, words.sign_in),
                action: path(),
                fields: vec![
                    Field::address(Channel::Email, words).holding(NASTY),
                    Field::password(words).first(),
                ],
                has_form: true,
                submit: words.sign_in,
                forgot: Some(path()),
                sign_up: Some(path()),
                terms: look().agreement(language),
                providers: providers(words),
            }),
        ),
        (
            "choose",
            text(&Choose {
                frame: frame(language, words.choose_factor),
                action: path(),
                username: NASTY.into(),
                who: fill(words.signing_in_as, &[("username", NASTY)]),
                other_account: path(),
                password: Some(Field::password(words)),
                forgot: Some(path()),
                others: vec![("WEB_AUTHN", words.by_passkey), ("EMAIL_OTP", words.by_email_code)],
            }),
        ),
        (
            "sign_up",
            text(&SignUp {
                frame: frame(language, words.create_account),
                action: path(),
                fields: attributes(words),
                rules: rules(&policy, words),
                terms: Some(look().agreement(language).unwrap()),
                providers: providers(words),
                back: path(),
            }),
        ),
        (
            "link_sent",
            text(&LinkSent {
                frame: frame(language, words.confirm_account),
                lead: fill(words.link_sent, &[("destination", NASTY)]),
                resend: path(),
                back: path(),
            }),
        ),
        (
            "new_password",
            text(&NewPassword {
                frame: frame(language, words.choose_password),
                action: path(),
                lead: words.temporary_text.into(),
                username: NASTY.into(),
                before: vec![Field::code("code", words), Field::new_password(words.new_password)],
                rules: rules(&policy, words),
                fields: vec![Field::repeated_password(words)],
                resend: Some(path()),
                back: path(),
            }),
        ),
    ]
}

fn later_pages(language: &'static Language, words: &'static Words) -> Vec<(&'static str, String)> {
    let path = || "/page?a=1&b=2".to_owned();
    vec![
        (
            "code",
            text(&Code {
                frame: frame(language, words.enter_code),
                action: path(),
                lead: fill(words.code_sent_sms, &[("destination", NASTY)]),
                fields: vec![Field::code("code", words).first()],
                resend: Some(path()),
                back: path(),
            }),
        ),
        (
            "choose_mfa",
            text(&ChooseMethod {
                frame: frame(language, words.set_up_title),
                action: path(),
                lead: words.set_up_text,
                methods: vec![("SMS_MFA", words.method_sms), ("EMAIL_OTP", words.method_email)],
                back: path(),
            }),
        ),
        (
            "totp",
            text(&Totp {
                frame: frame(language, words.totp_title),
                action: path(),
                link: "otpauth://totp/x".into(),
                picture: qr::picture("otpauth://totp/x"),
                key: "ABCD EFGH".into(),
                field: Field::code("code", words),
                back: path(),
            }),
        ),
        (
            "ask",
            text(&Ask {
                frame: frame(language, words.forgot_password),
                action: path(),
                lead: Some(words.forgot_text),
                fields: vec![Field::address(Channel::Sms, words)],
                submit: words.send_code,
                back: path(),
            }),
        ),
        (
            "passkey",
            text(&Passkey {
                frame: frame(language, words.passkey_add_title),
                action: path(),
                lead: words.passkey_add_text,
                ceremony: "create",
                options: "{\"challenge\":\"<&>\"}".into(),
                submit: words.passkey_create,
                skip: Some(words.not_now),
                back: Some(path()),
            }),
        ),
        (
            "told",
            text(&Told {
                frame: frame(language, words.error_title),
                lines: vec![words.error_text.into(), fill(words.error_code, &[("code", NASTY)])],
                link: Some(Link {
                    href: path(),
                    text: words.start_again.into(),
                }),
            }),
        ),
    ]
}

#[test]
fn every_page_is_whole_in_every_language() {
    for language in &LANGUAGES {
        for (name, page) in pages(language) {
            let at = format!("{name} in {}", language.tag);
            is_balanced(&page).unwrap_or_else(|why| panic!("{at}: {why}"));
            assert!(
                page.contains(&format!(
                    "<html lang=\"{}\" dir=\"{}\"",
                    language.tag, language.direction
                )),
                "{at}"
            );
            assert!(page.len() < 50_000, "{at}: {} bytes", page.len());
            assert!(
                !page.contains(NASTY) && !page.contains("<b>"),
                "{at}: something is not escaped"
            );
            assert!(
                !page.contains(" on") || !page.contains("onclick"),
                "{at}: code in the page"
            );
            assert!(
                !page.contains("style=") && !page.contains("<style"),
                "{at}: style in the page"
            );
            assert!(
                !page.contains("http://") || page.contains("http://www.w3.org/2000/svg"),
                "{at}"
            );
            for (attribute, empty) in [
                ("label", "></label>"),
                ("title", "<title></title>"),
                ("button", "></button>"),
            ] {
                assert!(!page.contains(empty), "{at}: an empty {attribute}");
            }
            labels_fit(&page).unwrap_or_else(|why| panic!("{at}: {why}"));
        }
    }
}

#[test]
fn nothing_stays_english() {
    let english = LANGUAGES[0].words.entries();
    for language in &LANGUAGES[1..] {
        let own = language.words.entries();
        for (name, page) in pages(language) {
            for ((key, sentence), (_, said)) in english.iter().zip(&own) {
                let telling = sentence.len() > 12 && !sentence.contains('{') && sentence != said;
                let shown = format!(">{sentence}<");
                assert!(!(telling && page.contains(&shown)), "{name} in {}: {key}", language.tag);
            }
        }
    }
}

/// Whether every element that is opened is closed, in its order.
fn is_balanced(page: &str) -> Result<(), String> {
    const VOID: [&str; 5] = ["meta", "link", "input", "img", "source"];
    let mut open: Vec<&str> = Vec::new();
    for part in page.split('<').skip(1) {
        let (tag, _) = part.split_once('>').ok_or("an element without an end")?;
        if tag.starts_with('!') || tag.ends_with('/') {
            continue;
        }
        match tag.strip_prefix('/') {
            Some(closed) if open.pop() != Some(closed) => return Err(format!("</{closed}> closes nothing")),
            Some(_) => {}
            None => {
                let name = tag.split([' ', '\n']).next().unwrap_or_default();
                if !VOID.contains(&name) {
                    open.push(name);
                }
            }
        }
    }
    match open.as_slice() {
        [] => Ok(()),
        left => Err(format!("left open: {left:?}")),
    }
}

/// Whether every label is that of a field, and every visible field has one.
fn labels_fit(page: &str) -> Result<(), String> {
    let value = |element: &str, name: &str| {
        let (_, after) = element.split_once(&format!("{name}=\""))?;
        after.split('"').next().map(str::to_owned)
    };
    let elements = |kind: &str| -> Vec<String> {
        let start = format!("<{kind} ");
        page.match_indices(&start)
            .filter_map(|(at, _)| page[at..].split('>').next().map(str::to_owned))
            .collect()
    };
    let labelled: Vec<_> = elements("label")
        .iter()
        .filter_map(|label| value(label, " for"))
        .collect();
    let fields = elements("input")
        .into_iter()
        .filter(|input| !input.contains("type=\"hidden\""));
    let named: Vec<_> = fields.filter_map(|input| value(&input, " id")).collect();
    match labelled == named {
        true => Ok(()),
        false => Err(format!("labels {labelled:?}, fields {named:?}")),
    }
}

#[test]
fn terms_are_shown_in_every_language() {
    for language in &LANGUAGES {
        let (before, terms, _, privacy, _) = look().agreement(language).unwrap();
        assert!(terms.href.ends_with("terms") && privacy.href.ends_with("privacy"));
        assert!(!before.contains('{'), "{}", language.tag);
    }
    let mut only_terms = look();
    only_terms.terms = None;
    assert!(only_terms.agreement(&LANGUAGES[0]).is_none());
}
