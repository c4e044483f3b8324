//! One JSON line for each thing measured. Times are microseconds, memory is KiB.

use serde_json::{Value, json};

use crate::{Wrong, load::Measured, primitives::Primitives, scenario::Scenario, server::Server};

/// The primitives.
pub fn primitives(primitives: &Primitives) -> Result<(), Wrong> {
    print(&json!({
        "what": "primitives",
        "signature_us": rounded(primitives.signature),
        "fixed_base_us": rounded(primitives.fixed_base),
        "plain_us": rounded(primitives.plain),
        "commit_us": rounded(primitives.commit),
    }))
}

/// The start of the server.
pub fn start(server: &Server) -> Result<(), Wrong> {
    print(&json!({
        "what": "start",
        "until_ready_us": rounded(server.until_ready.as_secs_f64() * 1e6),
        "memory_kib": server.memory()?,
    }))
}

/// A scenario. `cpu_ratio` is the server's CPU per operation over the cryptography that cannot be saved.
pub fn scenario(scenario: Scenario, measured: &Measured, primitives: &Primitives) -> Result<(), Wrong> {
    let micros = |part: f64| rounded(measured.percentile(part).as_secs_f64() * 1e6);
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let operations = measured.operations.max(1) as f64;
    let cpu = measured.cpu.as_secs_f64() * 1e6 / operations;
    let floor = scenario.floor(primitives);
    print(&json!({
        "what": scenario.name(),
        "operations": measured.operations,
        "errors": measured.errors,
        "first_error": measured.first_error,
        "per_second": rounded(operations / measured.elapsed.as_secs_f64()),
        "p50_us": micros(0.5),
        "p99_us": micros(0.99),
        "cpu_us": rounded(cpu),
        "cpu_ratio": floor.map(|floor| rounded(cpu / floor)),
        "cpu_in_signatures": rounded(cpu / primitives.signature),
        "signature_us": rounded(primitives.signature),
        "memory_kib": measured.memory,
    }))
}

fn rounded(number: f64) -> f64 {
    (number * 100.).round() / 100.
}

fn print(line: &Value) -> Result<(), Wrong> {
    println!("{}", serde_json::to_string(line)?);
    Ok(())
}
