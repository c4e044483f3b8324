use super::*;

fn client(urls: &[&str]) -> ClientSettings {
    ClientSettings {
        callback_urls: urls.iter().map(|url| (*url).to_owned()).collect(),
        ..ClientSettings::default()
    }
}

#[test]
fn an_answer_is_added_to_what_is_there() {
    let registered = |uri: &str| Registered(uri.to_owned());
    let answer = [("code", "a b&c"), ("state", "ü=")];
    for (uri, part, whole) in [
        (
            "https://a/cb",
            Part::Query,
            "https://a/cb?code=a%20b%26c&state=%C3%BC%3D",
        ),
        (
            "https://a/cb?x=1",
            Part::Query,
            "https://a/cb?x=1&code=a%20b%26c&state=%C3%BC%3D",
        ),
        (
            "https://a/cb?",
            Part::Query,
            "https://a/cb?code=a%20b%26c&state=%C3%BC%3D",
        ),
        ("myapp:cb", Part::Fragment, "myapp:cb#code=a%20b%26c&state=%C3%BC%3D"),
    ] {
        assert_eq!(registered(uri).with(part, &answer), whole);
    }
    assert_eq!(registered("x:y").with(Part::Query, &[]), "x:y");
}

#[test]
fn only_what_is_written_exactly_so() {
    let settings = client(&["https://app.example/cb"]);
    assert!(callback(&settings, Some("https://app.example/cb")).is_ok());
    assert_eq!(callback(&settings, None), Err(NotUsed::Absent));
    assert_eq!(
        callback(&settings, Some("https://app.example/cb/")),
        Err(NotUsed::Mismatch)
    );
    assert_eq!(logout(&settings, "https://app.example/cb"), Err(NotUsed::Mismatch));
}
