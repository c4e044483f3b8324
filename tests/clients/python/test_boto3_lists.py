"""Every List operation, walked by boto3's paginators (by hand where boto3 has none) while the list changes: nothing comes twice,
and nothing that was there all the time is left out. By pages of one, of seven and of the most.

Each list has more than MANY items before each walk, or as many as there may be: FEWER says of which, and why. Lists that never
have a second page (secrets of a client, replicas, sessions) are in the last table.
"""

import base64
import csv
import io
import itertools
import time
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import PASSWORD, client

MANY = 500

# How many items there are of what there cannot be so many.
FEWER = {
    "AdminListGroupsForUser": (90, "a user is in 100 groups at most, which AWS does not raise"),
    "ListIdentityProviders": (290, "a pool has 300 at most; this server has no setting that raises them"),
    "ListResourceServers": (20, "a pool has 25 at most, which AWS raises to 300"),
    "ListUserPools": (20, "each has key pairs of its own, a tenth of a second of a processor; the server's tests walk 500"),
}

# What is made beyond MANY: walks remove more than they add.
MORE = 20
ROLE = "arn:aws:iam::000000000000:role/import"
OIDC = {
    "client_id": "c",
    "authorize_scopes": "openid",
    "oidc_issuer": "https://id.example.com",
    "attributes_request_method": "GET",
    "authorize_url": "https://id.example.com/authorize",
    "token_url": "https://id.example.com/token",
    "attributes_url": "https://id.example.com/userinfo",
    "jwks_uri": "https://id.example.com/jwks",
}


@pytest.fixture(scope="module")
def fast():
    """A client for many requests: the server judges what is sent, not boto3."""
    return client(parameter_validation=False, max_pool_connections=8)


def at_once(make, items):
    """Makes things, eight at a time; the results in order."""
    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(make, items))


class World:
    """One pool with much of everything."""

    def __init__(self, idp):
        self.idp = idp
        add_ons = {"AdvancedSecurityMode": "AUDIT"}
        pool = idp.create_user_pool(
            PoolName="lists",
            UserPoolTier="PLUS",
            UserPoolAddOns=add_ons,
            AutoVerifiedAttributes=["email"],
            DeviceConfiguration={"ChallengeRequiredOnNewDevice": False, "DeviceOnlyRememberedOnUserPrompt": False},
        )
        self.pool = pool["UserPool"]["Id"]
        self.here = {"UserPoolId": self.pool}
        self.numbers = itertools.count()
        self.app = self.add_client()

    def name(self, kind):
        return f"{kind}{next(self.numbers)}"

    def add_client(self):
        flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
        made = self.idp.create_user_pool_client(**self.here, ClientName=self.name("app"), ExplicitAuthFlows=flows)
        return made["UserPoolClient"]["ClientId"]

    def remove_client(self, item):
        self.idp.delete_user_pool_client(**self.here, ClientId=item)

    def import_users(self):
        """More than MANY users by one job: quicker than one by one."""
        header = self.idp.get_csv_header(**self.here)["CSVHeader"]
        text = io.StringIO()
        table = csv.DictWriter(text, header, restval="", lineterminator="\n")
        table.writeheader()
        names = [self.name("user") for _ in range(MANY + MORE)]
        for name in names:
            verified = {"email": f"{name}@example.com", "email_verified": "true"}
            table.writerow({"cognito:username": name, "cognito:mfa_enabled": "false", **verified})
        job = self.idp.create_user_import_job(**self.here, JobName="all", CloudWatchLogsRoleArn=ROLE)["UserImportJob"]
        put = urllib.request.Request(job["PreSignedUrl"], text.getvalue().encode(), method="PUT")
        assert urllib.request.urlopen(put).status == 200
        self.idp.start_user_import_job(**self.here, JobId=job["JobId"])
        for _ in range(300):
            shown = self.idp.describe_user_import_job(**self.here, JobId=job["JobId"])["UserImportJob"]
            if shown["Status"] not in ("Pending", "InProgress"):
                break
            time.sleep(0.1)
        assert shown["ImportedUsers"] == len(names), shown
        return names

    def add_user(self):
        name = self.name("user")
        self.idp.admin_create_user(**self.here, Username=name, MessageAction="SUPPRESS")
        self.idp.admin_add_user_to_group(**self.here, Username=name, GroupName="all")

    def remove_user(self, item):
        self.idp.admin_delete_user(**self.here, Username=item)

    def add_group(self):
        name = self.name("group")
        self.idp.create_group(**self.here, GroupName=name)
        return name

    def remove_group(self, item):
        self.idp.delete_group(**self.here, GroupName=item)

    def join(self, group):
        self.idp.admin_add_user_to_group(**self.here, Username="jane", GroupName=group)

    def leave(self, item):
        self.idp.admin_remove_user_from_group(**self.here, Username="jane", GroupName=item)

    def add_provider(self):
        self.idp.create_identity_provider(
            **self.here, ProviderName=self.name("provider"), ProviderType="OIDC", ProviderDetails=OIDC
        )

    def remove_provider(self, item):
        self.idp.delete_identity_provider(**self.here, ProviderName=item)

    def add_server(self):
        name = self.name("api")
        self.idp.create_resource_server(**self.here, Identifier=name, Name=name)

    def remove_server(self, item):
        self.idp.delete_resource_server(**self.here, Identifier=item)

    def add_terms(self, app=None):
        links = {"cognito:default": "https://example.com/"}
        shape = {"TermsSource": "LINK", "Enforcement": "NONE", "Links": links}
        app = app or self.add_client()
        for name in ("terms-of-use", "privacy-policy"):
            self.idp.create_terms(**self.here, ClientId=app, TermsName=name, **shape)

    def remove_terms(self, item):
        self.idp.delete_terms(**self.here, TermsId=item)

    def add_job(self):
        self.idp.create_user_import_job(**self.here, JobName="job", CloudWatchLogsRoleArn=ROLE)

    def add_device(self):
        """A sign-in of jane from a new device, which also is an event."""
        signed_in = self.idp.admin_initiate_auth(
            **self.here,
            ClientId=self.app,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": "jane", "PASSWORD": PASSWORD},
        )["AuthenticationResult"]
        self.token = signed_in["AccessToken"]
        verifier = {"PasswordVerifier": base64.b64encode(b"\1" * 384).decode(), "Salt": base64.b64encode(b"s" * 16).decode()}
        device = signed_in["NewDeviceMetadata"]["DeviceKey"]
        self.idp.confirm_device(AccessToken=self.token, DeviceKey=device, DeviceSecretVerifierConfig=verifier)

    def remove_device(self, item):
        self.idp.admin_forget_device(**self.here, Username="jane", DeviceKey=item)


@pytest.fixture(scope="module")
def world(fast):
    world = World(fast)
    fast.create_group(**world.here, GroupName="all")
    fast.admin_create_user(**world.here, Username="jane", MessageAction="SUPPRESS")
    fast.admin_set_user_password(**world.here, Username="jane", Password=PASSWORD, Permanent=True)
    yield world
    fast.delete_user_pool(UserPoolId=world.pool)


class List:
    """A list as the service has it: how it is asked for, and how its items are told apart."""

    def __init__(self, idp, operation, items, key, most, token="NextToken", limit="MaxResults", **request):
        self.idp, self.operation, self.items, self.key, self.most = idp, operation, items, key, most
        self.token, self.limit, self.request = token, limit, request

    def pages(self, size):
        if self.idp.can_paginate(self.operation):
            sized = {"PageSize": size}
            yield from self.idp.get_paginator(self.operation).paginate(**self.request, PaginationConfig=sized)
            return
        request = {**self.request, self.limit: size}
        while True:
            page = getattr(self.idp, self.operation)(**request)
            yield page
            if self.token not in page:
                return
            request[self.token] = page[self.token]

    def walk(self, size, meanwhile=lambda page, ids: None):
        seen = []
        for number, page in enumerate(self.pages(size)):
            ids = [item[self.key] for item in page[self.items]]
            assert len(ids) <= size, f"{self.operation}: {len(ids)} items on a page of {size}"
            seen += ids
            meanwhile(number, ids)
        return seen

    def holds(self, add, remove=None):
        """Walks by each size. Twice on the way something is added, and two items are removed: the one on which the walk stands,
        and one that it may not have reached."""
        name = self.idp.meta.method_to_api_mapping[self.operation]
        at_least, _ = FEWER.get(name, (MANY + 1, ""))
        for size in (1, 7, self.most):
            before = self.walk(self.most)
            assert len(before) == len(set(before)) >= at_least, f"{self.operation}: {len(before)} items"
            before = set(before)
            removed = set()

            def meanwhile(number, ids):
                if number not in (1, 20):
                    return
                add()
                for item in (ids[-1:] + sorted(before - removed)[7:8]) if remove else []:
                    if item not in removed:
                        remove(item)
                        removed.add(item)

            seen = self.walk(size, meanwhile)
            assert len(seen) == len(set(seen)), f"{self.operation} by {size}: something comes twice"
            assert before - removed <= set(seen), f"{self.operation} by {size}: something is left out"


def test_users_and_members_of_a_group(fast, world):
    names = world.import_users()
    at_once(lambda name: fast.admin_add_user_to_group(**world.here, Username=name, GroupName="all"), names)
    users = List(fast, "list_users", "Users", "Username", 60, **world.here)
    users.holds(world.add_user, world.remove_user)
    members = List(fast, "list_users_in_group", "Users", "Username", 60, GroupName="all", **world.here)
    members.holds(world.add_user, world.remove_user)


def test_groups_and_those_of_a_user(fast, world):
    names = at_once(lambda _: world.add_group(), range(MANY + MORE))
    groups = List(fast, "list_groups", "Groups", "GroupName", 60, **world.here)
    groups.holds(world.add_group, world.remove_group)
    alive = set(groups.walk(60))
    names = iter([name for name in names if name in alive])
    at_once(world.join, itertools.islice(names, 98))
    of_jane = List(fast, "admin_list_groups_for_user", "Groups", "GroupName", 60, Username="jane", **world.here)
    of_jane.holds(lambda: world.join(next(names)), world.leave)


def test_clients_and_their_terms(fast, world):
    apps = at_once(lambda _: world.add_client(), range(MANY + MORE))
    clients = List(fast, "list_user_pool_clients", "UserPoolClients", "ClientId", 60, **world.here)
    clients.holds(world.add_client, lambda item: item == world.app or world.remove_client(item))
    alive = set(clients.walk(60))
    at_once(world.add_terms, [app for app in apps if app in alive][: (MANY + MORE) // 2])
    terms = List(fast, "list_terms", "Terms", "TermsId", 60, **world.here)
    terms.holds(world.add_terms, world.remove_terms)


def test_providers_and_resource_servers(fast, world):
    at_once(lambda _: world.add_provider(), range(299))
    providers = List(fast, "list_identity_providers", "Providers", "ProviderName", 60, **world.here)
    providers.holds(world.add_provider, world.remove_provider)
    at_once(lambda _: world.add_server(), range(24))
    servers = List(fast, "list_resource_servers", "ResourceServers", "Identifier", 50, **world.here)
    servers.holds(world.add_server, world.remove_server)


def test_import_jobs(fast, world):
    # Jobs stay for good.
    at_once(lambda _: world.add_job(), range(MANY + 1))
    jobs = List(fast, "list_user_import_jobs", "UserImportJobs", "JobId", 60, "PaginationToken", **world.here)
    jobs.holds(world.add_job)


def test_devices_and_events_of_a_user(fast, world):
    at_once(lambda _: world.add_device(), range(MANY + MORE))
    events = List(fast, "admin_list_user_auth_events", "AuthEvents", "EventId", 60, Username="jane", **world.here)
    events.holds(world.add_device)
    hers = {"token": "PaginationToken", "limit": "Limit"}
    devices = List(fast, "admin_list_devices", "Devices", "DeviceKey", 60, **hers, Username="jane", **world.here)
    devices.holds(world.add_device, world.remove_device)
    own = List(fast, "list_devices", "Devices", "DeviceKey", 60, **hers, AccessToken=world.token)
    own.holds(world.add_device, world.remove_device)


def test_pools(fast):
    made = []

    def add():
        made.append(fast.create_user_pool(PoolName=f"many-{uuid.uuid4()}")["UserPool"]["Id"])

    def remove(item):
        # The pools of other tests stay.
        if item in made:
            made.remove(item)
            fast.delete_user_pool(UserPoolId=item)

    at_once(lambda _: add(), range(24))
    pools = List(fast, "list_user_pools", "UserPools", "Id", 60)
    pools.holds(add, remove)
    for pool in list(made):
        fast.delete_user_pool(UserPoolId=pool)


def test_no_list_is_left_out(idp):
    """Whoever takes a token is walked above, or has one page at most."""
    walked = """AdminListDevices AdminListGroupsForUser AdminListUserAuthEvents ListDevices ListGroups ListIdentityProviders
        ListResourceServers ListTerms ListUserImportJobs ListUserPoolClients ListUserPools ListUsers ListUsersInGroup""".split()
    one_page = {
        "AdminListUserSessions": "at most 125 sessions, in one page",
        "ListUserSessions": "the same",
        "ListUserPoolClientSecrets": "at most two secrets",
        "ListUserPoolReplicas": "at most one replica",
        "ListWebAuthnCredentials": "at most 20 passkeys; the server's tests walk them by pages",
    }
    model = idp.meta.service_model
    lists = {
        name
        for name in model.operation_names
        if {"NextToken", "PaginationToken"} & set(model.operation_model(name).input_shape.members)
    }
    assert lists == {*walked, *one_page}
    assert set(FEWER) <= set(walked)
