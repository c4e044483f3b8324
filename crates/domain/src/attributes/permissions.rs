//! Which attributes a client may read and write for its users (resources.md §§3.2, 4.5).
//!
//! Administrators may read and write all; that does not come here.

use super::{Attribute, Schema};
use crate::client::ClientSettings;

/// Attributes that no client writes, whatever its list says: they follow from what users prove
/// (resources.md §4.5, observed).
pub const NEVER_WRITTEN: [&str; 4] = ["sub", "email_verified", "phone_number_verified", "identities"];

/// Whether users see this attribute through the client. The subject is always seen. A client without a list reads
/// everything but what is for developers (documented for standard attributes, guess for custom ones).
pub fn may_read(client: &ClientSettings, attribute: &str) -> bool {
    let is_listed = match &client.read_attributes {
        Some(list) => list.iter().any(|name| name == attribute),
        None => !attribute.starts_with("dev:"),
    };
    is_listed || attribute == "sub"
}

/// Whether users write this attribute through the client. A client without a list writes everything that clients may
/// write at all, attributes that came later included (guess).
pub fn may_write(client: &ClientSettings, attribute: &Attribute) -> bool {
    let listed = |list: &Vec<String>| list.contains(&attribute.name);
    !NEVER_WRITTEN.contains(&attribute.name.as_str())
        && !attribute.developer_only
        && client.write_attributes.as_ref().is_none_or(listed)
}

impl Schema {
    /// The attribute of this full name.
    pub fn find(&self, name: &str) -> Option<&Attribute> {
        self.0.iter().find(|attribute| attribute.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::AttributeKind;

    fn listing(names: &[&str]) -> ClientSettings {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        ClientSettings {
            read_attributes: Some(names.clone()),
            write_attributes: Some(names),
            ..ClientSettings::default()
        }
    }

    fn schema() -> Schema {
        let mut schema = Schema::default();
        for (name, developer_only) in [("custom:colour", false), ("dev:custom:rank", true)] {
            schema.0.push(Attribute {
                name: name.into(),
                kind: AttributeKind::String(None),
                developer_only,
                mutable: true,
                required: false,
            });
        }
        schema
    }

    fn written(client: &ClientSettings) -> Vec<String> {
        let schema = schema();
        let written = schema.0.iter().filter(|attribute| may_write(client, attribute));
        written.map(|attribute| attribute.name.clone()).collect()
    }

    #[test]
    fn a_client_without_lists_reads_all_and_writes_what_clients_may() {
        let client = ClientSettings::default();
        let schema = schema();
        let hidden: Vec<_> = schema
            .0
            .iter()
            .filter(|attribute| !may_read(&client, &attribute.name))
            .collect();
        assert_eq!(
            hidden
                .iter()
                .map(|attribute| attribute.name.as_str())
                .collect::<Vec<_>>(),
            ["dev:custom:rank"]
        );
        let written = written(&client);
        assert_eq!(written.len(), schema.0.len() - 4);
        for name in ["sub", "email_verified", "phone_number_verified", "dev:custom:rank"] {
            assert!(!written.iter().any(|one| one == name), "{name}");
        }
    }

    #[test]
    fn lists_are_kept_to() {
        let client = listing(&["email", "email_verified", "custom:colour"]);
        assert!(may_read(&client, "email_verified"));
        assert!(may_read(&client, "sub"));
        assert!(!may_read(&client, "name"));
        assert_eq!(written(&client), ["email", "custom:colour"]);
        assert!(written(&listing(&[])).is_empty());
    }
}
