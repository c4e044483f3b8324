//! The good end of a sign-in: what is given, and the batch that makes it true.

use domain::{
    ids::DeviceKey,
    oauth::sso::Provider,
    sign_in::{Grant, admission::Door},
    token::{
        claims::API_SCOPE,
        family::{Family, FamilyDetails, Turn},
    },
    user::User,
};
use store::{
    db::{Batch, Done},
    users,
};

use super::{Answer, drive::Drive, functions, hosted::SignedIn};
use crate::{
    flow::{
        events::{self, Noted},
        issue_tokens::{self, Holder, Reason},
        sessions,
    },
    operation::Failed,
    say::sign_in as say,
};

impl Drive<'_> {
    /// Gives tokens to the user as it was read. `None` when it has been changed since; nothing is written then.
    pub(super) async fn grant(&self, grant: Grant) -> Result<Option<Answer>, Failed> {
        let Some(view) = &self.whom.view else {
            return Err(say::wrong_password().into());
        };
        let user = self.changed_user.as_ref().unwrap_or(&view.user);
        let noted = self.passed(&grant.factors);
        let notice = self.notice_of_grant(noted.as_ref());
        let (answer, batch) = self.given(grant, user).await?;
        let batch = batch.and(self.keep_notice(notice.as_ref()));
        if !self.is_granted(batch, noted.as_ref()).await? {
            return Ok(None);
        }
        self.send_notice(notice).await;
        Ok(Some(answer))
    }

    /// What somebody is given who has signed in, and what is written for it. At the pages that is nothing yet but the word
    /// that the user has.
    pub(super) async fn given(&self, grant: Grant, user: &User) -> Result<(Answer, Batch), Failed> {
        if self.through.door == Door::Hosted {
            let answer = Answer {
                signed_in: Some(SignedIn {
                    user: user.clone(),
                    factors: grant.factors,
                    at: self.cx.now,
                    provider: Provider::Pool,
                }),
                ..Answer::default()
            };
            return Ok((answer, Batch::new()));
        }
        let reason = Reason {
            source: functions::token_source(&grant),
            metadata: self.metadata.as_ref(),
            nonce: None,
        };
        let device = self.bind_device(&grant.device, &grant.factors);
        let family = self.new_family(user, grant, device.keys);
        let holder = Holder {
            pool: &self.through.pool,
            client: &self.through.client,
            user,
            family: &family,
            in_groups: self.whom.view.as_ref().is_none_or(|view| view.in_groups),
        };
        let mut tokens = issue_tokens::issue(self.cx, holder, reason).await?;
        let sealer = self.cx.house.store.sealer();
        tokens.refresh_token = Some(issue_tokens::refresh_token(sealer, &family, family.turn.current)?);
        tokens.new_device_metadata = device.metadata;
        let session = sessions::begin(self.cx, &self.through.pool, &family);
        let answer = Answer {
            tokens: Some(tokens),
            ..Answer::default()
        };
        Ok((answer, device.batch.and(session)))
    }

    /// Writes a grant, unless the user was changed since it was read.
    pub(super) async fn is_granted(&self, beside: Batch, noted: Option<&Noted>) -> Result<bool, Failed> {
        let same = match (&self.whom.view, &self.changed_user) {
            // What changes the user is guarded by itself.
            (Some(view), None) => users::unchanged(&view.user),
            _ => Batch::new(),
        };
        let batch = same.and(self.everything()).and(beside).and(events::batch(noted));
        match self.cx.house.store.write(batch).await? {
            Done::Refused(users::USER_CHANGED) => Ok(false),
            done => {
                self.told(done)?;
                self.tell(noted);
                Ok(true)
            }
        }
    }

    fn new_family(&self, user: &User, grant: Grant, device: Option<(DeviceKey, String)>) -> Family {
        let (device, device_group) = device.unzip();
        let client = &self.through.client;
        Family {
            id: self
                .event
                .map_or_else(|| self.cx.house.entropy.uuid(), |event| event.id),
            pool: self.through.pool.id.clone(),
            client: client.id.clone(),
            sub: user.sub.clone(),
            origin_jti: self.cx.house.entropy.uuid(),
            auth_time: self.cx.now,
            expires: issue_tokens::family_end(client, self.cx.now),
            revoked: None,
            turn: Turn::FIRST,
            details: FamilyDetails {
                scope: API_SCOPE.into(),
                device,
                device_group,
                factors: grant.factors,
                assurance: grant.assurance,
                device_type: sessions::device_type(self.cx, &self.through.pool),
                ..FamilyDetails::default()
            },
        }
    }
}
