//! Files of a style: which kinds there are, and that they are what they say (resources.md §10).

/// What a file says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `ICO`.
    Ico,
    /// `JPEG`.
    Jpeg,
    /// `PNG`.
    Png,
    /// `SVG`.
    Svg,
    /// `WEBP`.
    Webp,
}

impl Format {
    const ALL: [Self; 5] = [Self::Ico, Self::Jpeg, Self::Png, Self::Svg, Self::Webp];

    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ico => "ICO",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Webp => "WEBP",
        }
    }

    /// From the name on the wire.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// As which it is served.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Ico => "image/x-icon",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
            Self::Webp => "image/webp",
        }
    }

    /// The format that these bytes begin like. An SVG is text with an `svg` element; it is never shown inside a page, only as an
    /// image, where nothing in it runs.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |magic: &[u8]| bytes.starts_with(magic);
        if begins(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if begins(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if begins(b"\0\0\x01\0") {
            Some(Self::Ico)
        } else if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else {
            let text = std::str::from_utf8(bytes).ok()?;
            (text.trim_start().starts_with('<') && text.contains("<svg")).then_some(Self::Svg)
        }
    }

    /// Whether files of this category may be of this format: an ICO is a favicon and nothing else, and each favicon has its own
    /// (observed for backgrounds and favicons).
    pub fn fits(self, category: &str) -> bool {
        match category {
            "FAVICON_ICO" => self == Self::Ico,
            "FAVICON_SVG" => self == Self::Svg,
            _ => self != Self::Ico,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_known_by_its_beginning() {
        assert_eq!(Format::of(b"\x89PNG\r\n\x1a\nx"), Some(Format::Png));
        assert_eq!(Format::of(b"RIFF\0\0\0\0WEBP"), Some(Format::Webp));
        assert_eq!(Format::of(b"<?xml version='1.0'?><svg/>"), Some(Format::Svg));
        assert_eq!(Format::of(b"<html>"), None);
        for format in Format::ALL {
            assert_eq!(Format::parse(format.as_str()), Some(format));
        }
        assert!(!Format::Ico.fits("PAGE_BACKGROUND") && Format::Svg.fits("FAVICON_SVG"));
    }
}
