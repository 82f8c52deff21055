"use strict";
// The page as a whole: which texts are shown, moving from one to the next, and sending back.

const by_id = (id) => document.getElementById(id);
const row_of = (id) => view.pack.rows.find((row) => row.id === id);
const current_field = () => by_id(`english-${view.open}`);

function announce(words) {
  const place = by_id("said");
  place.textContent = "";
  place.textContent = words;
}

function chosen_rows() {
  const rows = view.pack.rows.filter((row) => !view.chapter || row.chapter === view.chapter);
  if (view.filter === "todo") return rows.filter((row) => !is_done(row));
  if (view.filter === "found") return rows.filter((row) => row.findings.length);
  if (view.filter === "risky") return rows.filter((row) => !is_done(row) || row.id === view.open).sort((one, other) => other.risk - one.risk || one.number - other.number);
  return rows;
}

function offer_chapters() {
  const titles = [...new Set(view.pack.rows.map((row) => row.chapter).filter(Boolean))];
  by_id("chapter").append(...titles.map((title) => element("option", { value: title, lang: view.pack.source_lang }, title)));
  by_id("chapters").hidden = titles.length < 2;
  by_id("chapter").addEventListener("change", (event) => ((view.chapter = event.target.value), show_rows()));
}

function show_rows() {
  const rows = chosen_rows();
  const open = row_of(view.open);
  if (open && !rows.includes(open)) {
    view.open = "";
    leave(open);
  }
  if (open && view.rows.has(open.id)) show_row(open);
  by_id("rows").replaceChildren(...rows.map((row) => view.rows.get(row.id) || make_row(row)));
  by_id("none").hidden = rows.length > 0;
  show_progress();
}

// Update what depends on an answer that has changed, except the field in which somebody is typing.
function refresh(row) {
  const place = view.rows.get(row.id);
  place.dataset.state = state_of(row);
  place.querySelector(".badge").replaceWith(badge(row));
  const unsure = place.querySelector(".unsure");
  if (unsure) unsure.setAttribute("aria-pressed", String(answer_of(row).approved === false));
  show_progress();
}

function show_progress() {
  const all = view.pack.rows.length;
  const done = view.pack.rows.filter(is_done).length;
  const bar = by_id("bar");
  bar.max = all || 1;
  bar.value = done;
  by_id("count").textContent = say("done", { done, all });
}

// --- from text to text ----------------------------------------------------------------------------------

function open_row(row, focus = true) {
  const before = row_of(view.open);
  view.open = row.id;
  if (before && before !== row) leave(before);
  show_row(row);
  if (before && before !== row) show_row(before);
  view.rows.get(row.id).scrollIntoView({ block: "nearest" });
  if (focus) {
    current_field().focus({ preventScroll: true });
    current_field().scrollIntoView({ block: "nearest" });
  }
  document.dispatchEvent(new CustomEvent("row-opened", { detail: row }));
}

function close_row() {
  const row = row_of(view.open);
  if (!row) return;
  view.open = "";
  leave(row);
  show_row(row);
  view.rows.get(row.id).querySelector(".number").focus();
}

function leave(row) {
  document.dispatchEvent(new CustomEvent("row-left", { detail: row }));
}

function step(by) {
  const rows = [...by_id("rows").children].map((place) => row_of(place.id.slice("text-".length)));
  const at = rows.findIndex((row) => row.id === view.open);
  const row = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
  if (!row) return;
  open_row(row);
  announce(say("at", { number: row.number }));
}

function accept(row) {
  if (!answer_of(row).english.trim()) return announce(say("empty"));
  set_answer(row, { approved: true });
  refresh(row);
  const rows = [...by_id("rows").children].map((place) => row_of(place.id.slice("text-".length)));
  const at = rows.indexOf(row);
  const next = [...rows.slice(at + 1), ...rows.slice(0, at)].find((other) => !is_done(other));
  announce(`${say("accepted", { number: row.number })} ${next ? say("at", { number: next.number }) : say("last")}`);
  if (next) open_row(next);
  else close_row();
}

function doubt(row) {
  set_answer(row, { approved: answer_of(row).approved === false ? null : false });
  refresh(row);
}

function revert(row) {
  set_answer(row, { english: row.target, approved: null });
  show_row(row);
  current_field().focus();
  refresh(row);
  announce(say("reverted", { number: row.number }));
}

function on_key(event) {
  const row = row_of(view.open);
  const is_only = (...keys) => ["ctrlKey", "altKey", "metaKey", "shiftKey"].every((key) => event[key] === keys.includes(key));
  const act = (action) => (event.preventDefault(), action());
  if (document.querySelector("dialog[open]")) return;
  if (is_only("altKey") && event.code === "ArrowDown") return act(() => step(1));
  if (is_only("altKey") && event.code === "ArrowUp") return act(() => step(-1));
  if (!row) return;
  if (event.key === "Enter" && (is_only("ctrlKey") || is_only("metaKey"))) return act(() => accept(row));
  if (event.key === "Escape" && is_only() && !event.isComposing) return act(close_row);
  if (event.code === "KeyM" && is_only("ctrlKey")) return act(() => by_id(`comment-${row.id}`).focus());
  const digit = /^Digit([1-9])$/.exec(event.code);
  const tag = digit && is_only("altKey") && tags_of(row.source)[digit[1] - 1];
  if (tag) act(() => put_tag(current_field(), tag));
}

// --- files ----------------------------------------------------------------------------------------------

function show_send() {
  const { rows } = view.pack;
  const touched = rows.some(is_touched);
  const done = rows.filter(is_done).length;
  const counts = { done, all: rows.length, changed: rows.filter(is_changed).length, left: rows.length - done, comments: rows.filter((row) => answer_of(row).comment.trim()).length };
  by_id("summary").textContent = touched ? say("send_summary", counts) : say("send_nothing");
  by_id("send-file").disabled = !touched;
  by_id("after").textContent = "";
  by_id("name-again").value = draft.reviewer;
  by_id("send-dialog").showModal();
}

function send() {
  if (!draft.reviewer.trim()) {
    by_id("after").textContent = say("name_needed");
    return by_id("name-again").focus();
  }
  by_id("after").textContent = say("send_after", { file: save_file(view.pack) });
}

function rename(name) {
  draft.reviewer = name;
  for (const id of ["name", "name-again"]) if (by_id(id).value !== name) by_id(id).value = name;
  keep_draft();
}

async function load(field) {
  const file = field.files[0];
  if (!file) return;
  const said = file.size > LARGEST ? [say("too_large", { file: file.name })] : take_file(view.pack, file.name, await file.text());
  field.value = "";
  show_all();
  by_id("message").textContent = said.join(" ");
}

// --- the page -------------------------------------------------------------------------------------------

// Show the words of the page itself; those of the book are shown by rows.js.
function show_words() {
  document.documentElement.lang = speech.language;
  for (const place of document.querySelectorAll("[data-say]")) place.textContent = say(place.dataset.say);
  for (const place of document.querySelectorAll("[data-label]")) place.setAttribute("aria-label", say(place.dataset.label));
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === speech.language));
  by_id("storage").textContent = say(draft.is_kept ? "stored" : "no_storage");
  by_id("storage").className = draft.is_kept ? "small" : "alert";
  by_id("storage").setAttribute("role", draft.is_kept ? "note" : "alert");
}

// The bar at the top of the window must not cover what has the focus (WCAG 2.2, 2.4.11).
function measure_bar() {
  document.documentElement.style.setProperty("--bar", `${document.querySelector(".sticky").offsetHeight + 8}px`);
}

function show_all() {
  show_words();
  view.rows.clear();
  show_rows();
  by_id("name").value = draft.reviewer;
}

function change_language(language) {
  speech.language = draft.language = language;
  keep_draft();
  show_all();
}

function start(pack) {
  view.pack = pack;
  open_draft(pack);
  speech.language = draft.language || browser_language();
  document.title = [pack.chapter, pack.title].filter(Boolean).join(" – ");
  by_id("title").textContent = pack.chapter || pack.title;
  by_id("title").lang = pack.source_lang;
  by_id("book").textContent = [pack.title, pack.document].filter((text) => text && text !== pack.chapter).join(" · ");
  by_id("book").lang = pack.source_lang;
  for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => change_language(button.dataset.language));
  by_id("name").addEventListener("input", (event) => rename(event.target.value));
  by_id("name-again").addEventListener("input", (event) => rename(event.target.value));
  by_id("filter").addEventListener("change", (event) => ((view.filter = event.target.value), show_rows()));
  offer_chapters();
  by_id("send").addEventListener("click", show_send);
  by_id("send-file").addEventListener("click", send);
  by_id("keep").addEventListener("click", () => (by_id("message").textContent = say("saved", { file: save_file(pack) })));
  by_id("load").addEventListener("change", (event) => load(event.target));
  document.addEventListener("keydown", on_key);
  document.addEventListener("draft-not-kept", show_words);
  addEventListener("beforeunload", (event) => !draft.is_kept && draft.answers.size && event.preventDefault());
  addEventListener("storage", (event) => event.key === draft.key && other_tab(event.newValue));
  document.body.classList.add("ready");
  show_all();
  measure_bar();
  addEventListener("resize", measure_bar);
}

function other_tab(kept) {
  const open = row_of(view.open);
  const here = open && answer_of(open);
  take_kept(view.pack, kept);
  if (open) draft.answers.set(open.id, here); // somebody is typing in it here
  for (const row of view.pack.rows) if (row.id !== view.open && view.rows.has(row.id)) show_row(row);
  show_progress();
  by_id("message").textContent = say("elsewhere");
}
