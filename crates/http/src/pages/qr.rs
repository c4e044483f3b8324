//! QR codes as the path of an SVG.

use qrcode::{Color, EcLevel, QrCode};

/// How wide the empty border is: the standard wants four modules.
const QUIET: usize = 4;

/// A QR code.
#[derive(Default)]
pub(crate) struct Picture {
    /// Width and height in modules, with the border.
    pub(crate) side: usize,
    /// What is dark, as the `d` of a path.
    pub(crate) path: String,
}

/// Draws a text; an empty picture when it is too long, so that its key still can be typed.
pub(crate) fn picture(text: &str) -> Picture {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return Picture::default();
    };
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                path.push_str(&format!("M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len()));
            }
            x += run.len();
        }
    }
    Picture {
        side: width + 2 * QUIET,
        path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path again, module by module, and compares it with what the library says.
    #[test]
    fn the_path_shows_every_module() {
        let text = "otpauth://totp/pool:jane?secret=JBSWY3DPEHPK3PXP&issuer=pool";
        let picture = picture(text);
        let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        let mut drawn = vec![vec![false; picture.side]; picture.side];
        for run in picture.path.split('M').skip(1) {
            let numbers: Vec<usize> = run
                .split(|c: char| !c.is_ascii_digit())
                .filter_map(|number| number.parse().ok())
                .collect();
            drawn[numbers[1]][numbers[0]..numbers[0] + numbers[2]].fill(true);
        }
        for y in 0..code.width() {
            for x in 0..code.width() {
                assert_eq!(drawn[y + QUIET][x + QUIET], code[(x, y)] == Color::Dark);
            }
        }
        assert!(drawn.iter().take(QUIET).flatten().all(|dark| !dark));
    }

    #[test]
    fn what_is_too_long_has_no_picture() {
        assert_eq!(picture(&"x".repeat(10_000)).side, 0);
    }
}
