//! Java's patterns as the `regex` crate takes them.

/// Rewrites `java` so that it means the same to the `regex` crate under a search: the whole value must match
/// (Java's `matches()`), `\w` and `\s` are ASCII, and `.` stops at every line terminator that Java knows.
#[must_use]
pub fn for_rust(java: &str) -> String {
    let (flags, body) = match java.strip_prefix("(?s)") {
        Some(rest) => ("(?s)", rest),
        None => ("", java),
    };
    let mut out = format!("^{flags}(?:");
    if !flags.is_empty() {
        out = format!("{flags}^(?:");
    }
    let mut in_class = false;
    let mut chars = body.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('w') => out.push_str(if in_class { WORD } else { "[0-9A-Za-z_]" }),
                Some('s') => out.push_str(if in_class { SPACE } else { r"[\t\n\x0B\x0C\r ]" }),
                Some('S') => out.push_str(r"[^\t\n\x0B\x0C\r ]"),
                Some(other) => out.extend(['\\', other]),
                None => out.push('\\'),
            },
            '[' => {
                in_class = true;
                out.push('[');
            }
            ']' => {
                in_class = false;
                out.push(']');
            }
            '.' if !in_class && flags.is_empty() => out.push_str(r"[^\n\r\x{85}\x{2028}\x{2029}]"),
            other => out.push(other),
        }
    }
    out.push_str(")$");
    out
}

const WORD: &str = "0-9A-Za-z_";
const SPACE: &str = r"\t\n\x0B\x0C\r ";

#[cfg(test)]
mod tests {
    use super::for_rust;

    #[test]
    fn the_whole_value_must_match() {
        assert_eq!(for_rust("[0-9]+"), "^(?:[0-9]+)$");
    }

    #[test]
    fn javas_classes_are_ascii() {
        assert_eq!(for_rust(r"[\w+]+"), "^(?:[0-9A-Za-z_+]+)$");
        assert_eq!(for_rust(r"\w"), "^(?:[0-9A-Za-z_])$");
        assert_eq!(for_rust(r"[\S]+"), r"^(?:[[^\t\n\x0B\x0C\r ]]+)$");
        assert_eq!(for_rust(r"[\p{L}\s*]*"), r"^(?:[\p{L}\t\n\x0B\x0C\r *]*)$");
    }

    #[test]
    fn a_dot_stops_at_javas_line_ends_unless_told_otherwise() {
        assert_eq!(for_rust(".*x"), r"^(?:[^\n\r\x{85}\x{2028}\x{2029}]*x)$");
        assert_eq!(for_rust("(?s).*"), "(?s)^(?:.*)$");
        assert_eq!(for_rust(r"[.]\."), r"^(?:[.]\.)$");
    }
}
