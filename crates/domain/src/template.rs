//! Texts with places that begin with a brace: the templates of messages, ours and those of gateways.

/// Fills the places of a template from left to right, each once, never looking into what was put in. `place` is given what begins
/// with a brace and answers what stands there instead and what follows it; a brace that begins no place stays.
pub fn fill<'t>(template: &'t str, place: impl Fn(&'t str) -> Option<(String, &'t str)>) -> String {
    let mut filled = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        filled.push_str(before);
        rest = match place(from) {
            Some((value, after)) => {
                filled.push_str(&value);
                after
            }
            None => {
                filled.push('{');
                from.strip_prefix('{').unwrap_or_default()
            }
        };
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once_and_other_braces_stay() {
        let place = |from: &'static str| Some(("{a}{".to_owned(), from.strip_prefix("{a}")?));
        assert_eq!(fill("{a} {b} {{a}} {", place), "{a}{ {b} {{a}{} {");
        assert_eq!(fill("", place), "");
    }
}
