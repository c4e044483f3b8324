//! The style sheet of managed login: the settings of a style as custom properties of CSS (oauth.md §19.2, documented).
//!
//! Nothing of the settings is copied as it stands. Colours are read as hex digits, sizes as numbers and words as one of a list, and
//! pictures stand at addresses of this server, so that no setting can become code or load anything from elsewhere.

use std::fmt::Write;

use serde_json::Value;

/// Which colours the pages have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// `LIGHT`.
    Light,
    /// `DARK`.
    Dark,
    /// `DYNAMIC`: as the browser wants it.
    Either,
}

impl Scheme {
    /// That of a style.
    pub fn of(settings: &Value) -> Self {
        match settings
            .pointer("/categories/global/colorSchemeMode")
            .and_then(Value::as_str)
        {
            Some("DARK") => Self::Dark,
            Some("DYNAMIC") => Self::Either,
            _ => Self::Light,
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Mode {
    const fn member(self) -> &'static str {
        match self {
            Self::Light => "lightMode",
            Self::Dark => "darkMode",
        }
    }

    const fn of_assets(self) -> &'static str {
        match self {
            Self::Light => "LIGHT",
            Self::Dark => "DARK",
        }
    }
}

/// A file of a style at its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// `Category`.
    pub category: String,
    /// `ColorMode`.
    pub color_mode: String,
    /// `ResourceId`; empty when there is none.
    pub resource: String,
    /// Its address: a path of this server.
    pub url: String,
}

/// The picture of a category for a mode: its own, or else the one for both.
pub fn picture<'a>(pictures: &'a [Picture], category: &str, mode: Mode) -> Option<&'a Picture> {
    let of = |color_mode: &str| {
        let mut all = pictures.iter();
        all.find(|picture| picture.category == category && picture.color_mode == color_mode)
    };
    of(mode.of_assets()).or_else(|| of("DYNAMIC"))
}

/// Whether a style has something switched on.
pub fn is_on(settings: &Value, path: &str) -> bool {
    settings.pointer(path).and_then(Value::as_bool).unwrap_or_default()
}

/// Properties with the colour in the settings; `*` is the mode.
const COLOURS: [(&str, &str); 41] = [
    ("page", "/components/pageBackground/*/color"),
    ("form", "/components/form/*/backgroundColor"),
    ("form-border", "/components/form/*/borderColor"),
    ("heading", "/components/pageText/*/headingColor"),
    ("body", "/components/pageText/*/bodyColor"),
    ("lead", "/components/pageText/*/descriptionColor"),
    ("label", "/componentClasses/inputLabel/*/textColor"),
    ("hint", "/componentClasses/inputDescription/*/textColor"),
    ("link", "/componentClasses/link/*/defaults/textColor"),
    ("link-hover", "/componentClasses/link/*/hover/textColor"),
    ("input", "/componentClasses/input/*/defaults/backgroundColor"),
    ("input-border", "/componentClasses/input/*/defaults/borderColor"),
    ("focus", "/componentClasses/focusState/*/borderColor"),
    ("divider", "/componentClasses/divider/*/borderColor"),
    ("primary", "/components/primaryButton/*/defaults/backgroundColor"),
    ("primary-text", "/components/primaryButton/*/defaults/textColor"),
    ("primary-hover", "/components/primaryButton/*/hover/backgroundColor"),
    ("primary-hover-text", "/components/primaryButton/*/hover/textColor"),
    ("primary-active", "/components/primaryButton/*/active/backgroundColor"),
    ("primary-active-text", "/components/primaryButton/*/active/textColor"),
    ("secondary", "/components/secondaryButton/*/defaults/backgroundColor"),
    ("secondary-text", "/components/secondaryButton/*/defaults/textColor"),
    ("secondary-border", "/components/secondaryButton/*/defaults/borderColor"),
    ("secondary-hover", "/components/secondaryButton/*/hover/backgroundColor"),
    ("secondary-hover-text", "/components/secondaryButton/*/hover/textColor"),
    (
        "secondary-hover-border",
        "/components/secondaryButton/*/hover/borderColor",
    ),
    ("idp", "/components/idpButton/standard/*/defaults/backgroundColor"),
    ("idp-text", "/components/idpButton/standard/*/defaults/textColor"),
    ("idp-border", "/components/idpButton/standard/*/defaults/borderColor"),
    ("idp-hover", "/components/idpButton/standard/*/hover/backgroundColor"),
    ("idp-hover-text", "/components/idpButton/standard/*/hover/textColor"),
    ("idp-hover-border", "/components/idpButton/standard/*/hover/borderColor"),
    ("error", "/components/alert/*/error/backgroundColor"),
    ("error-border", "/components/alert/*/error/borderColor"),
    ("info", "/componentClasses/statusIndicator/*/success/backgroundColor"),
    ("info-border", "/componentClasses/statusIndicator/*/success/borderColor"),
    ("valid", "/componentClasses/statusIndicator/*/success/indicatorColor"),
    ("header", "/components/pageHeader/*/background/color"),
    ("header-border", "/components/pageHeader/*/borderColor"),
    ("footer", "/components/pageFooter/*/background/color"),
    ("footer-border", "/components/pageFooter/*/borderColor"),
];

/// Text for which the settings have no colour: black or white, whichever can be read there.
const READABLE: [(&str, &str); 3] = [
    ("input-text", "/componentClasses/input/*/defaults/backgroundColor"),
    ("error-text", "/components/alert/*/error/backgroundColor"),
    (
        "info-text",
        "/componentClasses/statusIndicator/*/success/backgroundColor",
    ),
];

/// Lengths in pixels.
const LENGTHS: [(&str, &str); 4] = [
    ("button-radius", "/componentClasses/buttons/borderRadius"),
    ("input-radius", "/componentClasses/input/borderRadius"),
    ("form-radius", "/components/form/borderRadius"),
    ("alert-radius", "/components/alert/borderRadius"),
];

/// The longest of them.
const LONGEST: f64 = 100.0;

/// Places: `START`, `CENTER` or `END`.
const PLACES: [(&str, &str); 5] = [
    ("at-inline", "/categories/form/location/horizontal"),
    ("at-block", "/categories/form/location/vertical"),
    ("logo-at", "/components/form/logo/location"),
    ("header-logo-at", "/components/pageHeader/logo/location"),
    ("footer-logo-at", "/components/pageFooter/logo/location"),
];

/// Pictures behind something, with what switches them on.
const BACKGROUNDS: [(&str, &str, &str); 4] = [
    (
        "page-image",
        "PAGE_BACKGROUND",
        "/components/pageBackground/image/enabled",
    ),
    (
        "form-image",
        "FORM_BACKGROUND",
        "/components/form/backgroundImage/enabled",
    ),
    (
        "header-image",
        "PAGE_HEADER_BACKGROUND",
        "/components/pageHeader/backgroundImage/enabled",
    ),
    (
        "footer-image",
        "PAGE_FOOTER_BACKGROUND",
        "/components/pageFooter/backgroundImage/enabled",
    ),
];

/// The style sheet of a style: what is light, what is dark, and what is the same in both.
pub fn sheet(settings: &Value, pictures: &[Picture]) -> String {
    let light = properties(settings, pictures, Mode::Light);
    let dark = properties(settings, pictures, Mode::Dark);
    format!(
        ":root{{{}{light}}}\nhtml.dark{{{dark}}}\n@media (prefers-color-scheme:dark){{html.either{{{dark}}}}}\n",
        everywhere(settings)
    )
}

fn everywhere(settings: &Value) -> String {
    let mut text = String::new();
    for (name, path) in LENGTHS {
        if let Some(length) = settings.pointer(path).and_then(Value::as_f64) {
            declare(&mut text, name, &format!("{}px", length.clamp(0.0, LONGEST)));
        }
    }
    for (name, path) in PLACES {
        let place = match settings.pointer(path).and_then(Value::as_str) {
            Some("START") => "start",
            Some("END") => "end",
            Some("CENTER") => "center",
            _ => continue,
        };
        declare(&mut text, name, place);
    }
    let space = match settings
        .pointer("/categories/global/spacingDensity")
        .and_then(Value::as_str)
    {
        Some("COMPACT") => Some("1.25rem"),
        Some("SPACIOUS") => Some("2.75rem"),
        _ => None,
    };
    if let Some(space) = space {
        declare(&mut text, "space", space);
    }
    text
}

fn properties(settings: &Value, pictures: &[Picture], mode: Mode) -> String {
    let mut text = String::new();
    let colour = |path: &str| {
        let given = settings.pointer(&path.replace('*', mode.member()))?;
        Colour::parse(given.as_str()?)
    };
    for (name, path) in COLOURS {
        if let Some(colour) = colour(path) {
            declare(&mut text, name, &colour.to_css());
        }
    }
    for (name, path) in READABLE {
        // What shines through is the form.
        let under = colour(path).filter(Colour::covers);
        if let Some(under) = under.or_else(|| colour("/components/form/*/backgroundColor")) {
            declare(&mut text, name, under.readable());
        }
    }
    for (name, category, switch) in BACKGROUNDS {
        let shown =
            picture(pictures, category, mode).filter(|picture| is_on(settings, switch) && is_plain(&picture.url));
        let value = shown.map_or_else(|| "none".to_owned(), |picture| format!("url(\"{}\")", picture.url));
        declare(&mut text, name, &value);
    }
    text
}

fn declare(text: &mut String, name: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = write!(text, "--{name}:{value};");
}

/// An address that can stand between quotes.
fn is_plain(url: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/_.-~%:".contains(&byte);
    url.bytes().all(plain)
}

/// RRGGBB or RRGGBBAA.
struct Colour([u8; 4]);

impl Colour {
    fn parse(text: &str) -> Option<Self> {
        let pair = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
        if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        match text.len() {
            6 => Some(Self([pair(0)?, pair(2)?, pair(4)?, u8::MAX])),
            8 => Some(Self([pair(0)?, pair(2)?, pair(4)?, pair(6)?])),
            _ => None,
        }
    }

    fn to_css(&self) -> String {
        let Self([red, green, blue, alpha]) = self;
        match *alpha {
            u8::MAX => format!("#{red:02x}{green:02x}{blue:02x}"),
            alpha => format!("#{red:02x}{green:02x}{blue:02x}{alpha:02x}"),
        }
    }

    /// Little of what is below shines through.
    fn covers(&self) -> bool {
        let Self([.., alpha]) = self;
        *alpha > 200
    }

    /// Black or white, whichever has the greater contrast (WCAG 2, relative luminance).
    fn readable(&self) -> &'static str {
        let Self([red, green, blue, _]) = self;
        let linear = |part: &u8| {
            let part = f64::from(*part) / 255.0;
            match part <= 0.040_45 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        };
        let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        match luminance > 0.179 {
            true => "#000716",
            false => "#ffffff",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::branding::{defaults, merged};

    fn asset(category: &str, color_mode: &str, url: &str) -> Picture {
        Picture {
            category: category.into(),
            color_mode: color_mode.into(),
            resource: String::new(),
            url: url.into(),
        }
    }

    #[test]
    fn every_property_has_a_colour_in_the_stock_style() {
        let sheet = sheet(&defaults(), &[]);
        for (name, _) in COLOURS.iter().chain(&READABLE) {
            assert_eq!(sheet.matches(&format!("--{name}:#")).count(), 3, "{name}");
        }
        for (name, _) in LENGTHS {
            assert!(sheet.contains(&format!("--{name}:")), "{name}");
        }
        assert!(sheet.starts_with(":root{--button-radius:8px;"));
        assert!(sheet.contains("--primary:#0972d3;") && sheet.contains("--primary:#539fe5;"));
    }

    #[test]
    fn what_is_set_is_worn() {
        let mine = json!({
            "categories": { "global": { "colorSchemeMode": "DYNAMIC" }, "form": { "location": { "horizontal": "START" } } },
            "components": { "form": { "lightMode": { "backgroundColor": "11223380" } } },
            "componentClasses": { "input": { "lightMode": { "defaults": { "backgroundColor": "000000ff" } } } },
        });
        let settings = merged(defaults(), &mine);
        assert_eq!(Scheme::of(&settings), Scheme::Either);
        let sheet = sheet(&settings, &[asset("PAGE_BACKGROUND", "DARK", "/_look/p/styles/s/abc")]);
        assert!(sheet.contains("--form:#11223380;") && sheet.contains("--at-inline:start;"));
        assert!(sheet.contains("--input-text:#ffffff;"), "white upon black");
        assert_eq!(sheet.matches("--page-image:url(\"/_look/p/styles/s/abc\");").count(), 2);
        assert_eq!(
            sheet.matches("--page-image:none;").count(),
            1,
            "only the dark pages have it"
        );
    }

    #[test]
    fn nothing_else_comes_through() {
        for nasty in [
            "red",
            "fff;}body{display:none",
            "ffffffff;background:url(//evil.example)",
            "</style><script>alert(1)</script>",
            "ffffff\\",
            "éééé",
            "",
        ] {
            let settings = json!({
                "components": {
                    "pageBackground": { "lightMode": { "color": nasty }, "image": { "enabled": true } },
                    "form": { "borderRadius": nasty, "logo": { "location": nasty } },
                },
                "categories": { "global": { "colorSchemeMode": nasty, "spacingDensity": nasty } },
            });
            let sheet = sheet(
                &settings,
                &[asset("PAGE_BACKGROUND", "DYNAMIC", &format!("/x\")}}{nasty}"))],
            );
            assert!(!sheet.contains("--page:"), "{sheet}");
            assert_eq!(sheet.matches('{').count(), 4, "{sheet}");
            assert!(!sheet.contains("url(") && !sheet.contains('<'), "{sheet}");
            assert_eq!(Scheme::of(&settings), Scheme::Light);
        }
        let huge = json!({ "components": { "form": { "borderRadius": 1e300 } } });
        assert!(sheet(&huge, &[]).contains("--form-radius:100px;"));
    }

    #[test]
    fn pictures_by_mode() {
        let both = [
            asset("FORM_LOGO", "DYNAMIC", "/both"),
            asset("FORM_LOGO", "DARK", "/dark"),
        ];
        let url = |mode| picture(&both, "FORM_LOGO", mode).map(|picture| picture.url.as_str());
        assert_eq!((url(Mode::Light), url(Mode::Dark)), (Some("/both"), Some("/dark")));
        assert_eq!(picture(&both, "PAGE_HEADER_LOGO", Mode::Light), None);
    }
}
