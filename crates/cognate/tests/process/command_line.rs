//! Flags, variables and the file; what is said of wrong ones.

use std::{fs, os::unix::fs::PermissionsExt, process::Command};

use crate::node::{Node, cognate};

/// The exit code, standard output and standard error.
fn outcome(command: &mut Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn help_names_every_command_and_setting() {
    let (code, help, _) = outcome(cognate().arg("--help"));
    assert_eq!(code, 0);
    for command in ["dev", "serve", "access-key", "TOML"] {
        assert!(help.contains(command), "{help}");
    }
    for command in ["dev", "serve"] {
        let (code, help, _) = outcome(cognate().args([command, "--help"]));
        assert_eq!(code, 0);
        for setting in [
            "listen",
            "data",
            "database-url",
            "public-url",
            "issuer",
            "region",
            "only-region",
            "account",
            "access-keys",
            "master-key",
            "master-key-file",
            "log",
            "log-level",
            "config",
        ] {
            assert!(help.contains(&format!("--{setting}")), "{command}: {setting}");
            let variable = setting.to_uppercase().replace('-', "_");
            assert!(help.contains(&format!("COGNATE_{variable}")), "{command}: {variable}");
        }
        let longest = help.lines().map(|line| line.chars().count()).max();
        assert!(longest.unwrap() <= 120, "{command}");
    }
}

#[test]
fn help_shows_no_secret_from_the_environment() {
    for variable in ["COGNATE_ACCESS_KEYS", "COGNATE_MASTER_KEY", "COGNATE_DATABASE_URL"] {
        let (_, help, _) = outcome(cognate().args(["serve", "--help"]).env(variable, "canary-5d1c"));
        assert!(help.contains(variable) && !help.contains("canary-5d1c"), "{variable}");
    }
}

#[test]
fn serve_says_what_is_missing() {
    let (code, _, said) = outcome(cognate().arg("serve"));
    assert_eq!(code, 1);
    for missing in ["listen is missing", "public-url is missing", "data is missing"] {
        assert!(said.contains(missing), "{said}");
    }
}

#[test]
fn serve_needs_an_access_key() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().to_str().unwrap();
    let serve = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--public-url",
        "https://id.example.com",
        "--data",
        data,
    ];
    let (code, _, said) = outcome(cognate().args(serve));
    assert_eq!(code, 1);
    assert!(
        said.contains("access-keys is missing") && said.contains("cognate access-key create"),
        "{said}"
    );
}

#[test]
fn a_wrong_setting_is_named_with_its_fix_wherever_it_comes_from() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("cognate.toml");
    fs::write(&file, "issuer = \"amazon\"\n").unwrap();
    let expected = "--issuer, COGNATE_ISSUER or `issuer` in the configuration file: \"amazon\" is not public or aws\n";
    for command in [
        cognate().args(["dev", "--issuer", "amazon"]),
        cognate().arg("dev").env("COGNATE_ISSUER", "amazon"),
        cognate().arg("dev").arg("--config").arg(&file),
    ] {
        let (code, _, said) = outcome(command);
        assert_eq!((code, said), (1, format!("cognate: {expected}")));
    }
}

#[test]
fn an_unknown_setting_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("cognate.toml");
    fs::write(&file, "lissten = \"127.0.0.1:1\"\n").unwrap();
    let (code, _, said) = outcome(cognate().arg("dev").arg("--config").arg(&file));
    assert_eq!(code, 1);
    assert!(
        said.contains("cognate.toml") && said.contains("unknown field `lissten`"),
        "{said}"
    );
    let (code, _, said) = outcome(cognate().args(["dev", "--lissten", "127.0.0.1:1"]));
    assert_eq!(code, 2);
    assert!(said.contains("'--lissten'") && said.contains("'--listen'"), "{said}");
}

#[test]
fn development_stays_on_this_machine() {
    let (code, _, said) = outcome(cognate().args(["dev", "--listen", "0.0.0.0:9229"]));
    assert_eq!(code, 1);
    assert!(said.contains("\"0.0.0.0:9229\" is not a loopback address"), "{said}");
}

#[test]
fn an_address_in_use_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let node = Node::start(&directory.path().join("one"));
    let address = node.url.strip_prefix("http://").unwrap();
    let (code, _, said) = outcome(cognate().args(["dev", "--listen", address]));
    assert_eq!(code, 1);
    assert!(
        said.contains(&format!("cannot listen on {address}")) && said.contains("--listen"),
        "{said}"
    );
}

#[test]
fn a_first_start_makes_a_key_that_only_its_owner_reads() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    drop(Node::start(&data));
    for file in ["master.key", "cognate.db"] {
        assert_eq!(
            fs::metadata(data.join(file)).unwrap().permissions().mode() & 0o777,
            0o600,
            "{file}"
        );
    }
    fs::remove_file(data.join("master.key")).unwrap();
    let (code, _, said) = outcome(cognate().args(["dev", "--listen", "127.0.0.1:0", "--data"]).arg(&data));
    assert_eq!(code, 1);
    assert!(said.contains("a new key cannot open the data beside it"), "{said}");
}

#[test]
fn access_keys_are_made_listed_and_deleted() {
    let directory = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        outcome(
            cognate()
                .arg("access-key")
                .args(arguments)
                .arg("--data")
                .arg(directory.path()),
        )
    };
    let (code, made, _) = run(&["create", "--label", "a test"]);
    assert_eq!(code, 0);
    let id = made.lines().next().unwrap().strip_prefix("AWS_ACCESS_KEY_ID=").unwrap();
    assert!(made.lines().nth(1).unwrap().starts_with("AWS_SECRET_ACCESS_KEY="));
    assert_eq!(run(&["list"]).1, format!("{id}  all  a test\n"));
    assert_eq!(run(&["delete", id]).0, 0);
    assert_eq!(run(&["list"]).1, "");
    let (code, _, said) = run(&["delete", id]);
    assert_eq!(code, 1);
    assert!(said.contains(&format!("there is no access key {id:?}")), "{said}");

    let limited = [
        "create",
        "--operations",
        "ListUsers,AdminGet*",
        "--pools",
        "eu-west-1_a",
    ];
    assert_eq!(run(&limited).0, 0);
    let (_, listed, _) = run(&["list"]);
    assert!(
        listed.trim_end().ends_with("  ListUsers,AdminGet* on eu-west-1_a"),
        "{listed}"
    );
    let (code, _, said) = run(&["create", "--operations", "ListUsers,DropTables"]);
    assert_eq!(code, 1);
    assert!(
        said.contains("--operations: \"DropTables\" is not all, read-only or the name of an operation"),
        "{said}"
    );
}
