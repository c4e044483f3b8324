//! Rates that were provisioned: for a region, over all pools.

use domain::{
    ids::Region,
    rates::{Category, Rate},
};

use crate::{
    Store,
    db::{Batch, Broken, Row, statements},
    text,
};

statements! {
    SET = "INSERT INTO provisioned_rates (region, category, rate) VALUES ($1, $2, $3) \
        ON CONFLICT (region, category) DO UPDATE SET rate = excluded.rate";
    FIND = "SELECT region, category, rate FROM provisioned_rates WHERE region = $1 AND category = $2";
    ALL_RATES = "SELECT region, category, rate FROM provisioned_rates ORDER BY region, category";
}

/// A rate that was provisioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provisioned {
    /// For requests of this region.
    pub region: Region,
    /// For operations of this category.
    pub category: Category,
    /// Requests a second.
    pub rate: Rate,
}

/// Remembers a provisioned rate, in place of what was provisioned before.
pub fn set(provisioned: &Provisioned) -> Batch {
    let args = vec![
        provisioned.region.as_str().into(),
        provisioned.category.name().into(),
        i64::from(provisioned.rate).into(),
    ];
    Batch::new().then(SET, args)
}

impl Store {
    /// What was provisioned for a category in a region, if anything was.
    pub async fn provisioned_rate(&self, region: &Region, category: Category) -> Result<Option<Rate>, Broken> {
        let args = vec![region.as_str().into(), category.name().into()];
        let row = self.db.row(FIND, args).await?;
        row.map(|row| Ok(from_row(&row)?.rate)).transpose()
    }

    /// All that was provisioned: at most one for each region and category.
    pub async fn provisioned_rates(&self) -> Result<Vec<Provisioned>, Broken> {
        let rows = self.db.rows(ALL_RATES, Vec::new()).await?;
        rows.iter().map(from_row).collect()
    }
}

fn from_row(row: &Row) -> Result<Provisioned, Broken> {
    let damaged = |cause: &str| text::damaged("a provisioned rate", cause);
    Ok(Provisioned {
        region: Region::new(row.text(0)?),
        category: Category::parse(&row.text(1)?).ok_or_else(|| damaged("there is no such category"))?,
        rate: Rate::try_from(row.int(2)?).map_err(|_| damaged("it is no rate"))?,
    })
}
