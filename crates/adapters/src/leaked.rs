//! A list of leaked passwords in a file: a line for each, its SHA-1 in hexadecimal first, in order, as Have I Been Pwned gives them
//! out. The file is searched where it lies: a list of tens of gigabytes costs some thirty small reads a question, and no memory.

use std::{cmp::Ordering, fs::File, io, os::unix::fs::FileExt, path::Path, sync::Arc};

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use domain::ports::{Boxed, Leaks, PortFailed};

/// The length of a SHA-1 in hexadecimal.
const HASH: usize = 40;

/// Longer than any line: the hash, a colon, a number, and the end of the line.
const LONGEST_LINE: u64 = 96;

/// A list in a file.
pub struct LeakedPasswords {
    list: Arc<List>,
}

impl LeakedPasswords {
    /// Opens a list, and looks whether its ends are in the form and the order of one.
    ///
    /// # Errors
    /// The file cannot be read, or is no such list.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let list = List { file, length };
        let first = list.line_at(0)?;
        let last = list.line_at(length.saturating_sub(2))?;
        match first.hash <= last.hash {
            true => Ok(Self { list: Arc::new(list) }),
            false => Err(damaged("the list is not in the order of its hashes")),
        }
    }
}

impl Leaks for LeakedPasswords {
    fn has(&self, password: &str) -> Boxed<'_, Result<bool, PortFailed>> {
        let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes());
        let hash: String = hash.as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
        let list = Arc::clone(&self.list);
        Box::pin(async move {
            let found = tokio::task::spawn_blocking(move || list.holds(&hash)).await;
            let found = found.unwrap_or_else(|gone| Err(io::Error::other(gone)));
            found.map_err(|error| PortFailed {
                doing: format!("reading the list of leaked passwords: {error}"),
            })
        })
    }
}

struct List {
    file: File,
    length: u64,
}

/// A line of the list, without its end.
struct Line {
    start: u64,
    /// Where the next one begins.
    next: u64,
    /// In capitals.
    hash: String,
}

impl List {
    /// Whether a hash in capitals stands in the list.
    fn holds(&self, hash: &str) -> io::Result<bool> {
        let (mut low, mut high) = (0, self.length);
        while low < high {
            let line = self.line_at(low + (high - low) / 2)?;
            match line.hash.as_str().cmp(hash) {
                Ordering::Equal => return Ok(true),
                Ordering::Less => low = line.next,
                Ordering::Greater => high = line.start,
            }
        }
        Ok(false)
    }

    /// The line that this byte belongs to.
    fn line_at(&self, at: u64) -> io::Result<Line> {
        let from = at.saturating_sub(LONGEST_LINE);
        let mut window = vec![0; usize::try_from(2 * LONGEST_LINE).unwrap_or_default()];
        let read = self.read(&mut window, from)?;
        window.truncate(read);
        let before = usize::try_from(at - from).unwrap_or_default();
        let (ahead, rest) = window
            .split_at_checked(before)
            .ok_or_else(|| damaged("it ends too soon"))?;
        let begins = match ahead.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => end + 1,
            None if from == 0 => 0,
            None => return Err(damaged("a line is too long")),
        };
        let ends = before + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let hash = window
            .get(begins..begins + HASH)
            .filter(|hash| hash.iter().all(u8::is_ascii_hexdigit));
        let hash = hash
            .filter(|_| begins + HASH <= ends)
            .ok_or_else(|| damaged("a line does not begin with a SHA-1"))?;
        let offset = |within: usize| from + u64::try_from(within).unwrap_or_default();
        Ok(Line {
            start: offset(begins),
            next: offset(ends) + 1,
            hash: String::from_utf8_lossy(hash).to_ascii_uppercase(),
        })
    }

    fn read(&self, window: &mut [u8], from: u64) -> io::Result<usize> {
        let mut filled = 0;
        while let Some(rest) = window.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self
                .file
                .read_at(rest, from + u64::try_from(filled).unwrap_or_default())?
            {
                0 => break,
                read => filled += read,
            }
        }
        Ok(filled)
    }
}

fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn list(lines: &[String], end: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        for line in lines {
            write!(file, "{line}{end}").unwrap();
        }
        file
    }

    fn hash(number: u32) -> String {
        let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, format!("password{number}").as_bytes());
        hash.as_ref().iter().map(|byte| format!("{byte:02X}")).collect()
    }

    #[tokio::test]
    async fn every_password_of_the_list_is_found_and_no_other() {
        for size in [1, 2, 3, 500] {
            for end in ["\n", "\r\n"] {
                let mut lines: Vec<_> = (0..size).map(|number| format!("{}:{number}", hash(number))).collect();
                lines.sort();
                let file = list(&lines, end);
                let leaks = LeakedPasswords::open(file.path()).unwrap();
                for number in 0..size + 20 {
                    let found = leaks.has(&format!("password{number}")).await.unwrap();
                    assert_eq!(found, number < size, "{number} of {size}");
                }
            }
        }
    }

    #[test]
    fn other_files_are_no_lists() {
        let refused = |lines: &[&str]| {
            let lines: Vec<_> = lines.iter().map(|line| (*line).to_owned()).collect();
            LeakedPasswords::open(list(&lines, "\n").path()).is_err()
        };
        assert!(refused(&[]));
        assert!(refused(&["password"]));
        assert!(refused(&[&"F".repeat(40), &"0".repeat(40)]));
        assert!(!refused(&[&"0".repeat(40), &"f".repeat(40)]));
    }
}
