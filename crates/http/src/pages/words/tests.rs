use super::*;

/// What is spelled alike in two languages.
const ALIKE: [(&str, &str); 4] = [("de", "code"), ("fr", "code"), ("es", "error_code"), ("de", "name")];

fn blanks(sentence: &str) -> Vec<&str> {
    let mut names: Vec<_> = sentence
        .split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}').map(|(name, _)| name))
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn every_language_says_everything_in_its_own_words() {
    let english = LANGUAGES[0].words.entries();
    assert!(english.len() > 100);
    for language in &LANGUAGES[1..] {
        for ((key, said), (_, in_english)) in language.words.entries().into_iter().zip(&english) {
            assert!(!said.trim().is_empty(), "{} does not say {key}", language.tag);
            assert_eq!(blanks(said), blanks(in_english), "{}: {key}", language.tag);
            let alike = said == *in_english;
            assert_eq!(
                alike,
                ALIKE.contains(&(language.tag, key)) && alike,
                "{}: {key} is still English",
                language.tag
            );
        }
    }
}

#[test]
fn languages_by_their_tags() {
    let of = |tag| Language::of_tag(tag).map(|language| language.tag);
    assert_eq!(of("de"), Some("de"));
    assert_eq!(of("DE-at"), Some("de"));
    assert_eq!(of("pt"), Some("pt-BR"));
    assert_eq!(of("pt_PT"), Some("pt-BR"));
    assert_eq!(of("tlh"), None);
    assert_eq!(of(""), None);
}

#[test]
fn languages_that_browsers_ask_for() {
    let of = |accepted: &str| Language::of_browser(accepted).map(|language| language.tag);
    assert_eq!(of("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5"), Some("fr"));
    assert_eq!(of("tlh, de;q=0.2, ja;q=0.7"), Some("ja"));
    assert_eq!(of("de;q=0, en;q=0.1"), Some("en"));
    assert_eq!(of("de;q=nonsense"), None);
    assert_eq!(of("*"), None);
    assert_eq!(of(""), None);
    assert_eq!(of(&"x,".repeat(100_000)), None);
}

#[test]
fn blanks_are_filled() {
    assert_eq!(fill("to {a} and {b}.", &[("b", "2"), ("a", "{b}")]), "to {b} and 2.");
    assert_eq!(fill("none", &[]), "none");
    assert_eq!(fill("{unknown}!", &[]), "!");
}
