//! Long lists, walked to their end while they change: nothing twice, nothing left out.

use std::collections::BTreeMap;

use domain::{
    device::{Device, DeviceDetails, Remembrance, registered},
    ids::{DeviceKey, PoolId, Sub},
    moment::Span,
    ports::Clock,
};
use serde_json::{Value, json};
use store::{db::Batch, devices};
use testkit::Server;

use crate::scene::Scene;

/// A list, as the model has it.
struct List<'a> {
    server: &'a Server,
    operation: &'static str,
    body: Value,
    limit: &'static str,
    token: &'static str,
    items: &'static str,
    id: &'static str,
}

impl List<'_> {
    /// The ids on the pages of `limit` items. After each page `meanwhile` is told its number.
    async fn walk(&self, limit: usize, mut meanwhile: impl AsyncFnMut(usize)) -> Vec<String> {
        let mut seen = Vec::new();
        let mut body = self.body.clone();
        body[self.limit] = json!(limit);
        for page in 0.. {
            let reply = self.server.call(self.operation, body.clone()).await.ok();
            let items = reply[self.items].as_array().unwrap();
            assert!(
                items.len() <= limit,
                "{}: {} items on a page of {limit}",
                self.operation,
                items.len()
            );
            seen.extend(items.iter().map(|item| item[self.id].as_str().unwrap().to_owned()));
            match reply[self.token].as_str() {
                Some(token) => body[self.token] = json!(token),
                None => break,
            }
            meanwhile(page).await;
        }
        seen
    }

    /// Walks by pages of one, of seven and of the most; `add` and `remove` change the list at every 10th page. Whatever was
    /// there from the beginning to the end is seen once, and nothing is seen twice.
    async fn holds(&self, most: usize, mut add: impl AsyncFnMut(String), mut remove: impl AsyncFnMut(String)) {
        for limit in [1, 7, most] {
            let before = self.walk(most, async |_| ()).await;
            let mut removed = Vec::new();
            let seen = self
                .walk(limit, async |page| {
                    if page % 10 == 3 || limit == most {
                        let filtered = self.body["Filter"].is_string();
                        add(format!("{}-{filtered}-{limit}-{page}", self.operation)).await;
                        let victim = before[(page * 37) % before.len()].clone();
                        if !removed.contains(&victim) {
                            remove(victim.clone()).await;
                            removed.push(victim);
                        }
                    }
                })
                .await;
            let mut times: BTreeMap<&str, usize> = BTreeMap::new();
            for id in &seen {
                *times.entry(id).or_default() += 1;
            }
            let twice: Vec<_> = times.iter().filter(|(_, times)| **times > 1).collect();
            assert!(twice.is_empty(), "{} by {limit}: twice {twice:?}", self.operation);
            let stayed = before.iter().filter(|id| !removed.contains(id));
            let missed: Vec<_> = stayed.filter(|id| !times.contains_key(id.as_str())).collect();
            assert!(missed.is_empty(), "{} by {limit}: missed {missed:?}", self.operation);
        }
    }
}

const MANY: usize = 500;

#[tokio::test]
async fn users_and_members_of_groups() {
    let scene = Scene::new().await;
    scene.admin("CreateGroup", json!({ "GroupName": "all" })).await.ok();
    let add = async |name: String| {
        let body = json!({ "Username": name, "MessageAction": "SUPPRESS" });
        scene.admin("AdminCreateUser", body).await.ok();
        let body = json!({ "Username": name, "GroupName": "all" });
        scene.admin("AdminAddUserToGroup", body).await.ok();
    };
    let remove = async |name: String| {
        scene.admin("AdminDeleteUser", json!({ "Username": name })).await;
    };
    for n in 0..MANY {
        scene.server.clock().advance(Span::seconds(i64::from(n % 3 == 0)));
        add(format!("user{n}")).await;
    }
    let list = |operation, token, body: Value| List {
        server: &scene.server,
        operation,
        body,
        limit: "Limit",
        token,
        items: "Users",
        id: "Username",
    };
    let pool = json!({ "UserPoolId": scene.pool });
    list("ListUsers", "PaginationToken", pool.clone())
        .holds(60, add, remove)
        .await;
    let filtered = json!({ "UserPoolId": scene.pool, "Filter": "username ^= \"user1\"" });
    list("ListUsers", "PaginationToken", filtered)
        .holds(60, add, remove)
        .await;
    let group = json!({ "UserPoolId": scene.pool, "GroupName": "all" });
    list("ListUsersInGroup", "NextToken", group)
        .holds(60, add, remove)
        .await;
}

#[tokio::test]
async fn groups_of_pools_and_users() {
    let scene = Scene::new().await;
    scene.user("jane").await;
    let add = async |name: String| {
        scene.admin("CreateGroup", json!({ "GroupName": name })).await.ok();
    };
    let join = async |name: String| {
        add(name.clone()).await;
        let body = json!({ "Username": "jane", "GroupName": name });
        scene.admin("AdminAddUserToGroup", body).await.ok();
    };
    let remove = async |name: String| {
        scene.admin("DeleteGroup", json!({ "GroupName": name })).await;
    };
    // As many as one user may be in, with room for those that are added.
    for n in 0..70 {
        join(format!("group{n}")).await;
    }
    let list = |operation, body: Value| List {
        server: &scene.server,
        operation,
        body,
        limit: "Limit",
        token: "NextToken",
        items: "Groups",
        id: "GroupName",
    };
    let jane = json!({ "UserPoolId": scene.pool, "Username": "jane" });
    list("AdminListGroupsForUser", jane).holds(60, join, remove).await;
    for n in 70..MANY {
        add(format!("group{n}")).await;
    }
    let pool = json!({ "UserPoolId": scene.pool });
    list("ListGroups", pool).holds(60, add, remove).await;
}

#[tokio::test]
async fn clients_and_resource_servers() {
    let scene = Scene::new().await;
    let add = async |name: String| {
        let body = json!({ "ClientName": name });
        scene.admin("CreateUserPoolClient", body).await.ok();
    };
    let remove = async |id: String| {
        scene.admin("DeleteUserPoolClient", json!({ "ClientId": id })).await;
    };
    for n in 0..MANY {
        add(format!("client{n}")).await;
    }
    let list = |operation, items, id| List {
        server: &scene.server,
        operation,
        body: json!({ "UserPoolId": scene.pool }),
        limit: "MaxResults",
        token: "NextToken",
        items,
        id,
    };
    list("ListUserPoolClients", "UserPoolClients", "ClientId")
        .holds(60, add, remove)
        .await;

    let add = async |name: String| {
        let body = json!({ "Identifier": name, "Name": name });
        scene.admin("CreateResourceServer", body).await;
    };
    let remove = async |name: String| {
        scene.admin("DeleteResourceServer", json!({ "Identifier": name })).await;
    };
    // A pool has 25 at most; some are added on the way.
    for n in 0..20 {
        add(format!("server{n}")).await;
    }
    list("ListResourceServers", "ResourceServers", "Identifier")
        .holds(50, add, remove)
        .await;
}

#[tokio::test]
async fn pools() {
    let server = Server::start().await;
    let add = async |name: String| {
        server.call("CreateUserPool", json!({ "PoolName": name })).await.ok();
    };
    let remove = async |id: String| {
        server.call("DeleteUserPool", json!({ "UserPoolId": id })).await;
    };
    for n in 0..MANY {
        add(format!("pool{n}")).await;
    }
    let list = List {
        server: &server,
        operation: "ListUserPools",
        body: json!({}),
        limit: "MaxResults",
        token: "NextToken",
        items: "UserPools",
        id: "Id",
    };
    list.holds(60, add, remove).await;
}

#[tokio::test]
async fn devices_of_a_user() {
    let scene = Scene::with(json!({ "DeviceConfiguration": {} }), json!({})).await;
    scene.user("jane").await;
    let token = scene.tokens("jane").await["AccessToken"].clone();
    let pool = PoolId::new(scene.pool.clone());
    let shown = scene.admin("AdminGetUser", json!({ "Username": "jane" })).await.ok();
    let sub = Sub::new(shown["UserAttributes"][0]["Value"].as_str().unwrap());
    let store = &scene.server.house().store;
    let put = async |devices: &[Device]| {
        let batch = devices.iter().fold(Batch::new(), |batch, device| {
            batch.and(devices::insert(store.sealer(), (&pool, &sub), device))
        });
        assert_eq!(store.write(batch).await.unwrap(), store::db::Done::Written);
    };
    let device = |n: usize| Device {
        key: DeviceKey::new(format!("us-east-1_00000000-0000-4000-8000-{n:012}")),
        version: "v".into(),
        remembrance: Remembrance::Remembered,
        created: scene.server.clock().now() + Span::seconds(i64::try_from(n / 3).unwrap()),
        modified: scene.server.clock().now(),
        authenticated: scene.server.clock().now(),
        last_ip: None,
        details: DeviceDetails::default(),
        verifier: registered("TXlTUlBTYWx0", "TXlWZXJpZmllclN0cmluZw").unwrap(),
    };
    put(&(0..MANY).map(device).collect::<Vec<_>>()).await;
    let mut next = MANY;
    let mut add = async |_: String| {
        next += 1;
        put(&[device(next)]).await;
    };
    let remove = async |key: String| {
        let body = json!({ "Username": "jane", "DeviceKey": key });
        scene.admin("AdminForgetDevice", body).await;
    };
    for (operation, body) in [
        (
            "AdminListDevices",
            json!({ "UserPoolId": scene.pool, "Username": "jane" }),
        ),
        ("ListDevices", json!({ "AccessToken": token })),
    ] {
        let list = List {
            server: &scene.server,
            operation,
            body,
            limit: "Limit",
            token: "PaginationToken",
            items: "Devices",
            id: "DeviceKey",
        };
        list.holds(60, &mut add, remove).await;
    }
}
