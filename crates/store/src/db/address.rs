//! Where the database is: a file, or a PostgreSQL cluster.

use std::{fmt, path::PathBuf, str::FromStr};

/// Where the database is.
#[derive(Clone)]
pub enum Address {
    /// The embedded engine: one file, made when missing (mode 0600).
    Sqlite(PathBuf),
    /// A PostgreSQL server or cluster, as a `postgres://` URL; several hosts are tried in order.
    Postgres(String),
}

/// The text is not the address of a database.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a database is named by postgres://user:password@host:port/name or sqlite:/path/to/file")]
pub struct NotAnAddress;

impl FromStr for Address {
    type Err = NotAnAddress;

    /// Reads `postgres://…`, `postgresql://…` or `sqlite:PATH`.
    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        match text.strip_prefix("sqlite:") {
            Some(path) if !path.is_empty() => Ok(Self::Sqlite(path.strip_prefix("//").unwrap_or(path).into())),
            _ => Err(NotAnAddress),
        }
    }
}

/// Shows the place, never the password.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                let place = url.split_once("://").map_or("", |(_, rest)| rest);
                let place = place.rsplit_once('@').map_or(place, |(_, place)| place);
                let place = place.split_once('?').map_or(place, |(place, _)| place);
                write!(f, "postgres://{place}")
            }
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_hides_its_password() {
        let address: Address = "postgres://cognate:p@ss?word@a:5432,b:5433/cognate?password=x"
            .parse()
            .unwrap();
        assert_eq!(format!("{address:?}"), "postgres://a:5432,b:5433/cognate");
    }

    #[test]
    fn files_are_named_with_or_without_slashes() {
        for text in ["sqlite:/var/lib/c.db", "sqlite:///var/lib/c.db"] {
            assert_eq!(text.parse::<Address>().unwrap().to_string(), "sqlite:/var/lib/c.db");
        }
        for text in ["", "sqlite:", "mysql://x", "/var/lib/c.db"] {
            assert_eq!(text.parse::<Address>().unwrap_err(), NotAnAddress);
        }
    }
}
