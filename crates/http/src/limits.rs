//! What one client may cost the server. Every bound is here.

use std::time::Duration;

/// The bounds on connections, requests and time.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections open at once; more wait in the kernel's queue.
    pub connections: usize,
    /// Requests worked on at once; more are answered TooManyRequestsException, which SDKs retry.
    pub requests: usize,
    /// For the head of a request, and for the silence between two requests of a connection.
    pub head: Duration,
    /// For the body, from the end of the head.
    pub body: Duration,
    /// For the answer, from the end of the body. Longer than three attempts at a 5 s trigger.
    pub answer: Duration,
    /// For the requests under way when the server is asked to stop.
    pub farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4_096,
            requests: 512,
            head: Duration::from_secs(30),
            body: Duration::from_secs(20),
            answer: Duration::from_secs(30),
            farewell: Duration::from_secs(25),
        }
    }
}

/// Header fields of one request.
pub(crate) const HEADERS: usize = 100;

/// The head of one request, in bytes. Holds the longest access token several times over.
pub(crate) const HEAD_BYTES: usize = 64 * 1024;

/// The body of one request, in bytes, where the operation takes no files.
pub(crate) const BODY_BYTES: usize = 2 * 1024 * 1024;

/// The body of an operation that takes branding: 2 MB of settings and assets (resources.md §1.5, documented), in base64.
pub(crate) const BRANDING_BODY_BYTES: usize = 4 * 1024 * 1024;

/// The form of a page or of an OAuth endpoint, in bytes. Holds the longest token many times over.
pub(crate) const FORM_BYTES: usize = 256 * 1024;

/// How much of a body that is too large is read, so that its sender sees why it is refused.
pub(crate) const DISCARDED_BYTES: usize = 32 * 1024 * 1024;

/// Files of import jobs that are taken at once, each at the cost of a part in memory.
pub(crate) const UPLOADS: usize = 8;

/// For one file of an import job, from its first byte to its last.
pub(crate) const UPLOAD: Duration = Duration::from_secs(15 * 60);

/// For the next bytes of such a file.
pub(crate) const UPLOAD_SILENCE: Duration = Duration::from_secs(30);

/// Requests at once on one HTTP/2 connection.
pub(crate) const STREAMS: u32 = 100;

/// Streams that an HTTP/2 client may have opened and reset before they were accepted ("rapid reset").
pub(crate) const RESET_STREAMS: usize = 20;

/// A ping on an idle HTTP/2 connection, and the longest wait for its answer.
pub(crate) const PING: Duration = Duration::from_secs(20);
