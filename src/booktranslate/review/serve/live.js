"use strict";
// The served page: an answer is sent when its text is left, and the page shows where others are working.

const PAUSE = 1500;
const live = { token: "", session: "", version: 0, people: [], sending: new Set(), notices: new Map(), is_offline: false };

async function ask(path, content) {
  const headers = { Authorization: `Bearer ${live.token}` };
  const options = content ? { method: "POST", body: JSON.stringify(content), headers: { ...headers, "Content-Type": "application/json" } } : { headers };
  const response = await fetch(path, { ...options, credentials: "omit", cache: "no-store" });
  const data = await response.json();
  if (response.ok) return data;
  throw Object.assign(new Error(data.error), { status: response.status });
}

// Send the answer to a text that was left.
async function commit(row) {
  const answer = draft.answers.get(row.id);
  if (!answer || live.sending.has(row.id)) return;
  answer.is_ready = true;
  keep_draft([row.id]);
  live.sending.add(row.id);
  const { english, approved, comment, ignore, base } = answer;
  const content = { id: row.id, english, approved, comments: comment.trim() ? [comment.trim()] : [], ignore, base };
  try {
    const { row: now, overtaken, by, messages } = await ask("/api/answer", content);
    settle(row, answer, now);
    if (overtaken) live.notices.set(row.id, { name: by, mine: english });
    else live.notices.delete(row.id);
    by_id("message").textContent = messages.join(" ");
    take_row(now, by);
    if (overtaken) announce(say("overtaken", { name: by || say("somebody") }));
    reach(true);
  } catch (error) {
    if (error.status && error.status !== 503) {
      answer.is_ready = false;
      by_id("message").textContent = error.message;
    } else reach(false);
  } finally {
    live.sending.delete(row.id);
  }
}

// What was sent is no longer kept here; what was typed since is based on what is in the book now.
function settle(row, sent, now) {
  const later = draft.answers.get(row.id);
  if (later === sent) draft.answers.delete(row.id);
  else if (later) later.base = { english: now.target, state: now.state };
  keep_draft([row.id]);
}

function take_row(now, by) {
  const row = row_of(now.id);
  const is_moved = row.target !== now.target;
  Object.assign(row, { ...now, number: row.number });
  const answer = draft.answers.get(row.id);
  const notice = live.notices.get(row.id);
  if (is_moved && answer && answer.english !== row.target) live.notices.set(row.id, { name: by, mine: "" });
  else if (notice && is_moved && notice.mine === "") live.notices.delete(row.id);
  if (!view.rows.has(row.id)) return;
  if (view.open !== row.id) show_row(row);
  else if (answer) show_notice(row);
  else {
    const { id } = document.activeElement;
    show_row(row);
    if (id && by_id(id)) by_id(id).focus();
  }
  show_progress();
}

function show_notice(row) {
  const place = view.rows.get(row.id);
  const old = place.querySelector(".overtaken");
  if (old) old.remove();
  const made = notice_of(row);
  if (made) place.append(made);
}

// Who wrote first, their words, and ours.
function notice_of(row) {
  const notice = live.notices.get(row.id);
  if (!notice) return "";
  const words = (text) => element("p", { class: "words", lang: view.pack.target_lang }, parse_tagged(text).map(plain_of).join(""));
  const made = element("div", { class: "overtaken", role: "status" }, element("p", {}, say("overtaken", { name: notice.name || say("somebody") })), words(row.target));
  if (!notice.mine) made.append(element("p", {}, say("yours")));
  else {
    const use = () => {
      live.notices.delete(row.id);
      set_answer(row, { english: notice.mine });
      open_row(row);
    };
    made.append(element("p", {}, say("kept")), words(notice.mine), element("button", { type: "button", class: "small", onclick: use }, say("mine")));
  }
  return made;
}

// Who else is at a text.
function writers(row) {
  const names = live.people.filter(({ name, at }) => at === row.id && name !== view.pack.reviewer).map(({ name }) => name);
  return names.length ? element("span", { class: "badge busy" }, say("writing", { name: names.join(", ") })) : "";
}

function show_people(people) {
  const before = new Set(live.people.map(({ at }) => at));
  live.people = people;
  const others = people.filter(({ name }) => name !== view.pack.reviewer).map(({ name }) => name);
  const words = say("here", { names: others.join(", ") || say("alone") });
  by_id("here").hidden = false;
  if (by_id("here").textContent !== words) by_id("here").textContent = words;
  for (const id of new Set([...before, ...people.map(({ at }) => at)])) {
    const place = view.rows.get(id);
    if (!place) continue;
    const old = place.querySelector(".busy");
    if (old) old.remove();
    place.querySelector(".gutter").append(writers(row_of(id)));
  }
}

function reach(is_reached) {
  if (live.is_offline === !is_reached) return;
  live.is_offline = !is_reached;
  by_id("refused").textContent = is_reached ? "" : say("offline");
  by_id("refused").hidden = is_reached;
}

function refuse() {
  by_id("refused").textContent = say("refused");
  by_id("refused").hidden = false;
}

async function listen() {
  try {
    const news = await ask(`/api/news?since=${live.version}&at=${view.open}`);
    if (news.session !== live.session) return location.reload();
    reach(true);
    for (const now of news.rows) take_row(now, now.by);
    live.version = news.version;
    show_people(news.people);
    for (const row of view.pack.rows) if (row.id !== view.open && (draft.answers.get(row.id) || {}).is_ready) await commit(row);
  } catch (error) {
    if (error.status === 401) return refuse();
    reach(false);
  }
  setTimeout(listen, PAUSE);
}

async function join() {
  live.token = new URLSearchParams(location.hash.slice(1)).get("token") || "";
  speech.language = browser_language();
  let pack;
  try {
    pack = await ask("/api/pack");
  } catch (error) {
    return refuse();
  }
  Object.assign(live, { session: pack.session, version: pack.version });
  Object.assign(view, { beside: writers, under: notice_of });
  by_id("help-text").dataset.say = "help_live";
  document.addEventListener("row-left", (event) => commit(event.detail));
  start(pack);
  listen();
}

join();
