//! What is generated is what the model says.

#![cfg(test)]

use std::{collections::BTreeMap, fs, path::Path};

#[test]
fn the_generated_code_is_what_the_model_says() {
    let expected: BTreeMap<String, String> = xtask::rendered().unwrap().into_iter().collect();
    let mut found = BTreeMap::new();
    gather(&xtask::generated(), "", &mut found);
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&expected), "run `cargo xtask model render`");
    for (name, text) in expected {
        assert!(
            found.get(&name) == Some(&text),
            "generated/{name} is stale: run `cargo xtask model render`"
        );
    }
}

#[test]
fn the_list_of_sentences_is_what_the_source_says() {
    let expected = xtask::messages::list().unwrap_or_else(|bare| panic!("{bare}"));
    let found = fs::read_to_string(xtask::root().join(xtask::messages::GOLDEN)).unwrap();
    let stale = found
        .lines()
        .zip(expected.lines())
        .find(|(found, expected)| found != expected);
    assert!(found == expected, "run `cargo xtask messages`: {stale:?}");
}

#[test]
fn the_model_is_reduced_already() {
    let text = fs::read_to_string(xtask::root().join("model/cognito-idp.json")).unwrap();
    let model = xtask::model::import::reduce(&text).unwrap();
    assert_eq!(
        serde_json::to_string_pretty(&model).unwrap() + "\n",
        text,
        "run `cargo xtask model import`"
    );
}

#[test]
fn awss_own_file_reduces_to_the_facts() {
    let service_2 = r#"{
        "version": "2.0",
        "metadata": {"apiVersion": "2016-04-18", "endpointPrefix": "cognito-idp", "jsonVersion": "1.1",
            "targetPrefix": "AWSCognitoIdentityProviderService", "signatureVersion": "v4", "uid": "x"},
        "operations": {
            "B": {"name": "B", "http": {"method": "POST"}, "input": {"shape": "In"}, "output": {"shape": "Out"},
                "errors": [{"shape": "Bad"}], "documentation": "prose"},
            "A": {"name": "A", "input": {"shape": "In"}, "authtype": "none", "auth": ["smithy.api#noAuth"]}
        },
        "shapes": {
            "In": {"type": "structure", "required": ["Z"], "documentation": "prose",
                "members": {"Z": {"shape": "Id", "documentation": "prose"}, "D": {"shape": "Document"}}},
            "Out": {"type": "structure", "members": {}},
            "Id": {"type": "string", "max": 55, "min": 1, "pattern": "[\\w-]+", "sensitive": true},
            "Document": {"type": "structure", "members": {}, "document": true},
            "Bad": {"type": "structure", "members": {}, "exception": true, "fault": true}
        }
    }"#;
    let model = xtask::model::import::reduce(service_2).unwrap();
    let expected = r#"{"service":{"apiVersion":"2016-04-18","targetPrefix":"AWSCognitoIdentityProviderService","jsonVersion":"1.1","endpointPrefix":"cognito-idp","signatureVersion":"v4"},"operations":{"B":{"auth":"sigv4","input":"In","output":"Out","errors":["Bad"]},"A":{"auth":"none","input":"In","output":null,"errors":[]}},"shapes":{"In":{"type":"structure","members":{"Z":{"shape":"Id","required":true},"D":{"shape":"Document"}}},"Out":{"type":"structure","members":{}},"Id":{"type":"string","min":1,"max":55,"pattern":"[\\w-]+","matches":"^(?:[0-9A-Za-z_-]+)$","sensitive":true},"Document":{"type":"document"},"Bad":{"type":"structure","members":{},"exception":{"status":500,"fault":true}}}}"#;
    assert_eq!(serde_json::to_string(&model).unwrap(), expected);
}

fn gather(folder: &Path, prefix: &str, into: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            gather(&path, &format!("{name}/"), into);
        } else {
            into.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}
