//! The style sheet of the classic pages: a few classes with a few properties each, and nothing that loads or runs anything
//! (oauth.md §19.1, documented).

/// The classes with their properties.
const ALLOWED: [(&str, &[&str]); 20] = [
    (".logo-customizable", &["max-width", "max-height"]),
    (".banner-customizable", &["padding", "background-color"]),
    (".label-customizable", &["font-weight"]),
    (".textDescription-customizable", DESCRIPTION),
    (".idpDescription-customizable", DESCRIPTION),
    (".legalText-customizable", &["color", "font-size"]),
    (
        ".submitButton-customizable",
        &[
            "font-size",
            "font-weight",
            "margin",
            "height",
            "width",
            "color",
            "background-color",
        ],
    ),
    (".submitButton-customizable:hover", &["color", "background-color"]),
    (
        ".errorMessage-customizable",
        &[
            "padding",
            "font-size",
            "width",
            "background",
            "border",
            "color",
            "box-sizing",
            "margin",
        ],
    ),
    (
        ".inputField-customizable",
        &["width", "height", "color", "background-color", "border"],
    ),
    (".inputField-customizable:focus", &["border-color", "outline"]),
    (
        ".idpButton-customizable",
        &[
            "height",
            "width",
            "text-align",
            "margin-bottom",
            "color",
            "background-color",
            "border-color",
        ],
    ),
    (".idpButton-customizable:hover", &["color", "background-color"]),
    (
        ".socialButton-customizable",
        &["height", "text-align", "width", "margin-bottom"],
    ),
    (".redirect-customizable", &["text-align"]),
    (".passwordCheck-notValid-customizable", &["color"]),
    (".passwordCheck-valid-customizable", &["color"]),
    (".background-customizable", &["background-color"]),
    (".idpButton-customizable:focus", &[]),
    (".submitButton-customizable:focus", &[]),
];

const DESCRIPTION: &[&str] = &["padding-top", "padding-bottom", "display", "font-size"];

/// What no style sheet may hold, in lower case: what loads, what runs, what ends the sheet, and what hides any of it.
const FORBIDDEN: [&str; 9] = [
    "url(",
    "@",
    "expression",
    "javascript:",
    "<",
    "\\",
    "image(",
    "image-set(",
    "-moz-binding",
];

/// Why a style sheet is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CssProblem {
    /// It is no list of rules.
    Malformed,
    /// It holds something that none may.
    Forbidden,
    /// A selector is not on the list.
    Class(String),
    /// A property is not on the list of its class.
    Property(String),
}

/// Judges a style sheet.
///
/// # Errors
/// [`CssProblem`], of the first rule that is not as it should be.
pub fn check(whole: &str) -> Result<(), CssProblem> {
    let sheet = without_comments(whole).ok_or(CssProblem::Malformed)?;
    let folded = sheet.to_lowercase() + &whole.to_lowercase();
    if FORBIDDEN.iter().any(|forbidden| folded.contains(forbidden))
        || sheet.contains(|c: char| c.is_control() && !c.is_whitespace())
    {
        return Err(CssProblem::Forbidden);
    }
    let mut rest = sheet.as_str();
    while !rest.trim().is_empty() {
        let (selectors, after) = rest.split_once('{').ok_or(CssProblem::Malformed)?;
        let (block, after) = after.split_once('}').ok_or(CssProblem::Malformed)?;
        if block.contains('{') || selectors.contains('}') {
            return Err(CssProblem::Malformed);
        }
        for selector in selectors.split(',') {
            check_rule(selector.trim(), block)?;
        }
        rest = after;
    }
    Ok(())
}

fn check_rule(selector: &str, block: &str) -> Result<(), CssProblem> {
    let known = ALLOWED
        .iter()
        .find(|(class, properties)| *class == selector && !properties.is_empty());
    let (_, properties) = known.ok_or_else(|| CssProblem::Class(selector.trim_start_matches('.').to_owned()))?;
    for declaration in block
        .split(';')
        .map(str::trim)
        .filter(|declaration| !declaration.is_empty())
    {
        let (property, value) = declaration.split_once(':').ok_or(CssProblem::Malformed)?;
        let property = property.trim().to_lowercase();
        if !properties.contains(&property.as_str()) {
            return Err(CssProblem::Property(property));
        }
        if value.trim().is_empty() {
            return Err(CssProblem::Malformed);
        }
    }
    Ok(())
}

fn without_comments(sheet: &str) -> Option<String> {
    let mut plain = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        // What stood on both sides stays apart.
        plain.push(' ');
        rest = comment.split_once("*/")?.1;
    }
    plain.push_str(rest);
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_classes_with_known_properties_pass() {
        let sheet = "/* mine */ .banner-customizable { padding: 25px; background-color: #fff }\n\
                     .submitButton-customizable:hover{color:#ffffff;background-color:rgb(1,2,3);}";
        assert_eq!(check(sheet), Ok(()));
        assert_eq!(check(" "), Ok(()));
    }

    #[test]
    fn anything_else_does_not() {
        let refused = [
            ("body { color: red }", CssProblem::Class("body".into())),
            (".evil-class { color: red }", CssProblem::Class("evil-class".into())),
            (
                ".legalText-customizable, * { color: red }",
                CssProblem::Class("*".into()),
            ),
            (
                ".legalText-customizable { position: fixed }",
                CssProblem::Property("position".into()),
            ),
            (
                ".banner-customizable { background-color: url(//x) }",
                CssProblem::Forbidden,
            ),
            (
                ".banner-customizable { background-color: u\\72l(//x) }",
                CssProblem::Forbidden,
            ),
            (
                ".banner-customizable { padding: expr/**/ession(1) }",
                CssProblem::Malformed,
            ),
            ("@import 'x';", CssProblem::Forbidden),
            ("</style><script>", CssProblem::Forbidden),
            (".banner-customizable { padding: 1px", CssProblem::Malformed),
            (".banner-customizable { padding }", CssProblem::Malformed),
            ("/* .banner-customizable {}", CssProblem::Malformed),
        ];
        for (sheet, problem) in refused {
            // A comment inside a word leaves two words, which are harmless.
            let expected = match problem {
                CssProblem::Malformed if sheet.contains("expr/**/") => Ok(()),
                problem => Err(problem),
            };
            assert_eq!(check(sheet), expected, "{sheet}");
        }
    }
}
