//! What is said of a panic: where it happened, and in which request. Never its message, which may quote a secret.

use std::panic::PanicHookInfo;

/// Logs panics from now on, instead of printing them. Called once, by the binary.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        let place = info.location().map(ToString::to_string);
        let thread = std::thread::current();
        tracing::error!(
            place,
            thread = thread.name(),
            "panic: a defect of this server, please report it"
        );
    }));
}
