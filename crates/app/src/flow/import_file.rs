//! The file of an import job on its way in: where it may be sent, and what is done with it (resources.md §12).
//!
//! The real service takes it at a pre-signed URL of S3; here the URL leads to this server. It carries a sealed pass that names
//! the job and the time until which it is good, so that whoever has the URL needs no access key.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    ids::PoolId,
    import::job::{File, Job, MOST_BYTES, Status, URL_LIFETIME},
    moment::Moment,
};
use serde::{Deserialize, Serialize};
use store::{db::Done, imports};

use crate::{cx::House, operation::Failed};

/// Bytes that are kept in one row. The last part may be shorter.
pub const PART_BYTES: usize = 256 * 1024;

const SEAL: &str = "pass for an import file";

/// What the URL lets in.
#[derive(Serialize, Deserialize)]
struct Pass {
    until: Moment,
}

/// Why a file is not taken; each has its answer in the language of S3, which is what clients of such URLs speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// The URL is none of ours.
    BadPass,
    /// Its time is over.
    Expired,
    /// The job is gone, started, or expired.
    Closed,
    /// It is too large.
    TooLarge,
}

/// The URL to which the file of a job may be sent from now on for a quarter of an hour. Its parameters have the names of S3's.
pub fn url(house: &House, job: &Job, now: Moment) -> String {
    let pass = Pass {
        until: now + URL_LIFETIME,
    };
    // A number always becomes JSON.
    let plain = serde_json::to_vec(&pass).unwrap_or_default();
    let sealed = house.store.sealer().seal(SEAL, &bound(&job.pool, &job.id), &plain);
    format!(
        "{}/_import/{}/{}?X-Amz-Expires={}&X-Amz-Signature={}",
        house.settings.public_url,
        job.pool,
        job.id,
        URL_LIFETIME.whole_seconds(),
        URL_SAFE_NO_PAD.encode(sealed),
    )
}

fn bound(pool: &PoolId, job: &str) -> Vec<u8> {
    format!("{pool}\n{job}").into_bytes()
}

fn opened(house: &House, pool: &PoolId, job: &str, pass: &str) -> Option<Pass> {
    let sealed = URL_SAFE_NO_PAD.decode(pass).ok()?;
    let plain = house.store.sealer().open(SEAL, &bound(pool, job), &sealed)?;
    serde_json::from_slice(&plain).ok()
}

/// A file that is being taken. Parts that were taken and not finished are dropped with the job, or by [`Upload::abandon`].
pub struct Upload<'a> {
    house: &'a House,
    pool: PoolId,
    job: String,
    name: String,
    held: Vec<u8>,
    parts: i64,
    size: u64,
}

impl<'a> Upload<'a> {
    /// Lets a file in.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub async fn begin(
        house: &'a House,
        (pool, job): (&str, &str),
        pass: &str,
    ) -> Result<Result<Self, NotTaken>, Failed> {
        let pool = PoolId::new(pool);
        let now = house.clock.now();
        match opened(house, &pool, job, pass) {
            None => return Ok(Err(NotTaken::BadPass)),
            Some(pass) if now >= pass.until => return Ok(Err(NotTaken::Expired)),
            Some(_) => {}
        }
        let kept = house.store.import_job(&pool, job).await?;
        let open = kept.is_some_and(|job| job.at(now).status == Status::Created);
        Ok(match open {
            true => Ok(Self {
                house,
                pool,
                job: job.to_owned(),
                name: house.entropy.uuid().simple().to_string(),
                held: Vec::new(),
                parts: 0,
                size: 0,
            }),
            false => Err(NotTaken::Closed),
        })
    }

    /// Takes a piece of the file.
    ///
    /// # Errors
    /// [`NotTaken::TooLarge`].
    pub async fn take(&mut self, mut piece: &[u8]) -> Result<Result<(), NotTaken>, Failed> {
        self.size += piece.len() as u64;
        if self.size > MOST_BYTES {
            return Ok(Err(NotTaken::TooLarge));
        }
        while !piece.is_empty() {
            let room = PART_BYTES - self.held.len();
            let (fits, rest) = piece.split_at(room.min(piece.len()));
            self.held.extend_from_slice(fits);
            piece = rest;
            if self.held.len() == PART_BYTES {
                self.keep().await?;
            }
        }
        Ok(Ok(()))
    }

    async fn keep(&mut self) -> Result<(), Failed> {
        let of = (&self.pool, self.job.as_str());
        let part = (self.name.as_str(), self.parts);
        let batch = imports::put_part(self.house.store.sealer(), of, part, &self.held);
        // Nothing in the batch is guarded.
        let _done = self.house.store.write(batch).await?;
        self.held.clear();
        self.parts += 1;
        Ok(())
    }

    /// The file is complete: it replaces any that came before.
    ///
    /// # Errors
    /// [`NotTaken::Closed`].
    pub async fn finish(mut self) -> Result<Result<(), NotTaken>, Failed> {
        if !self.held.is_empty() {
            self.keep().await?;
        }
        let file = File {
            upload: self.name.clone(),
            size: self.size,
        };
        let batch = imports::take_file(&self.pool, &self.job, &file, self.house.clock.now());
        match self.house.store.write(batch).await? {
            Done::Written => Ok(Ok(())),
            Done::Refused(_) => {
                self.abandon().await?;
                Ok(Err(NotTaken::Closed))
            }
        }
    }

    /// The file will not be complete.
    ///
    /// # Errors
    /// Only the store's.
    pub async fn abandon(self) -> Result<(), Failed> {
        let batch = imports::drop_upload(&self.pool, &self.job, &self.name);
        let _done = self.house.store.write(batch).await?;
        Ok(())
    }
}
