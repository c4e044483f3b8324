//! Which functions a setting is about.

/// The name of a function, or its whole ARN; `*` stands for any characters, also none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// Every function.
    pub const EVERY: &'static str = "*";

    /// Reads a pattern; `None` for an empty one.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// How exact it is: one without `*` beats every other, and more characters beat fewer.
    pub(super) fn exactness(&self) -> (bool, usize) {
        (!self.0.contains('*'), self.0.chars().filter(|c| *c != '*').count())
    }

    /// Whether it fits a function of this ARN.
    pub fn fits(&self, arn: &str) -> bool {
        fits(&self.0, arn) || name(arn).is_some_and(|name| fits(&self.0, name))
    }
}

/// The name in an ARN of Lambda's form, without version and alias.
fn name(arn: &str) -> Option<&str> {
    let (_, rest) = arn.split_once(":function:")?;
    Some(rest.split_once(':').map_or(rest, |(name, _)| name))
}

fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let (first, last) = (parts.next().unwrap_or_default(), parts.next_back());
    let (Some(mut rest), Some(last)) = (text.strip_prefix(first), last) else {
        return last.is_none() && pattern == text;
    };
    for part in parts {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_arns_and_stars() {
        let arn = "arn:aws:lambda:eu-west-1:123456789012:function:hook-sign-up:live";
        let fits = |pattern: &str| Pattern::new(pattern).unwrap().fits(arn);
        for pattern in [
            "*",
            "hook-sign-up",
            "hook-*",
            "*-up",
            "h*k*sign*p",
            arn,
            "arn:aws:lambda:eu-west-1:*:function:hook-*",
            "**",
        ] {
            assert!(fits(pattern), "{pattern}");
        }
        for pattern in [
            "hook",
            "hook-",
            "sign-up",
            "hook-sign-up*x",
            "arn:aws:lambda:us-*",
            "live",
            "hook-sign-up:live",
        ] {
            assert!(!fits(pattern), "{pattern}");
        }
        assert_eq!(Pattern::new("  "), None);
    }

    #[test]
    fn the_end_is_not_used_twice() {
        assert!(!Pattern::new("ab*b").unwrap().fits("ab"));
        assert!(Pattern::new("ab*b").unwrap().fits("abb"));
    }

    #[test]
    fn the_more_exact_pattern_wins() {
        let exactness = |text: &str| Pattern::new(text).unwrap().exactness();
        assert!(exactness("hook") > exactness("arn:aws:lambda:*"));
        assert!(exactness("hook-*") > exactness("*"));
    }
}
