//! What the operator says about rates.

use std::collections::BTreeMap;

use super::{Category, Rate};

/// The rates of a server, as set by its operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RatePlan {
    /// Nothing is refused for coming too often.
    Unlimited,
    /// Each category has its default, or the rate that is given here in its place.
    Limited(BTreeMap<Category, Rate>),
}

/// What is wrong with the text of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAPlan(pub String);

impl RatePlan {
    /// The defaults of the service.
    pub const fn defaults() -> Self {
        Self::Limited(BTreeMap::new())
    }

    /// The rate that a category has before anything is provisioned; `None` when nothing is limited.
    pub fn rate(&self, category: Category) -> Option<Rate> {
        match self {
            Self::Unlimited => None,
            Self::Limited(given) => Some(given.get(&category).copied().unwrap_or(category.default_rate())),
        }
    }

    /// Reads `off`, `on`, or such as `UserAuthentication=500,UserCreation=200`: the others then have their defaults.
    ///
    /// # Errors
    /// Says which part is wrong.
    pub fn parse(text: &str) -> Result<Self, NotAPlan> {
        match text {
            "off" => return Ok(Self::Unlimited),
            "on" => return Ok(Self::defaults()),
            _ => {}
        }
        let entries = text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        let read = |entry: &str| {
            let pair = entry.split_once('=').and_then(|(name, rate)| {
                let rate: Rate = rate.trim().parse().ok()?;
                Some((Category::parse(name.trim())?, rate)).filter(|_| rate >= 0)
            });
            pair.ok_or_else(|| NotAPlan(entry.to_owned()))
        };
        let given: BTreeMap<_, _> = entries.map(read).collect::<Result<_, _>>()?;
        match given.is_empty() {
            true => Err(NotAPlan(text.to_owned())),
            false => Ok(Self::Limited(given)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_on_off_or_a_list() {
        assert_eq!(RatePlan::parse("off"), Ok(RatePlan::Unlimited));
        let on = RatePlan::parse("on").unwrap();
        assert_eq!(on.rate(Category::UserCreation), Some(50));
        let list = RatePlan::parse("UserCreation=200, UserList = 0,").unwrap();
        assert_eq!(list.rate(Category::UserCreation), Some(200));
        assert_eq!(list.rate(Category::UserList), Some(0));
        assert_eq!(list.rate(Category::UserRead), Some(120));
        for (wrong, named) in [
            ("", ""),
            ("yes", "yes"),
            ("UserList=-1", "UserList=-1"),
            ("UserList=1,Users=2", "Users=2"),
            ("UserList=many", "UserList=many"),
        ] {
            assert_eq!(RatePlan::parse(wrong), Err(NotAPlan(named.into())), "{wrong}");
        }
    }
}
