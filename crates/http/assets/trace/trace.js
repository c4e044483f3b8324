// The trace of `cognate dev`: reads the JSON that anybody can read at this address, again and again while the page is looked at.
"use strict";

const HERE = "/_cognate/trace";
const MOST = 50;
const EVERY = 1500;
const place = (id) => document.getElementById(id);
const asked = ["username", "pool"];

// What the reader has opened stays open when the list is drawn anew.
const opened = new Set();
let before = null;

function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function unfolding(key, className, summary) {
  const details = make("details", className);
  details.open = opened.has(key);
  details.addEventListener("toggle", () => (details.open ? opened.add(key) : opened.delete(key)));
  details.append(summary);
  return details;
}

function outcome({ outcome }) {
  if (!outcome) return ["", "under way"];
  if (outcome.result === "success") return ["good", "success"];
  if (outcome.result === "page" && outcome.status < 400) return ["", outcome.status < 300 ? "a page" : "went on"];
  return ["bad", outcome.code ?? outcome.status ?? "the server is broken"];
}

// The true reason, where a step knows one, and otherwise what the client was told.
function reason({ steps, outcome }) {
  const refused = steps.findLast((step) => step.refused)?.refused;
  const failure = steps.findLast((step) => step.failure)?.failure;
  if (refused) return refused;
  if (failure) return [failure.kind, failure.message].filter(Boolean).join(": ");
  return outcome?.message ?? "";
}

function fact(name, value) {
  const element = make("span", "fact", `${name} `);
  element.append(make("b", "", Array.isArray(value) ? value.join(", ") : String(value)));
  return element;
}

const isPlain = (value) => typeof value !== "object" || (Array.isArray(value) && value.every((entry) => typeof entry !== "object"));

function stepOf(step, key) {
  const { step: kind, trigger, triggerSource, ...rest } = step;
  const item = make("li", step.refused || step.failure ? "bad" : "");
  item.append(make("strong", "", triggerSource ?? kind));
  for (const [name, value] of Object.entries(rest)) {
    if (value === null || value === undefined) continue;
    if (isPlain(value)) item.append(fact(name === "milliseconds" ? "ms" : name, value));
  }
  for (const [name, value] of Object.entries(rest)) {
    if (value === null || value === undefined || isPlain(value)) continue;
    const details = unfolding(`${key}.${name}`, "", make("summary", "", name));
    details.append(make("pre", "", JSON.stringify(value, null, 2)));
    item.append(details);
  }
  return item;
}

function card(attempt) {
  const key = attempt.requestId;
  const [tone, end] = outcome(attempt);
  const summary = make("summary");
  const what = make("span", "what", `${attempt.operation} `);
  what.append(make("span", "who", attempt.username ?? attempt.given ?? ""));
  summary.append(make("span", "when", new Date(attempt.time * 1000).toLocaleTimeString()), what, make("span", `end ${tone}`, end));
  const why = tone === "bad" ? reason(attempt) : "";
  if (why) summary.append(make("span", "why", why));
  const details = unfolding(key, "attempt", summary);
  const steps = make("ol", "steps");
  steps.append(...attempt.steps.map((step, i) => stepOf(step, `${key}.${i}`)));
  if (attempt.stepsLeftOut) steps.append(make("li", "", `${attempt.stepsLeftOut} more steps`));
  if (attempt.outcome?.message) steps.append(stepOf({ step: "the client was told", ...attempt.outcome, result: undefined }, `${key}.end`));
  const ids = [["pool", attempt.userPoolId], ["client", attempt.clientId], ["sub", attempt.sub], ["request", key]];
  steps.append(make("li", "ids", ids.filter(([, id]) => id).map(([name, id]) => `${name} ${id}`).join(" · ")));
  details.append(steps);
  const item = make("li");
  item.append(details);
  return item;
}

function draw(attempts) {
  place("attempts").replaceChildren(...attempts.map(card));
  place("attempts").hidden = attempts.length === 0;
  place("empty").hidden = attempts.length > 0;
  place("why").textContent = query().size ? "Nothing of the last requests fits." : "Nothing has happened yet.";
  place("count").textContent = attempts.length === MOST ? `the newest ${MOST}` : String(attempts.length);
}

function query() {
  const given = asked.map((name) => [name, place(name).value.trim()]);
  return new URLSearchParams(given.filter(([, value]) => value));
}

function live(text) {
  if (place("live").textContent !== text) place("live").textContent = text;
  place("live").classList.toggle("on", text === "live");
  place("live").classList.toggle("off", text !== "live");
}

async function read() {
  try {
    const answer = await fetch(`${HERE}?${query()}&limit=${MOST}`.replace("?&", "?"), { headers: { accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    const text = await answer.text();
    live("live");
    if (text !== before) draw(JSON.parse(text).attempts);
    before = text;
  } catch {
    live("the server does not answer");
  }
}

for (const name of asked) {
  place(name).value = new URLSearchParams(location.search).get(name) ?? "";
  place(name).addEventListener("input", () => {
    history.replaceState(null, "", query().size ? `${HERE}?${query()}` : HERE);
    read();
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  place("username").focus();
});

place("curl").textContent = `curl '${location.origin}${HERE}?username=jane'`;
read();
setInterval(() => document.visibilityState === "visible" && read(), EVERY);
