//! The ways by which messages leave the server, as the settings want them.

use std::sync::Arc;

use adapters::{
    AwsAccess, AwsAccessKey, Courier, Couriers, DataKeys, Gateway, HouseKey, Kms, MemoryInbox, SenderCodes, Ses, Smtp,
    Sns, SystemEntropy, Twilio,
};
use app::own_kms;
use domain::{
    ids::Region,
    ports::{CodeSealer, Inbox, Messenger, PortFailed},
};
use store::Sealer;

use crate::settings::{
    Mode, Wrong,
    messages::{CodeWay, EmailWay, Endpoint, Messages, SmsWay},
};

/// What of the server has to do with messages.
pub struct MessageSide {
    /// Sends them.
    pub messenger: Arc<dyn Messenger>,
    /// Keeps them for a developer to read, in development.
    pub inbox: Option<Arc<dyn Inbox>>,
    /// Encrypts codes for functions that send messages themselves.
    pub code_sealer: Arc<dyn CodeSealer>,
}

/// Makes the ways. `surroundings` is the access key of the usual variables; `sealer` wraps the keys of codes where no setting says
/// who else does.
///
/// # Errors
/// A way that cannot be prepared, or has no access key.
pub fn prepare(
    mode: Mode,
    region: &Region,
    messages: Messages,
    surroundings: Option<AwsAccessKey>,
    sealer: &Sealer,
) -> Result<MessageSide, Wrong> {
    let access = Access {
        region: region.clone(),
        key: messages.access_key.or(surroundings),
    };
    let inbox = (mode == Mode::Dev).then(|| Arc::new(MemoryInbox::default()));
    let couriers = Couriers {
        email: messages.email.map(|way| email(way, &access)).transpose()?,
        sms: messages.sms.map(|way| sms(way, &access)).transpose()?,
        inbox: inbox.clone(),
    };
    Ok(MessageSide {
        messenger: Arc::new(couriers),
        inbox: inbox.map(|inbox| inbox as Arc<dyn Inbox>),
        code_sealer: Arc::new(SenderCodes::new(
            keys(messages.codes, &access, sealer)?,
            Arc::new(SystemEntropy),
        )),
    })
}

struct Access {
    region: Region,
    key: Option<AwsAccessKey>,
}

impl Access {
    fn to(&self, setting: &str, endpoint: Endpoint) -> Result<AwsAccess, Wrong> {
        let key = self.key.clone().ok_or_else(|| {
            Wrong::one(format!(
                "{setting} needs an access key: set aws-access-key, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
            ))
        })?;
        Ok(AwsAccess {
            endpoint,
            region: self.region.clone(),
            access_key: key,
        })
    }
}

fn email(way: EmailWay, access: &Access) -> Result<Arc<dyn Courier>, Wrong> {
    Ok(match way {
        EmailWay::Smtp(settings) => Arc::new(Smtp::new(*settings).map_err(unready)?),
        EmailWay::Ses(endpoint, from) => {
            Arc::new(Ses::new(access.to("ses-endpoint", endpoint)?, from).map_err(unready)?)
        }
    })
}

fn sms(way: SmsWay, access: &Access) -> Result<Arc<dyn Courier>, Wrong> {
    Ok(match way {
        SmsWay::Sns(endpoint) => Arc::new(Sns::new(access.to("sns-endpoint", endpoint)?).map_err(unready)?),
        SmsWay::Gateway(settings) => Arc::new(Gateway::new(settings).map_err(unready)?),
        SmsWay::Twilio(settings) => Arc::new(Twilio::new(settings).map_err(unready)?),
    })
}

fn keys(way: Option<CodeWay>, access: &Access, sealer: &Sealer) -> Result<DataKeys, Wrong> {
    let Some(way) = way else {
        let sealer = sealer.clone();
        let wrap = move |arn: &str, context: &own_kms::Context, key: &[u8]| own_kms::wrap(&sealer, arn, context, key);
        return Ok(DataKeys::House(HouseKey::new(wrap)));
    };
    Ok(match way {
        CodeWay::Kms(endpoint) => DataKeys::Kms(Kms::new(access.to("kms-endpoint", endpoint)?).map_err(unready)?),
        CodeWay::Raw(key) => DataKeys::Raw(key),
    })
}

fn unready(failed: PortFailed) -> Wrong {
    Wrong::one(failed.to_string())
}
