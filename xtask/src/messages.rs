//! Every sentence that a client can see, with how sure we are of it: `cargo xtask messages` writes the list.
//!
//! It is read from the source: a string literal, and the comments of the function or constant that holds it.

use std::{collections::BTreeSet, fmt::Write as _, fs, iter::Peekable, str::Chars};

use crate::{read, root, write};

/// The list.
pub const GOLDEN: &str = "docs/coverage/messages.txt";

/// How sure a sentence is: what comments say, and what the list says.
pub const EVIDENCE: [(&str, &str); 9] = [
    ("observed", "observed"),
    ("reported", "reported"),
    ("documented", "documented"),
    ("believed", "believed"),
    ("peer", "peer"),
    ("derived", "derived"),
    ("guess", "guess"),
    ("ours", "ours"),
    ("our own", "ours"),
];

/// The folder of the sentences of operations. What its `trace.rs` says, no client sees.
const SAY: &str = "crates/app/src/say";

/// What is said before an operation runs, or beside the API.
const ELSEWHERE: [&str; 6] = [
    "crates/wire/src/validate/mod.rs",
    "crates/wire/src/validate/rules.rs",
    "crates/wire/src/validate/mistyped.rs",
    "crates/wire/src/sigv4/header.rs",
    "crates/wire/src/sigv4/mod.rs",
    "crates/http/src/imports.rs",
];

const HEAD: &str = "\
# Every sentence that a client of the API can see: written by `cargo xtask messages` from the source, and held against it by a test.
# A function or constant, how sure its comment is (observed, reported, documented, believed: best first; peer, derived, guess, ours) and
# where that is written; below it, its sentences. What the specification has and we do not say: messages-not-said.txt.
";

/// Writes the list anew.
///
/// # Errors
/// As [`list`], or a file that cannot be written.
pub fn messages() -> Result<(), String> {
    write(&root().join(GOLDEN), &list()?)
}

/// The list as it should be.
///
/// # Errors
/// A sentence without evidence; a file that cannot be read.
pub fn list() -> Result<String, String> {
    let mut text = HEAD.to_owned();
    let mut bare = Vec::new();
    for path in sources()? {
        let items = items(&read(&root().join(&path))?);
        let said = items.iter().filter(|item| item.says_something());
        let said: Vec<_> = said.collect();
        if !said.is_empty() {
            let _infallible = write!(text, "\n## {path}\n");
        }
        for item in said {
            match item.tags().is_empty() {
                true => bare.push(format!("{path}: {}: no evidence above {:?}", item.name, item.sentences)),
                false => item.print(&mut text),
            }
        }
    }
    match bare.is_empty() {
        true => Ok(text),
        false => Err(bare.join("\n")),
    }
}

fn sources() -> Result<Vec<String>, String> {
    let told = |error: std::io::Error| format!("{SAY}: {error}");
    let mut paths = Vec::new();
    for entry in fs::read_dir(root().join(SAY)).map_err(told)? {
        let name = entry.map_err(told)?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rs") && name != "trace.rs" {
            paths.push(format!("{SAY}/{name}"));
        }
    }
    paths.sort();
    paths.extend(ELSEWHERE.map(str::to_owned));
    Ok(paths)
}

/// A function or a constant: what its comments and its literals say.
#[derive(Default)]
struct Item {
    name: String,
    comment: String,
    sentences: Vec<String>,
}

impl Item {
    /// One word alone is the name of something, and so is a media type.
    fn says_something(&self) -> bool {
        let is_sentence = |said: &String| said.trim().contains(' ') && !said.contains("; charset=");
        self.sentences.iter().any(is_sentence)
    }

    fn tags(&self) -> Vec<&'static str> {
        let comment = self.comment.to_lowercase();
        let found = EVIDENCE.iter().filter(|(word, _)| comment.contains(word));
        let mut seen = BTreeSet::new();
        found.map(|(_, tag)| *tag).filter(|tag| seen.insert(*tag)).collect()
    }

    fn print(&self, into: &mut String) {
        let tags = self.tags().join(", ");
        let _infallible = writeln!(into, "\n{} [{tags}] {}", self.name, self.comment);
        for sentence in &self.sentences {
            let _infallible = writeln!(into, "    {sentence:?}");
        }
    }
}

/// The items of a source file, up to its tests.
fn items(source: &str) -> Vec<Item> {
    let source = source.split("\nmod tests {").next().unwrap_or_default();
    let mut reader = Reader {
        rest: source.chars().peekable(),
    };
    let (mut items, mut comment, mut of) = (vec![Item::default()], String::new(), String::new());
    while let Some(line) = reader.line() {
        let code = line.code.trim();
        if let Some(text) = code.strip_prefix("///") {
            comment = format!("{comment} {}", text.trim()).trim().to_owned();
            continue;
        }
        if let Some(name) = name(code) {
            let name = if line.code.starts_with(' ') && !of.is_empty() {
                format!("{of}::{name}")
            } else {
                name
            };
            items.push(Item {
                name,
                comment: std::mem::take(&mut comment),
                ..Item::default()
            });
        }
        if let Some(subject) = code.strip_prefix("impl").filter(|_| line.code.starts_with("impl")) {
            let subject = subject.split(" for ").last().unwrap_or_default();
            let subject = subject.split_whitespace().find(|word| !word.starts_with('<'));
            of = subject
                .unwrap_or_default()
                .split('<')
                .next()
                .unwrap_or_default()
                .to_owned();
        }
        if line.code.starts_with('}') {
            of.clear();
        }
        if !code.starts_with("#[") {
            comment.clear();
        }
        let Some(item) = items.last_mut() else { continue };
        if let Some(text) = code.strip_prefix("//").filter(|_| line.code.starts_with(' ')) {
            let said = text.to_lowercase();
            if EVIDENCE.iter().any(|(word, _)| said.contains(word)) {
                item.comment = format!("{} — {}", item.comment, text.trim());
            }
        }
        if !code.contains("tracing::") {
            item.sentences.extend(line.literals);
        }
    }
    items.retain(|item| !item.name.is_empty());
    items
}

/// The name of the function or constant that begins in this line.
fn name(code: &str) -> Option<String> {
    let code = ["pub(super) ", "pub(crate) ", "pub "]
        .iter()
        .find_map(|public| code.strip_prefix(public))
        .unwrap_or(code);
    let rest = ["async fn ", "const fn ", "fn ", "const ", "static "]
        .iter()
        .find_map(|kind| code.strip_prefix(kind))?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    Some(rest.get(..end)?.to_owned()).filter(|name| !name.is_empty())
}

/// Reads Rust line by line, and knows what is inside a literal.
struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
}

/// A line, or the lines over which a literal goes.
struct Line {
    code: String,
    literals: Vec<String>,
}

impl Reader<'_> {
    fn line(&mut self) -> Option<Line> {
        self.rest.peek()?;
        let mut line = Line {
            code: String::new(),
            literals: Vec::new(),
        };
        while let Some(c) = self.rest.next() {
            let is_comment = line.code.trim_start().starts_with("//");
            match c {
                '\n' => break,
                '"' if !is_comment => line.literals.push(self.literal()),
                '\'' if !is_comment => self.character(),
                'r' if !is_comment && !line.code.ends_with(|c: char| c.is_alphanumeric() || c == '_') => {
                    let hashes = self.hashes();
                    match self.rest.next_if_eq(&'"') {
                        Some(_) => line.literals.push(self.raw(hashes)),
                        None => line.code.push('r'),
                    }
                }
                c => line.code.push(c),
            }
        }
        Some(line)
    }

    /// After `'`: a character, or a lifetime, which is left for the line.
    fn character(&mut self) {
        let mut ahead = self.rest.clone();
        let escaped = ahead.next() == Some('\\');
        if escaped {
            self.rest.next();
            self.rest.next();
            while self.rest.next().is_some_and(|c| c != '\'') {}
        } else if ahead.next() == Some('\'') {
            self.rest.next();
            self.rest.next();
        }
    }

    fn hashes(&mut self) -> usize {
        let mut hashes = 0;
        let mut ahead = self.rest.clone();
        while ahead.next_if_eq(&'#').is_some() {
            hashes += 1;
        }
        match ahead.peek() {
            Some('"') => {
                self.rest = ahead;
                hashes
            }
            _ => 0,
        }
    }

    fn literal(&mut self) -> String {
        let mut text = String::new();
        while let Some(c) = self.rest.next() {
            match c {
                '"' => break,
                '\\' => match self.rest.next() {
                    Some('n') => text.push('\n'),
                    Some('r') => text.push('\r'),
                    Some('t') => text.push('\t'),
                    Some('\n') => while self.rest.next_if(|c| c.is_whitespace()).is_some() {},
                    Some(c) => text.push(c),
                    None => break,
                },
                c => text.push(c),
            }
        }
        text
    }

    fn raw(&mut self, hashes: usize) -> String {
        let end = format!("\"{}", "#".repeat(hashes));
        let mut text = String::new();
        for c in self.rest.by_ref() {
            text.push(c);
            if let Some(done) = text.strip_suffix(&end) {
                return done.to_owned();
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r##"//! A room.

/// observed: §1, two
/// lines.
#[must_use]
pub fn one(c: &'static str) -> Fault {
    let quote = '"';
    Fault::new(format!("It is \
        {c}\n"))
}

impl Writing {
    const fn two() -> &'static str {
        // guess: this one.
        r#"a "b" c"#
    }
}

fn three() -> &'static str {
    "word"
}

/// No tag.
const FOUR: &str = "no tag";
"##;

    #[test]
    fn items_are_found_with_what_they_say() {
        let items = items(SOURCE);
        let seen: Vec<_> = items
            .iter()
            .map(|item| (item.name.as_str(), item.tags(), item.says_something()))
            .collect();
        assert_eq!(
            seen,
            [
                ("one", vec!["observed"], true),
                ("Writing::two", vec!["guess"], true),
                ("three", vec![], false),
                ("FOUR", vec![], true),
            ]
        );
        let said: Vec<_> = items.iter().flat_map(|item| &item.sentences).collect();
        assert_eq!(said, ["It is {c}\n", "a \"b\" c", "word", "no tag"]);
        assert_eq!(items[0].comment, "observed: §1, two lines.");
    }
}
