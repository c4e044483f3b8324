//! The metadata of a SAML identity provider (oauth.md §17.2; SAML 2.0 metadata, §2.4).

use quick_xml::{
    NsReader, XmlVersion,
    events::{BytesStart, Event},
    name::{Namespace, ResolveResult},
};

const METADATA: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
const SIGNATURES: &str = "http://www.w3.org/2000/09/xmldsig#";
const REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

/// The longest certificate in base64 characters (documented).
const LONGEST_CERTIFICATE: usize = 4_096;

/// What the metadata says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// `entityID`: the issuer of its answers.
    pub entity: String,
    /// Where sign-in requests go, by redirect.
    pub sign_on: String,
    /// Where sign-out requests go, by redirect.
    pub sign_out: Option<String>,
    /// The certificates that it signs with, base64 without white space.
    pub certificates: Vec<String>,
}

/// Why metadata cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is no XML, or holds a document type, which nothing honest needs.
    NotXml,
    /// It describes no identity provider.
    NoProvider,
    /// It takes no requests by redirect.
    NoRedirect,
    /// It has no certificate to sign with, or one that is too long.
    NoCertificate,
}

/// Where the reader is.
#[derive(Default)]
struct Place {
    in_provider: bool,
    in_signing_key: bool,
    in_certificate: bool,
    text: String,
}

/// Reads the first identity provider that a document describes.
///
/// # Errors
/// [`Unusable`].
pub fn read(document: &str) -> Result<Metadata, Unusable> {
    let mut reader = NsReader::from_str(document.trim_start_matches('\u{feff}'));
    let mut found = Metadata::default();
    let mut place = Place::default();
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|_| Unusable::NotXml)?;
        match event {
            Event::Start(start) => open(&space, &start, &mut found, &mut place)?,
            Event::Empty(start) => {
                open(&space, &start, &mut found, &mut place)?;
                close(start.local_name().as_ref(), &mut found, &mut place);
            }
            Event::Text(text) if place.in_certificate => {
                place.text.push_str(&text.decode().map_err(|_| Unusable::NotXml)?);
            }
            Event::End(end) => {
                let ended = end.local_name().as_ref() == b"IDPSSODescriptor" && place.in_provider;
                close(end.local_name().as_ref(), &mut found, &mut place);
                if ended {
                    return judge(found);
                }
            }
            Event::DocType(_) => return Err(Unusable::NotXml),
            Event::Eof => return Err(Unusable::NoProvider),
            _ => {}
        }
    }
}

fn open(
    space: &ResolveResult<'_>,
    start: &BytesStart<'_>,
    found: &mut Metadata,
    place: &mut Place,
) -> Result<(), Unusable> {
    let name = start.local_name();
    match name.as_ref() {
        b"EntityDescriptor" if is(space, METADATA) => {
            found.entity = attribute(start, "entityID")?.unwrap_or_default();
        }
        b"IDPSSODescriptor" if is(space, METADATA) => place.in_provider = true,
        b"SingleSignOnService" if place.in_provider && is(space, METADATA) => {
            if let Some(location) = redirect(start)? {
                found.sign_on = location;
            }
        }
        b"SingleLogoutService" if place.in_provider && is(space, METADATA) => {
            found.sign_out = redirect(start)?.or(found.sign_out.take());
        }
        // A key without a use is for everything.
        b"KeyDescriptor" if place.in_provider && is(space, METADATA) => {
            place.in_signing_key = attribute(start, "use")?.is_none_or(|of| of == "signing");
        }
        b"X509Certificate" if place.in_signing_key && is(space, SIGNATURES) => {
            place.in_certificate = true;
            place.text.clear();
        }
        _ => {}
    }
    Ok(())
}

fn close(name: &[u8], found: &mut Metadata, place: &mut Place) {
    match name {
        b"IDPSSODescriptor" => place.in_provider = false,
        b"KeyDescriptor" => place.in_signing_key = false,
        b"X509Certificate" if place.in_certificate => {
            place.in_certificate = false;
            found.certificates.push(place.text.split_whitespace().collect());
        }
        _ => {}
    }
}

fn judge(found: Metadata) -> Result<Metadata, Unusable> {
    if found.entity.is_empty() {
        return Err(Unusable::NoProvider);
    }
    if found.sign_on.is_empty() {
        return Err(Unusable::NoRedirect);
    }
    let short = |certificate: &String| !certificate.is_empty() && certificate.len() <= LONGEST_CERTIFICATE;
    match !found.certificates.is_empty() && found.certificates.iter().all(short) {
        true => Ok(found),
        false => Err(Unusable::NoCertificate),
    }
}

fn is(space: &ResolveResult<'_>, wanted: &str) -> bool {
    *space == ResolveResult::Bound(Namespace(wanted.as_bytes()))
}

/// The `Location` of a service that is bound to redirects.
fn redirect(start: &BytesStart<'_>) -> Result<Option<String>, Unusable> {
    match attribute(start, "Binding")?.as_deref() {
        Some(REDIRECT) => attribute(start, "Location"),
        _ => Ok(None),
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unusable> {
    let found = start.try_get_attribute(name).map_err(|_| Unusable::NotXml)?;
    let value = found.map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).map(String::from));
    value.transpose().map_err(|_| Unusable::NotXml)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(inside: &str) -> String {
        format!(
            r#"<?xml version="1.0"?><md:EntityDescriptor xmlns:md="{METADATA}" xmlns:ds="{SIGNATURES}"
            entityID="https://idp.example.com/?a=1&amp;b=2">{inside}</md:EntityDescriptor>"#
        )
    }

    fn key(of: &str, text: &str) -> String {
        format!(
            "<md:KeyDescriptor{of}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{text}</ds:X509Certificate>\
             </ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
        )
    }

    fn service(name: &str, binding: &str, location: &str) -> String {
        format!(r#"<md:{name} Binding="{binding}" Location="{location}"/>"#)
    }

    fn provider(inside: &[String]) -> String {
        document(&format!(
            "<md:IDPSSODescriptor>{}</md:IDPSSODescriptor>",
            inside.concat()
        ))
    }

    #[test]
    fn a_provider_is_read() {
        let post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
        let document = provider(&[
            key(r#" use="signing""#, "\n AA\n BB \n"),
            key(r#" use="encryption""#, "CC"),
            key("", "DD"),
            service("SingleLogoutService", REDIRECT, "https://idp/out"),
            service("SingleSignOnService", post, "https://idp/post"),
            service("SingleSignOnService", REDIRECT, "https://idp/in"),
        ]);
        let expected = Metadata {
            entity: "https://idp.example.com/?a=1&b=2".into(),
            sign_on: "https://idp/in".into(),
            sign_out: Some("https://idp/out".into()),
            certificates: vec!["AABB".into(), "DD".into()],
        };
        assert_eq!(read(&document), Ok(expected));
        let bare = document.replace("md:", "");
        assert_eq!(
            read(&bare),
            Err(Unusable::NoProvider),
            "names without their space are other names"
        );
        let default = document
            .replace("xmlns:md", "xmlns")
            .replace("<md:", "<")
            .replace("</md:", "</");
        assert!(read(&default).is_ok(), "prefixes do not matter");
    }

    #[test]
    fn what_cannot_be_used_is_refused() {
        let sign_on = service("SingleSignOnService", REDIRECT, "https://idp/in");
        assert_eq!(
            read(&provider(std::slice::from_ref(&sign_on))),
            Err(Unusable::NoCertificate)
        );
        let long = key("", &"A".repeat(LONGEST_CERTIFICATE + 1));
        assert_eq!(read(&provider(&[sign_on.clone(), long])), Err(Unusable::NoCertificate));
        assert_eq!(read(&provider(&[key("", "AA")])), Err(Unusable::NoRedirect));
        assert_eq!(read(&document("<md:SPSSODescriptor/>")), Err(Unusable::NoProvider));
        assert_eq!(read("<a><b></a>"), Err(Unusable::NotXml));
        let typed = format!(
            "<!DOCTYPE a [<!ENTITY b \"c\">]>{}",
            provider(&[sign_on, key("", "AA")])
        );
        assert_eq!(read(&typed), Err(Unusable::NotXml));
        assert_eq!(read(""), Err(Unusable::NoProvider));
    }
}
