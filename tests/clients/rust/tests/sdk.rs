//! The AWS SDK for Rust, unmodified, signs in against the server at `COGNATE_ENDPOINT`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may panic, and this one is told its endpoint by the environment"
)]

use aws_sdk_cognitoidentityprovider::{
    Client,
    config::{BehaviorVersion, Credentials, Region},
    error::{ProvideErrorMetadata, SdkError},
    types::{AttributeType, AuthFlowType, ChallengeNameType, ExplicitAuthFlowsType, MessageActionType, UserStatusType},
};

const PASSWORD: &str = "Correct-Horse-7";

struct World {
    idp: Client,
    pool: String,
    client: String,
}

impl World {
    async fn new() -> Self {
        let endpoint = std::env::var("COGNATE_ENDPOINT").expect("COGNATE_ENDPOINT names a running server");
        let config = aws_sdk_cognitoidentityprovider::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .endpoint_url(endpoint)
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret", None, None, "test"))
            .build();
        let idp = Client::from_conf(config);
        let pool = idp.create_user_pool().pool_name("rust").send().await.unwrap();
        let pool = pool.user_pool.unwrap().id.unwrap();
        let client = idp
            .create_user_pool_client()
            .user_pool_id(&pool)
            .client_name("app")
            .explicit_auth_flows(ExplicitAuthFlowsType::AllowUserPasswordAuth)
            .explicit_auth_flows(ExplicitAuthFlowsType::AllowAdminUserPasswordAuth)
            .explicit_auth_flows(ExplicitAuthFlowsType::AllowRefreshTokenAuth)
            .send()
            .await
            .unwrap();
        let client = client.user_pool_client.unwrap().client_id.unwrap();
        Self { idp, pool, client }
    }

    async fn user(&self, name: &str, temporary: &str) {
        let email = AttributeType::builder()
            .name("email")
            .value("rust@example.com")
            .build()
            .unwrap();
        let made = self
            .idp
            .admin_create_user()
            .user_pool_id(&self.pool)
            .username(name)
            .temporary_password(temporary)
            .message_action(MessageActionType::Suppress)
            .user_attributes(email)
            .send()
            .await
            .unwrap();
        assert_eq!(
            made.user.unwrap().user_status,
            Some(UserStatusType::ForceChangePassword)
        );
    }
}

#[tokio::test]
async fn passes_the_new_password_challenge_refreshes_and_signs_out() {
    let world = World::new().await;
    world.user("jane", "Temporary-1").await;
    let challenge = world
        .idp
        .admin_initiate_auth()
        .user_pool_id(&world.pool)
        .client_id(&world.client)
        .auth_flow(AuthFlowType::AdminUserPasswordAuth)
        .auth_parameters("USERNAME", "jane")
        .auth_parameters("PASSWORD", "Temporary-1")
        .send()
        .await
        .unwrap();
    assert_eq!(challenge.challenge_name, Some(ChallengeNameType::NewPasswordRequired));
    let done = world
        .idp
        .respond_to_auth_challenge()
        .client_id(&world.client)
        .challenge_name(ChallengeNameType::NewPasswordRequired)
        .session(challenge.session.unwrap())
        .challenge_responses("USERNAME", "jane")
        .challenge_responses("NEW_PASSWORD", PASSWORD)
        .send()
        .await
        .unwrap();
    let tokens = done.authentication_result.unwrap();
    let access = tokens.access_token.unwrap();
    let me = world.idp.get_user().access_token(&access).send().await.unwrap();
    assert_eq!(me.username, "jane");
    let refreshed = world
        .idp
        .initiate_auth()
        .client_id(&world.client)
        .auth_flow(AuthFlowType::RefreshTokenAuth)
        .auth_parameters("REFRESH_TOKEN", tokens.refresh_token.unwrap())
        .send()
        .await
        .unwrap();
    assert!(refreshed.authentication_result.unwrap().refresh_token.is_none());
    world.idp.global_sign_out().access_token(&access).send().await.unwrap();
    let refused = world.idp.get_user().access_token(&access).send().await.unwrap_err();
    assert_eq!(refused.code(), Some("NotAuthorizedException"));
    assert_eq!(refused.message(), Some("Access Token has been revoked"));
}

#[tokio::test]
async fn a_refusal_is_the_modeled_error() {
    let world = World::new().await;
    let refused = world
        .idp
        .initiate_auth()
        .client_id(&world.client)
        .auth_flow(AuthFlowType::UserPasswordAuth)
        .auth_parameters("USERNAME", "nobody")
        .auth_parameters("PASSWORD", PASSWORD)
        .send()
        .await
        .unwrap_err();
    match refused {
        SdkError::ServiceError(error) => assert!(error.err().is_user_not_found_exception()),
        other => panic!("not a service error: {other:?}"),
    }
}
