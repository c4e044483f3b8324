//! How the pages of pools look.

use domain::{
    branding::asset::Format,
    ids::{ClientId, PoolId},
    moment::Moment,
    quota,
};
use serde_json::Value as Json;

use crate::{
    Store,
    db::{Batch, Broken, Row, Value, statements},
    pools, text,
};

/// The client has a style already.
pub const STYLE_EXISTS: &str = "style exists";
/// The pool has as many styles as it may have.
pub const STYLES_FULL: &str = "styles full";
/// The style was changed or deleted since it was read.
pub const STYLE_CHANGED: &str = "style changed";

statements! {
    PUT_CLASSIC = "INSERT INTO ui_customizations (pool, client, created, modified, css, image_type, image) \
        VALUES ($1, $2, $3, $3, $4, $5, $6) ON CONFLICT (pool, client) DO UPDATE SET modified = excluded.modified, \
        css = excluded.css, image_type = excluded.image_type, image = excluded.image";
    CLASSIC = "SELECT created, modified, css, image_type, image FROM ui_customizations WHERE pool = $1 AND client = $2";
    INSERT = "INSERT INTO brandings (pool, id, client, created, modified, version, provided, settings) \
        VALUES ($1, $2, $3, $4, $4, 1, $5, $6) ON CONFLICT DO NOTHING";
    COUNTED = "UPDATE pools SET version = version WHERE id = $1 \
        AND (SELECT COUNT(*) FROM brandings WHERE pool = $1) <= $2";
    UPDATE = "UPDATE brandings SET modified = $4, version = version + 1, provided = $5, settings = $6 \
        WHERE pool = $1 AND id = $2 AND version = $3";
    DELETE = "DELETE FROM brandings WHERE pool = $1 AND id = $2";
    FIND = "SELECT id, client, created, modified, version, provided, settings FROM brandings WHERE pool = $1 AND id = $2";
    OF_CLIENT = "SELECT id, client, created, modified, version, provided, settings FROM brandings \
        WHERE pool = $1 AND client = $2";
    PUT_ASSET = "INSERT INTO branding_assets (pool, branding, category, color_mode, resource, extension, hash, bytes) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (pool, branding, category, color_mode, resource) \
        DO UPDATE SET extension = excluded.extension, hash = excluded.hash, bytes = excluded.bytes";
    ASSETS = "SELECT category, color_mode, resource, extension, hash, bytes FROM branding_assets \
        WHERE pool = $1 AND branding = $2 ORDER BY category, color_mode, resource";
    NAMES = "SELECT category, color_mode, resource, hash FROM branding_assets WHERE pool = $1 AND branding = $2 \
        ORDER BY category, color_mode, resource";
    ASSET = "SELECT category, color_mode, resource, extension, hash, bytes FROM branding_assets \
        WHERE pool = $1 AND branding = $2 AND hash = $3 LIMIT 1";
    DELETE_ASSETS = "DELETE FROM branding_assets WHERE pool = $1 AND branding = $2";
    DELETE_ASSETS_OF_CLIENT = "DELETE FROM branding_assets WHERE pool = $1 \
        AND branding IN (SELECT id FROM brandings WHERE pool = $1 AND client = $2)";
    DELETE_OF_CLIENT = "DELETE FROM brandings WHERE pool = $1 AND client = $2";
    DELETE_CLASSIC = "DELETE FROM ui_customizations WHERE pool = $1 AND client = $2";
}

/// The classic look of a client, or of all clients without one of their own.
#[derive(Clone)]
pub struct Classic {
    /// When it was first set.
    pub created: Moment,
    /// When it was last set.
    pub modified: Moment,
    /// The style sheet.
    pub css: Option<String>,
    /// The logo.
    pub image: Option<(Format, Vec<u8>)>,
}

/// The style of managed login of a client.
#[derive(Clone)]
pub struct Style {
    /// `ManagedLoginBrandingId`.
    pub id: String,
    /// The client.
    pub client: ClientId,
    /// When it was made.
    pub created: Moment,
    /// When it last changed.
    pub modified: Moment,
    /// Counts changes, for compare-and-set.
    pub version: i64,
    /// `UseCognitoProvidedValues`.
    pub provided: bool,
    /// What was set of the settings.
    pub settings: Option<Json>,
}

/// A file of a style.
#[derive(Clone)]
pub struct Asset {
    /// `Category`.
    pub category: String,
    /// `ColorMode`.
    pub color_mode: String,
    /// `ResourceId`; empty when there is none.
    pub resource: String,
    /// `Extension`.
    pub format: Format,
    /// The hash of the bytes: part of its address. Empty before it is stored.
    pub hash: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A file of a style without its bytes.
#[derive(Clone)]
pub struct AssetName {
    /// `Category`.
    pub category: String,
    /// `ColorMode`.
    pub color_mode: String,
    /// `ResourceId`; empty when there is none.
    pub resource: String,
    /// The hash of the bytes: part of its address.
    pub hash: String,
}

/// Sets the classic look of a client, or of `ALL`.
pub fn put_classic(pool: &PoolId, client: &str, look: &Classic) -> Batch {
    let (kind, image) = look.image.clone().unzip();
    let args = vec![
        pool.as_str().into(),
        client.into(),
        look.modified.into(),
        look.css.clone().into(),
        kind.map(Format::as_str).into(),
        image.into(),
    ];
    Batch::new().then(PUT_CLASSIC, args)
}

/// Remembers a new style.
///
/// Guards: [`pools::NO_POOL`], [`STYLE_EXISTS`], [`STYLES_FULL`].
pub fn insert(pool: &PoolId, style: &Style, assets: &[Asset]) -> Batch {
    let args = vec![
        pool.as_str().into(),
        style.id.as_str().into(),
        style.client.as_str().into(),
        style.created.into(),
        style.provided.into(),
        style.settings.as_ref().map(text::json).into(),
    ];
    let counted = vec![pool.as_str().into(), quota::STYLES.into()];
    let first = pools::hold(pool)
        .guard(STYLE_EXISTS, INSERT, args)
        .guard(STYLES_FULL, COUNTED, counted);
    put_assets(first, pool, style, assets)
}

/// Writes a style and these of its files; others stay.
///
/// Guard: [`STYLE_CHANGED`].
pub fn update(pool: &PoolId, style: &Style, assets: &[Asset]) -> Batch {
    let args = vec![
        pool.as_str().into(),
        style.id.as_str().into(),
        style.version.into(),
        style.modified.into(),
        style.provided.into(),
        style.settings.as_ref().map(text::json).into(),
    ];
    let first = Batch::new().guard(STYLE_CHANGED, UPDATE, args);
    put_assets(first, pool, style, assets)
}

fn put_assets(first: Batch, pool: &PoolId, style: &Style, assets: &[Asset]) -> Batch {
    assets.iter().fold(first, |batch, asset| {
        let args = vec![
            pool.as_str().into(),
            style.id.as_str().into(),
            asset.category.as_str().into(),
            asset.color_mode.as_str().into(),
            asset.resource.as_str().into(),
            asset.format.as_str().into(),
            text::hash_of(&asset.bytes).into(),
            Value::Bytes(asset.bytes.clone()),
        ];
        batch.then(PUT_ASSET, args)
    })
}

/// Forgets a style with its files.
///
/// Guard: [`STYLE_CHANGED`], when there is none.
pub fn delete(pool: &PoolId, id: &str) -> Batch {
    let key = || vec![pool.as_str().into(), id.into()];
    Batch::new()
        .guard(STYLE_CHANGED, DELETE, key())
        .then(DELETE_ASSETS, key())
}

/// Forgets how the pages of a client look.
pub fn delete_of_client(pool: &PoolId, client: &ClientId) -> Batch {
    [DELETE_ASSETS_OF_CLIENT, DELETE_OF_CLIENT, DELETE_CLASSIC]
        .into_iter()
        .fold(Batch::new(), |batch, statement| {
            batch.then(statement, vec![pool.as_str().into(), client.as_str().into()])
        })
}

impl Store {
    /// The classic look that was set for a client, or for `ALL`.
    pub async fn classic_look(&self, pool: &PoolId, client: &str) -> Result<Option<Classic>, Broken> {
        let row = self.db.row(CLASSIC, vec![pool.as_str().into(), client.into()]).await?;
        row.map(|row| classic(&row)).transpose()
    }

    /// The style with this id.
    pub async fn style(&self, pool: &PoolId, id: &str) -> Result<Option<Style>, Broken> {
        let row = self.db.row(FIND, vec![pool.as_str().into(), id.into()]).await?;
        row.map(|row| style(&row)).transpose()
    }

    /// The style of a client.
    pub async fn style_of(&self, pool: &PoolId, client: &ClientId) -> Result<Option<Style>, Broken> {
        let args = vec![pool.as_str().into(), client.as_str().into()];
        let row = self.db.row(OF_CLIENT, args).await?;
        row.map(|row| style(&row)).transpose()
    }

    /// The files of a style.
    pub async fn assets(&self, pool: &PoolId, style: &str) -> Result<Vec<Asset>, Broken> {
        let rows = self.db.rows(ASSETS, vec![pool.as_str().into(), style.into()]).await?;
        rows.iter().map(asset).collect()
    }

    /// What files a style has.
    pub async fn asset_names(&self, pool: &PoolId, style: &str) -> Result<Vec<AssetName>, Broken> {
        let rows = self.db.rows(NAMES, vec![pool.as_str().into(), style.into()]).await?;
        let name = |row: &Row| {
            Ok(AssetName {
                category: row.text(0)?,
                color_mode: row.text(1)?,
                resource: row.text(2)?,
                hash: row.text(3)?,
            })
        };
        rows.iter().map(name).collect()
    }

    /// The file of a style with this hash.
    pub async fn asset(&self, pool: &PoolId, style: &str, hash: &str) -> Result<Option<Asset>, Broken> {
        let args = vec![pool.as_str().into(), style.into(), hash.into()];
        let row = self.db.row(ASSET, args).await?;
        row.map(|row| asset(&row)).transpose()
    }
}

fn classic(row: &Row) -> Result<Classic, Broken> {
    let image = match (row.opt_text(3)?, row.opt_bytes(4)?) {
        (Some(name), Some(bytes)) => Some((format(&name)?, bytes)),
        _ => None,
    };
    Ok(Classic {
        created: row.moment(0)?,
        modified: row.moment(1)?,
        css: row.opt_text(2)?,
        image,
    })
}

fn style(row: &Row) -> Result<Style, Broken> {
    let settings = row.opt_text(6)?;
    Ok(Style {
        id: row.text(0)?,
        client: ClientId::new(row.text(1)?),
        created: row.moment(2)?,
        modified: row.moment(3)?,
        version: row.int(4)?,
        provided: row.bool(5)?,
        settings: settings.map(|json| text::parse("a style", &json)).transpose()?,
    })
}

fn asset(row: &Row) -> Result<Asset, Broken> {
    Ok(Asset {
        category: row.text(0)?,
        color_mode: row.text(1)?,
        resource: row.text(2)?,
        format: format(&row.text(3)?)?,
        hash: row.text(4)?,
        bytes: row.bytes(5)?,
    })
}

fn format(name: &str) -> Result<Format, Broken> {
    Format::parse(name).ok_or_else(|| text::damaged("a picture", "its format is not known"))
}
