//! Which callback and logout URLs a client may list (resources.md §3.2).

/// What is wrong with a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has no scheme.
    Relative,
    /// Plain HTTP to another machine.
    Http,
    /// It has a fragment.
    Fragment,
}

/// Any absolute URL without a fragment, but `http:` only to this machine. Custom schemes are welcome, and a `*` is
/// a character like any other.
pub fn check(url: &str) -> Result<(), Fault> {
    let (scheme, rest) = url.split_once(':').ok_or(Fault::Relative)?;
    if !is_scheme(scheme) || rest.is_empty() {
        return Err(Fault::Relative);
    }
    if scheme.eq_ignore_ascii_case("http") && !is_local(host(rest)) {
        return Err(Fault::Http);
    }
    if rest.contains('#') {
        return Err(Fault::Fragment);
    }
    Ok(())
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

/// The host of what stands after `http:`, without user and port. A backslash ends it, as it does in browsers.
fn host(rest: &str) -> &str {
    let authority = rest.strip_prefix("//").unwrap_or_default();
    let authority = authority.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let address = authority.rsplit('@').next().unwrap_or_default();
    match address.find(']') {
        Some(end) => address.get(..=end).unwrap_or_default(),
        None => address.split(':').next().unwrap_or_default(),
    }
}

fn is_local(host: &str) -> bool {
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|local| host.eq_ignore_ascii_case(local))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_judged() {
        for good in [
            "https://example.com/callback?x=1",
            "http://localhost",
            "http://LOCALHOST:3000/x",
            "http://127.0.0.1:8080",
            "http://[::1]:8080/",
            "myapp://signed-in",
            "com.example.app:/oauth",
            "https://*.example.com",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for (bad, fault) in [
            ("example.com/callback", Fault::Relative),
            ("/callback", Fault::Relative),
            ("1x://a", Fault::Relative),
            ("https:", Fault::Relative),
            ("http://example.com", Fault::Http),
            ("HTTP://example.com", Fault::Http),
            ("http://localhost.example.com", Fault::Http),
            ("http://localhost@example.com/", Fault::Http),
            ("http://example.com\\@localhost/", Fault::Http),
            ("http:localhost", Fault::Http),
            ("https://example.com/#part", Fault::Fragment),
        ] {
            assert_eq!(check(bad), Err(fault), "{bad}");
        }
    }
}
