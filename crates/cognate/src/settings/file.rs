//! The configuration file.

use std::path::Path;

use super::Wrong;
use crate::cli::Options;

/// The given options, completed by the file that they name, if they name one.
///
/// # Errors
///
/// The file cannot be read, is not TOML, or holds a key that is no setting.
pub fn merged(options: Options) -> Result<Options, Wrong> {
    let Some(path) = options.config.clone() else {
        return Ok(options);
    };
    let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, &error.to_string()))?;
    let file = toml::from_str(&text).map_err(|error| unreadable(&path, &error.to_string()))?;
    Ok(options.over(file))
}

fn unreadable(path: &Path, why: &str) -> Wrong {
    Wrong::one(format!("configuration file {}: {}", path.display(), why.trim_end()))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn with_file(text: &str, options: Options) -> Result<Options, Wrong> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        merged(Options {
            config: Some(file.path().to_path_buf()),
            ..options
        })
    }

    #[test]
    fn a_flag_wins_over_the_file() {
        let flags = Options {
            region: Some("eu-west-1".into()),
            ..Options::default()
        };
        let merged = with_file("region = \"us-west-2\"\nlisten = \"127.0.0.1:1\"\n", flags).unwrap();
        assert_eq!(merged.region.as_deref(), Some("eu-west-1"));
        assert_eq!(merged.listen.as_deref(), Some("127.0.0.1:1"));
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_known_ones() {
        let wrong = with_file("\nlissten = \"127.0.0.1:1\"\n", Options::default())
            .err()
            .unwrap()
            .to_string();
        assert!(wrong.contains("line 2"), "{wrong}");
        assert!(
            wrong.contains("unknown field `lissten`, expected one of `listen`, `data`"),
            "{wrong}"
        );
    }

    #[test]
    fn every_option_can_stand_in_the_file() {
        use clap::CommandFactory;
        let command = crate::cli::Cli::command();
        let dev = command.find_subcommand("dev").unwrap();
        for option in dev.get_arguments().filter_map(|argument| argument.get_long()) {
            let known = with_file(&format!("{option} = \"x\"\n"), Options::default()).is_ok();
            assert_eq!(known, option != "config", "{option}");
        }
    }
}
