// The inbox of `cognate dev`: reads the JSON that anybody can read at this address, and waits on the server for more.
"use strict";

const HERE = "/_cognate/inbox";
const WAIT = 25;
const ABOUT = {
  sign_up: "Verification of a sign-up",
  invitation: "Invitation",
  forgot_password: "Forgotten password",
  verify_attribute: "Verification of an address",
  authentication: "Sign-in code",
};
const place = (id) => document.getElementById(id);
const list = place("list");
const search = place("search");

let messages = [];
let chosen = null;
let shown = null;
// What was there when the page was opened is not news.
let unread = new Set();

const subject = (message) => message.subject ?? ABOUT[message.kind] ?? message.kind;

function fits(message) {
  const text = [message.to, message.username, message.user, message.pool, subject(message), ABOUT[message.kind], message.code, message.body];
  const whole = text.filter(Boolean).join("\n").toLowerCase();
  return search.value.toLowerCase().split(/\s+/).every((word) => whole.includes(word));
}

function when(message) {
  const date = new Date(message.time * 1000);
  const today = date.toDateString() === new Date().toDateString();
  return today ? date.toLocaleTimeString() : date.toLocaleString();
}

function part(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

function row(message) {
  const item = document.createElement("li");
  item.id = `m-${message.id}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", String(message.id === chosen));
  item.classList.toggle("unread", unread.has(message.id));
  item.append(part("to", message.to), part("when", when(message)), part("about", subject(message)), part("short", message.link ? "link" : (message.code ?? "")));
  item.addEventListener("click", () => choose(message.id));
  return item;
}

function draw() {
  const fitting = messages.filter(fits);
  if (!fitting.some((message) => message.id === chosen)) chosen = fitting[0]?.id ?? null;
  unread.delete(chosen);
  list.replaceChildren(...fitting.map(row));
  list.setAttribute("aria-activedescendant", chosen ? `m-${chosen}` : "");
  place("count").textContent = fitting.length === messages.length ? `${messages.length}` : `${fitting.length} of ${messages.length}`;
  document.title = messages.length ? `(${messages.length}) Inbox · Cognate` : "Inbox · Cognate";
  place("clear").disabled = messages.length === 0;
  place("why").textContent = messages.length ? "No message fits." : "No messages yet.";
  place("hint").hidden = messages.length > 0;
  place("curl").hidden = messages.length > 0;
  read(fitting.find((message) => message.id === chosen));
}

function read(message) {
  place("reader").hidden = !message;
  place("empty").hidden = Boolean(message);
  if (!message || message.id === shown) return;
  shown = message.id;
  const mail = message.channel === "EMAIL";
  place("subject").textContent = subject(message);
  place("channel").textContent = mail ? "e-mail" : "text message";
  place("to").textContent = message.to;
  place("user").textContent = message.user && message.user !== message.username ? `${message.username} (${message.user})` : message.username;
  place("pool").textContent = message.pool;
  place("time").textContent = new Date(message.time * 1000).toLocaleString();
  place("time").dateTime = new Date(message.time * 1000).toISOString();
  place("code").textContent = message.code ?? "";
  place("code").hidden = !message.code;
  place("copy").hidden = !message.code;
  place("copy").textContent = "Copy code";
  place("link").hidden = !message.link;
  if (message.link) place("link").href = message.link;
  place("trace").href = `/_cognate/trace?${new URLSearchParams({ username: message.username, pool: message.pool })}`;
  place("mail").hidden = !mail;
  place("text").hidden = mail;
  if (mail) place("mail").src = `${HERE}/messages/${encodeURIComponent(message.id)}`;
  else place("text").textContent = message.body;
}

function choose(id) {
  chosen = id;
  draw();
  place(`m-${id}`)?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const fitting = messages.filter(fits);
  const at = fitting.findIndex((message) => message.id === chosen);
  const next = fitting[Math.min(Math.max(at + by, 0), fitting.length - 1)];
  if (next) choose(next.id);
}

// Who reads the newest message goes on to the one that comes; whoever has gone to another is left there.
function take(page, isFirst) {
  const known = new Set(messages.map((message) => message.id));
  const read = chosen === messages[0]?.id;
  messages = page;
  if (!isFirst) unread = new Set(messages.filter(({ id }) => unread.has(id) || !known.has(id)).map(({ id }) => id));
  if (read) chosen = null;
  draw();
}

async function copy() {
  const code = place("code").textContent;
  if (!code) return;
  try {
    await navigator.clipboard.writeText(code);
    place("copy").textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(place("code"));
    place("copy").textContent = "Press Ctrl-C";
  }
}

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  j: () => step(1),
  k: () => step(-1),
  Home: () => step(-Infinity),
  End: () => step(Infinity),
  t: () => place("reader").hidden || place("trace").click(),
  c: copy,
  o: () => place("link").hidden || place("link").click(),
  "/": () => search.focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target === search;
  if (typing && event.key === "Escape") {
    search.value = "";
    draw();
    list.focus();
    return;
  }
  const key = KEYS[event.key];
  if (!key || (typing && !event.key.startsWith("Arrow"))) return;
  event.preventDefault();
  key();
});

search.addEventListener("input", draw);
place("copy").addEventListener("click", copy);
place("clear").addEventListener("click", async () => {
  await fetch(HERE, { method: "DELETE" });
  messages = [];
  draw();
});

function live(text) {
  place("live").textContent = text;
  place("live").classList.toggle("on", text === "live");
  place("live").classList.toggle("off", text !== "live");
}

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

async function follow() {
  let after = null;
  let isFirst = true;
  for (;;) {
    try {
      const query = after === null ? "after=0" : `after=${after}&wait=${WAIT}`;
      const answer = await fetch(`${HERE}?${query}`, { headers: { accept: "application/json" }, cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = await answer.json();
      const news = page.changes !== after;
      after = page.changes;
      live("live");
      if (news) take(page.messages, isFirst);
      isFirst = false;
    } catch {
      live("the server does not answer");
      after = null;
      await pause(2);
    }
  }
}

place("curl").textContent = `curl '${location.origin}${HERE}?username=jane&wait=10'`;
draw();
list.focus();
follow();
