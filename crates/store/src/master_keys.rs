//! Which master keys the database was sealed under, so that a node with another key stops when it starts, not when somebody signs in.

use crate::{
    MasterKeys, Store,
    db::{Batch, Broken, statements},
};

statements! {
    KNOWN = "SELECT id FROM master_keys ORDER BY id";
    RECORD = "INSERT INTO master_keys (id) VALUES ($1) ON CONFLICT DO NOTHING";
}

impl Store {
    /// Records the current key.
    ///
    /// # Errors
    /// The database was sealed under keys, and none of them is among ours.
    pub(crate) async fn recognise(&self, keys: &MasterKeys) -> Result<(), Broken> {
        let ours = keys.ids();
        let mut known = Vec::new();
        for row in self.db.rows(KNOWN, Vec::new()).await? {
            known.push(row.text(0)?);
        }
        if !known.is_empty() && !known.iter().any(|id| ours.contains(id)) {
            return Err(Broken::new(
                "opening the database",
                "its secrets are sealed under another master key: start with the key that it was made with",
            ));
        }
        match ours.into_iter().next() {
            Some(current) if !known.contains(&current) => {
                let record = Batch::new().then(RECORD, vec![current.into()]);
                self.db.write(record).await.map(|_| ())
            }
            _ => Ok(()),
        }
    }
}
