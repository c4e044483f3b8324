//! What a query or a form body says: `application/x-www-form-urlencoded`.

/// Names and values, decoded, in their order. May hold passwords and codes: the type has no `Debug`.
#[derive(Clone, Default)]
pub struct Params(Vec<(String, String)>);

/// A query or a body that cannot be read: a broken escape, or bytes that are no UTF-8. Guessing at it would let two readers
/// see two different requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl Params {
    /// Reads a query (without its `?`) or a form body.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn read(text: &str) -> Result<Self, Malformed> {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let read = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name)?, decode(value)?))
        };
        pairs.map(read).collect::<Result<_, _>>().map(Self)
    }

    /// The first value with this name; an empty one counts as not given (RFC 6749 §3.1).
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, value)| known == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// Whether the name stands more than once, which no parameter of OAuth may (RFC 6749 §3.1).
    pub fn is_doubled(&self, name: &str) -> bool {
        self.0.iter().filter(|(known, _)| known == name).count() > 1
    }

    /// Names and values in their order, the empty ones too.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The parameters as a query, without those for which `keep` says no.
    pub fn to_query(&self, keep: impl Fn(&str) -> bool) -> String {
        let mut query = String::new();
        for (name, value) in self.iter().filter(|(name, _)| keep(name)) {
            push(&mut query, name, value);
        }
        query
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Params {
    fn from(pairs: [(&str, &str); N]) -> Self {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self(pairs.into_iter().map(owned).collect())
    }
}

/// Adds `name=value` to a query, with `&` before it where something stands already.
pub fn push(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(&encode(name));
    query.push('=');
    query.push_str(&encode(value));
}

/// The same with blanks as `+`.
pub fn push_with_pluses(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(&encode(name));
    query.push('=');
    query.push_str(&encode(value).replace("%20", "+"));
}

/// Escapes everything but unreserved characters, a blank as `%20`: decoders of queries and of paths read it alike.
pub fn encode(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| char::from(DIGITS.get(usize::from(value)).copied().unwrap_or(b'0'));
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]),
        }
    }
    encoded
}

fn decode(text: &str) -> Result<String, Malformed> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => match (bytes.next().and_then(digit), bytes.next().and_then(digit)) {
                (Some(high), Some(low)) => high << 4 | low,
                _ => return Err(Malformed),
            },
            other => other,
        });
    }
    String::from_utf8(decoded).map_err(|_| Malformed)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_decoded_and_counted() {
        let params = Params::read("a=1&b=x+y%26z&&c&a=2&d=&%65=%C3%BC").ok().unwrap();
        assert_eq!(params.get("a"), Some("1"));
        assert_eq!(params.get("b"), Some("x y&z"));
        assert_eq!((params.get("c"), params.get("d")), (None, None));
        assert_eq!(params.get("e"), Some("ü"));
        assert!(params.is_doubled("a") && !params.is_doubled("b"));
        assert_eq!(params.to_query(|name| name != "a"), "b=x%20y%26z&c=&d=&e=%C3%BC");
    }

    #[test]
    fn what_two_readers_could_read_differently_is_refused() {
        for bad in ["a=%", "a=%4", "a=%zz", "a=%FF", "%C3=x", "a=%2"] {
            assert_eq!(Params::read(bad).err(), Some(Malformed), "{bad}");
        }
    }
}
