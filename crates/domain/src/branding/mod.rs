//! How the pages of a pool look: the classic CSS and logo, and the style of managed login (oauth.md §19, resources.md §10).

pub mod asset;
pub mod css;
pub mod sheet;

use serde_json::Value;

/// The stock style (resources.md, appendix A: observed as sent and returned; that it is the default is a guess).
const DEFAULTS: &str = include_str!("defaults.json");

/// The settings of the stock style.
pub fn defaults() -> Value {
    // The text is our own; a test reads it.
    serde_json::from_str(DEFAULTS).unwrap_or_default()
}

/// `over` laid upon `under`: objects member by member, everything else as a whole.
pub fn merged(under: Value, over: &Value) -> Value {
    match (under, over) {
        (Value::Object(mut under), Value::Object(over)) => {
            for (name, value) in over {
                let below = under.remove(name).unwrap_or_default();
                under.insert(name.clone(), merged(below, value));
            }
            Value::Object(under)
        }
        (_, over) => over.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_lie_over_the_defaults() {
        let stock = defaults();
        assert_eq!(stock["componentClasses"]["buttons"]["borderRadius"], 8.0);
        let mine = json!({ "componentClasses": { "buttons": { "borderRadius": 2.0 } }, "own": [1] });
        let both = merged(stock.clone(), &mine);
        assert_eq!(both["componentClasses"]["buttons"]["borderRadius"], 2.0);
        assert_eq!(both["components"], stock["components"]);
        assert_eq!(both["own"], json!([1]));
    }
}
