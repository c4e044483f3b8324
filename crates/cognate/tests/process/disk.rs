//! A disk that is full or cannot flush, under the real binary: nothing acknowledged is lost, nothing is half made, whoever asks
//! is told that it did not work, and the server goes on by itself when the disk does.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

use crate::{
    ground::{Ground, is_whole, prepare, user},
    node::{Node, call},
};

/// How often the disk breaks and recovers.
const ROUNDS: usize = 12;

/// Users asked for at the same time, so that they share a commit.
const TOGETHER: usize = 4;

/// The ways in which it breaks, as `faulty_disk.c` reads them.
const FAULTS: [&str; 3] = ["w", "f", "wf"];

/// A disk that can be broken: a library before the C library's calls, and the file that tells it what fails.
struct Disk {
    folder: tempfile::TempDir,
    library: PathBuf,
}

impl Disk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("faulty_disk.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/process/faulty_disk.c");
        // The compiler that Rust links with.
        let made = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .args([&library, &source])
            .arg("-ldl")
            .status()
            .unwrap();
        assert!(made.success());
        Self { folder, library }
    }

    fn told(&self) -> PathBuf {
        self.folder.path().join("fails")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn breaks(&self, fault: &str) {
        // By a rename, so that nobody reads half of it.
        let new = self.folder.path().join("new");
        fs::write(&new, fault).unwrap();
        fs::rename(new, self.told()).unwrap();
    }

    fn start(&self) -> Node {
        let (library, told) = (self.library.display().to_string(), self.told().display().to_string());
        Node::start_with(&self.data(), &[("LD_PRELOAD", &library), ("FAULTY_DISK", &told)])
    }
}

/// Asks for some users at once: the name of each and the answer, which is none when the server is gone.
async fn create(url: &str, ground: &Ground, round: usize, part: &str) -> Vec<(String, Option<(u16, Value)>)> {
    let client = reqwest::Client::new();
    let one = async |number: usize| {
        let name = format!("user-{round}-{part}-{number}");
        let answer = call(&client, url, "AdminCreateUser", &user(ground, &name)).await;
        (name, answer.ok())
    };
    let (a, b, c, d) = tokio::join!(one(0), one(1), one(2), one(3));
    let all = vec![a, b, c, d];
    assert_eq!(all.len(), TOGETHER);
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_disk_loses_nothing_and_heals_by_itself() {
    let disk = Disk::new();
    let client = reqwest::Client::new();
    let mut node = disk.start();
    let ground = prepare(&node).await;
    let (mut acknowledged, mut refused) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        for (name, answer) in create(&node.url, &ground, round, "whole").await {
            assert_eq!(answer.unwrap().0, 200, "{name}");
            acknowledged.push(name);
        }

        disk.breaks(FAULTS[round % FAULTS.len()]);
        for (name, answer) in create(&node.url, &ground, round, "broken").await {
            let (status, answer) = answer.unwrap();
            let fault = (status, answer["__type"].as_str().unwrap());
            assert_eq!(fault, (500, "InternalErrorException"), "{name}: {answer}");
            refused.push(name);
        }
        // Reading goes on.
        let body = json!({ "UserPoolId": ground.pool, "Username": acknowledged.last() });
        let (status, answer) = call(&client, &node.url, "AdminGetUser", &body).await.unwrap();
        assert_eq!(status, 200, "{answer}");

        if round % 3 == 2 {
            // The machine goes down with the disk still broken.
            node.kill();
            disk.breaks("");
            node = disk.start();
        } else {
            disk.breaks("");
        }
        for (name, answer) in create(&node.url, &ground, round, "healed").await {
            assert_eq!(answer.unwrap().0, 200, "{name}");
            acknowledged.push(name);
        }
    }
    node.kill();
    let node = disk.start();
    for name in &acknowledged {
        assert!(
            is_whole(&client, &node.url, &ground, name).await,
            "{name} was acknowledged and is gone"
        );
    }
    for name in &refused {
        // Neither name nor address is taken.
        let (status, answer) = call(&client, &node.url, "AdminCreateUser", &user(&ground, name))
            .await
            .unwrap();
        assert_eq!(status, 200, "{name}: {answer}");
    }
}
