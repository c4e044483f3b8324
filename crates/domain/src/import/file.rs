//! The form of the file: lines, cells, columns (resources.md §12, documented unless said otherwise).

use crate::{attributes::Schema, password::foreign::HashAlgorithm};

/// Characters of a row.
pub const LONGEST_ROW: usize = 16_000;

/// Bytes of a row that is not longer than that, whatever its characters.
const ROW_BYTES: usize = LONGEST_ROW * 4;

/// The column of the username.
pub const USERNAME: &str = "cognito:username";

/// The column that says whether the user has a second factor.
pub const MFA_ENABLED: &str = "cognito:mfa_enabled";

/// The column of password hashes, which only files of jobs with a `PasswordHashingAlgorithm` have (guess: its name is not
/// documented in what we know).
pub const PASSWORD_HASH: &str = "cognito:password_hash";

/// The columns that a file for this pool must have, in the order in which GetCSVHeader gives them (observed): the attributes,
/// then two of the file's own.
pub fn columns(schema: &Schema) -> Vec<String> {
    let attributes = schema.0.iter().map(|attribute| attribute.name.as_str());
    attributes
        .filter(|name| *name != "sub")
        .chain([MFA_ENABLED, USERNAME])
        .map(str::to_owned)
        .collect()
}

/// The first line of a file: which column stands where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    columns: Vec<String>,
    hashing: Option<HashAlgorithm>,
}

impl Header {
    /// Reads the first line. Columns may stand in any order; each of the pool's must be there once, and no other (that a foreign
    /// column is refused is a guess). `hashing` is the job's: with one there is a column of hashes too.
    pub fn read(schema: &Schema, hashing: Option<HashAlgorithm>, line: &Line) -> Option<Self> {
        let columns = cells(line.text()?);
        let mut sorted = columns.clone();
        let mut expected = self::columns(schema);
        expected.extend(hashing.map(|_| PASSWORD_HASH.to_owned()));
        sorted.sort_unstable();
        expected.sort_unstable();
        (sorted == expected).then_some(Self { columns, hashing })
    }

    /// Which hashes the file has, if any.
    pub const fn hashing(&self) -> Option<HashAlgorithm> {
        self.hashing
    }

    /// The cells of a row with the names of their columns; `None` when there are too few or too many.
    pub fn row(&self, line: &str) -> Option<Vec<(&str, String)>> {
        let cells = cells(line);
        let names = self.columns.iter().map(String::as_str);
        (cells.len() == self.columns.len()).then(|| names.zip(cells).collect())
    }
}

/// The values of a line: parted by commas, but not by `\,`, which is a comma in a value; blanks around a value do not
/// count. A backslash before anything else, and a quotation mark, are themselves (guess).
fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&',') => cell.extend(letters.next()),
            ',' => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            other => cell.push(other),
        }
    }
    cells.push(cell.trim().to_owned());
    cells
}

/// One line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is in it.
    pub content: Content,
    /// How many bytes of the file it takes, its end included.
    pub bytes: u64,
}

/// What is in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text.
    Text(String),
    /// Bytes that are no UTF-8.
    NoText,
    /// More than a row may be.
    TooLong,
}

impl Line {
    /// Its text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::NoText | Content::TooLong => None,
        }
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        self.text().is_some_and(|text| text.trim().is_empty())
    }

    fn new(bytes: &[u8], length: u64) -> Self {
        let bytes_of_text = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let content = match std::str::from_utf8(bytes_of_text) {
            _ if bytes_of_text.len() > ROW_BYTES => Content::TooLong,
            Ok(text) if text.chars().count() > LONGEST_ROW => Content::TooLong,
            Ok(text) => Content::Text(text.to_owned()),
            Err(_) => Content::NoText,
        };
        Self { content, bytes: length }
    }
}

/// Makes lines of a file that comes in pieces. Holds no more than one piece and one row of it, however long the lines.
#[derive(Default)]
pub struct Lines {
    held: Vec<u8>,
    /// Bytes of the line that are already dropped, because it is too long.
    dropped: u64,
}

impl Lines {
    /// Takes the next piece and gives the lines that end in it.
    pub fn push(&mut self, piece: &[u8]) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut rest = piece;
        while let Some(at) = rest.iter().position(|byte| *byte == b'\n') {
            let (end, after) = rest.split_at(at);
            self.hold(end);
            lines.push(self.take(1));
            rest = after.strip_prefix(b"\n").unwrap_or(after);
        }
        self.hold(rest);
        lines
    }

    /// The last line, when the file does not end with a line's end.
    pub fn finish(&mut self) -> Option<Line> {
        let anything = !self.held.is_empty() || self.dropped > 0;
        anything.then(|| self.take(0))
    }

    /// One byte more than a row is enough to know that it is too long.
    fn hold(&mut self, bytes: &[u8]) {
        let room = (ROW_BYTES + 2).saturating_sub(self.held.len());
        let (held, dropped) = bytes.split_at(room.min(bytes.len()));
        self.held.extend_from_slice(held);
        self.dropped += dropped.len() as u64;
    }

    fn take(&mut self, end: u64) -> Line {
        let held = std::mem::take(&mut self.held);
        let dropped = std::mem::take(&mut self.dropped);
        Line::new(&held, held.len() as u64 + dropped + end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(pieces: &[&[u8]]) -> Vec<Line> {
        let mut lines = Lines::default();
        let mut all: Vec<_> = pieces.iter().flat_map(|piece| lines.push(piece)).collect();
        all.extend(lines.finish());
        all
    }

    fn text(text: &str, bytes: u64) -> Line {
        Line {
            content: Content::Text(text.into()),
            bytes,
        }
    }

    #[test]
    fn lines_do_not_depend_on_the_pieces() {
        let file = "name,\u{e9}\r\n\r\nlast";
        let expected = vec![text("name,\u{e9}", 9), text("", 2), text("last", 4)];
        assert_eq!(lines_of(&[file.as_bytes()]), expected);
        let single: Vec<_> = file.as_bytes().chunks(1).collect();
        assert_eq!(lines_of(&single), expected);
        assert_eq!(lines_of(&[b"a\n"]), [text("a", 2)]);
        assert_eq!(lines_of(&[b""]), []);
    }

    #[test]
    fn bytes_of_lines_add_up_to_the_file() {
        let long = vec![b'x'; 3 * ROW_BYTES];
        let pieces: [&[u8]; 4] = [b"head\n", &long, b"\n\xff\xfe\nta", b"il"];
        let lines = lines_of(&pieces);
        let sum: u64 = lines.iter().map(|line| line.bytes).sum();
        assert_eq!(sum, pieces.iter().map(|piece| piece.len() as u64).sum::<u64>());
        let contents: Vec<_> = lines.into_iter().map(|line| line.content).collect();
        let expected = [
            Content::Text("head".into()),
            Content::TooLong,
            Content::NoText,
            Content::Text("tail".into()),
        ];
        assert_eq!(contents, expected);
    }

    #[test]
    fn a_row_may_be_as_long_as_it_may_be() {
        let row = |length| lines_of(&[format!("{}\r\n", "\u{1f642}".repeat(length)).as_bytes()]);
        assert!(matches!(row(LONGEST_ROW)[0].content, Content::Text(_)));
        assert_eq!(row(LONGEST_ROW + 1)[0].content, Content::TooLong);
    }

    #[test]
    fn commas_part_cells_unless_escaped() {
        assert_eq!(cells("a, b ,c"), ["a", "b", "c"]);
        assert_eq!(cells("1 Main St\\, Town,,"), ["1 Main St, Town", "", ""]);
        assert_eq!(cells("\"a,b\",c\\d\\"), ["\"a", "b\"", "c\\d\\"]);
        assert_eq!(cells(""), [""]);
    }

    #[test]
    fn a_header_names_every_column_once() {
        let schema = Schema::default();
        let mut names = columns(&schema);
        assert_eq!((names[0].as_str(), names.len()), ("name", 21));
        let read_for = |hashing, names: &[String]| Header::read(&schema, hashing, &text(&names.join(" , "), 0));
        let read = |names: &[String]| read_for(None, names);
        names.reverse();
        let header = read(&names).unwrap();
        assert_eq!(
            header.row(&names.join(",")).unwrap()[0],
            (USERNAME, USERNAME.to_owned())
        );
        assert_eq!(header.row("too,few"), None);
        assert_eq!(read(&names[1..]), None);
        names.push("name".into());
        assert_eq!(read(&names), None);
        names.pop();
        let first = std::mem::replace(&mut names[3], "\u{feff}name".into());
        assert_eq!(read(&names), None);
        names[3] = first;
        let bcrypt = Some(HashAlgorithm::Bcrypt);
        assert_eq!(read_for(bcrypt, &names), None, "a job with hashes has a column of them");
        names.push(PASSWORD_HASH.into());
        assert_eq!(read_for(bcrypt, &names).unwrap().hashing(), bcrypt);
        assert_eq!(read(&names), None, "and others have none");
    }
}
