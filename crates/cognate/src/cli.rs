//! The command line. One list of options serves flags, environment and file, so that all three say the same things.

use std::{collections::BTreeMap, path::PathBuf};

use clap::{Args, Command as ClapCommand, CommandFactory, Parser, Subcommand};
use serde::{Deserialize, Deserializer};

/// A self-hosted server for Amazon Cognito user pools: unmodified AWS SDKs talk to it.
#[derive(Parser)]
#[command(
    name = "cognate",
    version,
    about,
    max_term_width = 110,
    disable_help_subcommand = true
)]
#[command(
    after_help = "Every option is also an environment variable (COGNATE_LISTEN, …) and a key of the TOML file that\n\
    --config names (listen = \"127.0.0.1:9229\", …). A flag wins over a variable, a variable over the file."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve on this machine only, for development and tests
    ///
    /// Needs no configuration. Keeps its data in .cognate, accepts any AWS credentials while no access key is
    /// configured, and keeps e-mail and text messages with their codes at /_cognate/inbox instead of sending them.
    #[command(verbatim_doc_comment)]
    Dev(Options),
    /// Serve in production
    ///
    /// Needs --listen, --public-url, --data or --database-url, and at least one access key. Accepts only requests
    /// signed with a known access key where Amazon Cognito demands a signature.
    #[command(verbatim_doc_comment)]
    Serve(Options),
    /// Manage the access keys in the store
    #[command(subcommand)]
    AccessKey(AccessKeyCommand),
}

/// What to do with the stored access keys.
#[derive(Subcommand)]
pub enum AccessKeyCommand {
    /// Make an access key and print its id and secret; the secret is shown only here
    Create {
        /// What the key is for, to be shown in the list
        #[arg(long, value_name = "TEXT")]
        label: Option<String>,
        /// Operations that it may call: all, read-only, or names such as ListUsers,AdminGet* [default: all]
        #[arg(long, value_name = "NAMES")]
        operations: Option<String>,
        /// Ids of the only pools that it may call them on, after commas [default: every pool]
        #[arg(long, value_name = "IDS")]
        pools: Option<String>,
        #[command(flatten)]
        options: Options,
    },
    /// List the ids of the stored access keys
    List(Options),
    /// Delete an access key; its signatures are refused from then on
    Delete {
        /// The id of the access key
        #[arg(value_name = "ID")]
        id: String,
        #[command(flatten)]
        options: Options,
    },
}

/// Every setting, as text, from one source. [`crate::settings`] reads the texts.
#[derive(Args, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Options {
    /// Address and port to listen on [dev: 127.0.0.1:9229]
    #[arg(long, env = "COGNATE_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<String>,

    /// Directory of the embedded database and its master key [dev: .cognate]
    #[arg(long, env = "COGNATE_DATA", value_name = "DIR")]
    pub data: Option<String>,

    /// PostgreSQL instead of the embedded database, as postgres://user:password@host,host/database
    #[arg(long, env = "COGNATE_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// URL at which clients reach this server; tokens name it as their issuer [dev: http:// and the listen address]
    #[arg(long, env = "COGNATE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,

    /// What the issuer of tokens looks like: public (public URL and pool id) or aws [default: public]
    #[arg(long, env = "COGNATE_ISSUER", value_name = "STYLE")]
    pub issuer: Option<String>,

    /// Region of requests that name none [default: us-east-1]
    #[arg(long, env = "COGNATE_REGION", value_name = "REGION")]
    pub region: Option<String>,

    /// Refuse requests signed for another region than --region [default: every region is served]
    #[arg(long, env = "COGNATE_ONLY_REGION", value_name = "BOOLEAN", num_args = 0..=1, default_missing_value = "true")]
    pub only_region: Option<String>,

    /// Account number in ARNs [default: 000000000000]
    #[arg(long, env = "COGNATE_ACCOUNT", value_name = "DIGITS")]
    pub account: Option<String>,

    /// Access keys, beside those in the store: id:secret,id:secret
    #[arg(long, env = "COGNATE_ACCESS_KEYS", value_name = "KEYS", hide_env_values = true)]
    pub access_keys: Option<String>,

    /// Key that seals secrets in the database: 32 bytes in hex or base64; older keys may follow, after commas
    #[arg(long, env = "COGNATE_MASTER_KEY", value_name = "KEY", hide_env_values = true)]
    pub master_key: Option<String>,

    /// File with the master key [default: master.key in the data directory, made on first start]
    #[arg(long, env = "COGNATE_MASTER_KEY_FILE", value_name = "FILE")]
    pub master_key_file: Option<String>,

    /// Where providers' metadata may be fetched from: public (by https) or anywhere [dev: anywhere, serve: public]
    #[arg(long, env = "COGNATE_OUTGOING", value_name = "REACH")]
    pub outgoing: Option<String>,

    /// Requests a second: on (those of Amazon Cognito), off, or Category=N,Category=N over them [dev: off, serve: on]
    #[arg(long, env = "COGNATE_RATE_LIMITS", value_name = "RATES")]
    pub rate_limits: Option<String>,

    /// Where triggers' functions are called, as AWS Lambda is; or one function's .../invocations [default: none]
    #[arg(long, env = "COGNATE_LAMBDA_ENDPOINT", value_name = "URL")]
    pub lambda_endpoint: Option<String>,

    /// Access key for calling functions: id:secret [default: the usual AWS_* variables]
    #[arg(long, env = "COGNATE_LAMBDA_ACCESS_KEY", value_name = "KEY", hide_env_values = true)]
    pub lambda_access_key: Option<String>,

    /// Seconds that a function may take, longer only to stop in it with a debugger [default: 5]
    #[arg(long, env = "COGNATE_LAMBDA_TIMEOUT", value_name = "SECONDS")]
    pub lambda_timeout: Option<String>,

    /// How each function is called: NAME = TARGET lines, see docs/functions.md [default: all at --lambda-endpoint]
    #[arg(long, env = "COGNATE_FUNCTIONS", value_name = "LINES")]
    #[serde(deserialize_with = "lines")]
    pub functions: Option<String>,

    /// Secret that webhooks are signed with, 32 characters or more; a second one may follow, after a comma
    #[arg(long, env = "COGNATE_WEBHOOK_SECRET", value_name = "SECRET", hide_env_values = true)]
    pub webhook_secret: Option<String>,

    /// What ends prefix domains: <prefix>.auth.<suffix> [default: none, pools have paths of the public URL]
    #[arg(long, env = "COGNATE_DOMAIN_SUFFIX", value_name = "NAME")]
    pub domain_suffix: Option<String>,

    /// PEM files with certificate chains, for TLS; with commas between them [default: no TLS]
    #[arg(long, env = "COGNATE_TLS_CERT", value_name = "FILES")]
    pub tls_cert: Option<String>,

    /// PEM files with the keys of these certificates, in the same order
    #[arg(long, env = "COGNATE_TLS_KEY", value_name = "FILES")]
    pub tls_key: Option<String>,

    /// Names to order a certificate for (ACME, by TLS at port 443), with commas between them [default: none]
    #[arg(long, env = "COGNATE_ACME_DOMAIN", value_name = "NAMES")]
    pub acme_domain: Option<String>,

    /// E-mail address that the certificate authority may write to
    #[arg(long, env = "COGNATE_ACME_CONTACT", value_name = "ADDRESS")]
    pub acme_contact: Option<String>,

    /// Directory of the certificate authority [default: that of Let's Encrypt]
    #[arg(long, env = "COGNATE_ACME_DIRECTORY", value_name = "URL")]
    pub acme_directory: Option<String>,

    /// Certificate in PEM to trust instead of the usual ones when talking to the certificate authority
    #[arg(long, env = "COGNATE_ACME_CA", value_name = "FILE")]
    pub acme_ca: Option<String>,

    /// Directory in which the account and the certificate are kept [default: acme in the data directory]
    #[arg(long, env = "COGNATE_ACME_CACHE", value_name = "DIRECTORY")]
    pub acme_cache: Option<String>,

    /// Proxies whose X-Forwarded headers are believed: addresses or networks, after commas [default: none]
    #[arg(long, env = "COGNATE_TRUSTED_PROXIES", value_name = "ADDRESSES")]
    pub trusted_proxies: Option<String>,

    /// Mail server: smtps://user:password@host, or smtp://… for STARTTLS [default: e-mail is not sent; dev: inbox]
    #[arg(long, env = "COGNATE_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// Certificate in PEM to trust besides the usual ones when talking to the mail server
    #[arg(long, env = "COGNATE_SMTP_CA", value_name = "FILE")]
    pub smtp_ca: Option<String>,

    /// Amazon SES instead of a mail server: aws, or the URL of whatever speaks like it
    #[arg(long, env = "COGNATE_SES_ENDPOINT", value_name = "URL")]
    pub ses_endpoint: Option<String>,

    /// Sender of e-mail where the pool names none [default: no-reply@verificationemail.com]
    #[arg(long, env = "COGNATE_EMAIL_FROM", value_name = "ADDRESS")]
    pub email_from: Option<String>,

    /// Amazon SNS for text messages: aws, or the URL of whatever speaks like it
    #[arg(long, env = "COGNATE_SNS_ENDPOINT", value_name = "URL")]
    pub sns_endpoint: Option<String>,

    /// HTTP gateway for text messages: each is a POST to this URL
    #[arg(long, env = "COGNATE_SMS_GATEWAY_URL", value_name = "URL", hide_env_values = true)]
    pub sms_gateway_url: Option<String>,

    /// Headers for the gateway, one a line: Authorization: Bearer …
    #[arg(
        long,
        env = "COGNATE_SMS_GATEWAY_HEADERS",
        value_name = "LINES",
        hide_env_values = true
    )]
    pub sms_gateway_headers: Option<String>,

    /// Body for the gateway, with {to}, {text} and {id} in it [default: a JSON object of these]
    #[arg(long, env = "COGNATE_SMS_GATEWAY_BODY", value_name = "TEMPLATE")]
    pub sms_gateway_body: Option<String>,

    /// Twilio for text messages: the SID and the auth token of the account
    #[arg(
        long,
        env = "COGNATE_TWILIO_ACCOUNT",
        value_name = "SID:TOKEN",
        hide_env_values = true
    )]
    pub twilio_account: Option<String>,

    /// Sender of text messages by Twilio: a phone number, or the SID of a messaging service
    #[arg(long, env = "COGNATE_TWILIO_FROM", value_name = "SENDER")]
    pub twilio_from: Option<String>,

    /// Where Twilio is, or whatever speaks like it [default: https://api.twilio.com]
    #[arg(long, env = "COGNATE_TWILIO_ENDPOINT", value_name = "URL")]
    pub twilio_endpoint: Option<String>,

    /// Access key for SES, SNS and KMS: id:secret [default: the usual AWS_* variables]
    #[arg(long, env = "COGNATE_AWS_ACCESS_KEY", value_name = "KEY", hide_env_values = true)]
    pub aws_access_key: Option<String>,

    /// KMS that encrypts codes for custom senders: aws, or the URL of whatever speaks like it
    #[arg(long, env = "COGNATE_KMS_ENDPOINT", value_name = "URL")]
    pub kms_endpoint: Option<String>,

    /// File of leaked passwords: SHA-1 in hexadecimal, a line for each, in order, as Have I Been Pwned gives them out
    #[arg(long, env = "COGNATE_LEAKED_PASSWORDS", value_name = "FILE")]
    pub leaked_passwords: Option<PathBuf>,

    /// Key that encrypts codes for custom senders where there is no KMS: 32 bytes in hex or base64
    #[arg(long, env = "COGNATE_SENDER_KEY", value_name = "KEY", hide_env_values = true)]
    pub sender_key: Option<String>,

    /// Form of the log on standard error: human or json [dev: human, serve: json]
    #[arg(long, env = "COGNATE_LOG", value_name = "FORM")]
    pub log: Option<String>,

    /// What is logged: error, warn, info, debug or trace, also per module [default: info]
    #[arg(long, env = "COGNATE_LOG_LEVEL", value_name = "LEVEL")]
    pub log_level: Option<String>,

    /// TOML file with any of these settings
    #[arg(long, env = "COGNATE_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
}

/// In the file, lines may also be a table.
fn lines<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Lines {
        Text(String),
        Table(BTreeMap<String, String>),
    }
    let read = Option::<Lines>::deserialize(from)?;
    Ok(read.map(|read| match read {
        Lines::Text(text) => text,
        Lines::Table(table) => table
            .into_iter()
            .map(|(name, target)| format!("{name} = {target}\n"))
            .collect(),
    }))
}

/// The options that say where the store is: the only ones that `cognate access-key` shows.
const OF_THE_STORE: [&str; 5] = ["data", "database_url", "master_key", "master_key_file", "config"];

/// The command line as a whole.
pub fn command() -> ClapCommand {
    Cli::command().mut_subcommand("access-key", |command| {
        command.mut_subcommands(|command| {
            command.mut_args(|argument| {
                let name = argument.get_id().as_str();
                let hidden = !["id", "label", "operations", "pools"].contains(&name) && !OF_THE_STORE.contains(&name);
                argument.hide(hidden)
            })
        })
    })
}

/// The names of the environment variables that are settings.
pub fn variables() -> Vec<String> {
    let command = command();
    let options = command
        .find_subcommand("serve")
        .into_iter()
        .flat_map(ClapCommand::get_arguments);
    options
        .filter_map(|option| option.get_env()?.to_str().map(str::to_owned))
        .collect()
}

impl Options {
    /// Every setting of `self`, and those of `file` that `self` lacks.
    pub fn over(self, file: Self) -> Self {
        Self {
            listen: self.listen.or(file.listen),
            data: self.data.or(file.data),
            database_url: self.database_url.or(file.database_url),
            public_url: self.public_url.or(file.public_url),
            issuer: self.issuer.or(file.issuer),
            region: self.region.or(file.region),
            only_region: self.only_region.or(file.only_region),
            account: self.account.or(file.account),
            access_keys: self.access_keys.or(file.access_keys),
            master_key: self.master_key.or(file.master_key),
            master_key_file: self.master_key_file.or(file.master_key_file),
            outgoing: self.outgoing.or(file.outgoing),
            rate_limits: self.rate_limits.or(file.rate_limits),
            lambda_endpoint: self.lambda_endpoint.or(file.lambda_endpoint),
            lambda_access_key: self.lambda_access_key.or(file.lambda_access_key),
            lambda_timeout: self.lambda_timeout.or(file.lambda_timeout),
            functions: self.functions.or(file.functions),
            webhook_secret: self.webhook_secret.or(file.webhook_secret),
            domain_suffix: self.domain_suffix.or(file.domain_suffix),
            tls_cert: self.tls_cert.or(file.tls_cert),
            tls_key: self.tls_key.or(file.tls_key),
            acme_domain: self.acme_domain.or(file.acme_domain),
            acme_contact: self.acme_contact.or(file.acme_contact),
            acme_directory: self.acme_directory.or(file.acme_directory),
            acme_ca: self.acme_ca.or(file.acme_ca),
            acme_cache: self.acme_cache.or(file.acme_cache),
            trusted_proxies: self.trusted_proxies.or(file.trusted_proxies),
            smtp_url: self.smtp_url.or(file.smtp_url),
            smtp_ca: self.smtp_ca.or(file.smtp_ca),
            ses_endpoint: self.ses_endpoint.or(file.ses_endpoint),
            email_from: self.email_from.or(file.email_from),
            sns_endpoint: self.sns_endpoint.or(file.sns_endpoint),
            sms_gateway_url: self.sms_gateway_url.or(file.sms_gateway_url),
            sms_gateway_headers: self.sms_gateway_headers.or(file.sms_gateway_headers),
            sms_gateway_body: self.sms_gateway_body.or(file.sms_gateway_body),
            twilio_account: self.twilio_account.or(file.twilio_account),
            twilio_from: self.twilio_from.or(file.twilio_from),
            twilio_endpoint: self.twilio_endpoint.or(file.twilio_endpoint),
            aws_access_key: self.aws_access_key.or(file.aws_access_key),
            kms_endpoint: self.kms_endpoint.or(file.kms_endpoint),
            leaked_passwords: self.leaked_passwords.or(file.leaked_passwords),
            sender_key: self.sender_key.or(file.sender_key),
            log: self.log.or(file.log),
            log_level: self.log_level.or(file.log_level),
            config: self.config,
        }
    }
}
