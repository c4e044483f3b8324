//! What is said about devices.

use wire::{Code, Fault};

/// reported: auth.md §8.5; the word "Device" makes clients forget the key and try again.
pub fn does_not_exist() -> Fault {
    Fault::resource_not_found("Device does not exist.")
}

/// reported: auth.md §15.2, a key that is not the one in the access token.
pub fn not_the_key_of_the_token() -> Fault {
    Fault::invalid_parameter("Invalid device key given.")
}

/// documented exception, guessed text: auth.md §15.2, a device that is confirmed a second time.
pub fn already_confirmed() -> Fault {
    Fault::new(Code::DeviceKeyExistsException, "Device key already exists.")
}

/// guess: auth.md §15.2, no verifier, or none that can be read.
pub fn bad_verifier() -> Fault {
    Fault::invalid_parameter("Invalid device secret verifier config given.")
}
