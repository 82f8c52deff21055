"use strict";
// What the reviewer has written: one answer per text, kept in this browser and in the file to send back.

const LARGEST = 20000000;
const draft = { key: "", is_kept: true, reviewer: "", language: "", answers: new Map() };

// `base` is what the reviewer saw when they began the answer; `is_ready`: it may be sent to the server.
function blank(row) {
  return { english: row.target, approved: null, comment: "", ignore: [], base: { english: row.target, state: row.state }, is_ready: false };
}

function answer_of(row) {
  return draft.answers.get(row.id) || blank(row);
}

function is_changed(row) {
  return answer_of(row).english !== row.target;
}

function is_touched(row) {
  const answer = answer_of(row);
  return is_changed(row) || answer.approved !== null || answer.comment.trim() !== "" || answer.ignore.length > 0;
}

// Whether the text needs no more review; as in Poedit, a text that was changed counts as reviewed.
function is_done(row) {
  const { approved, english } = answer_of(row);
  if (approved !== null) return approved;
  return Boolean(english) && (is_changed(row) || row.state === "reviewed");
}

function set_answer(row, values) {
  const answer = { ...answer_of(row), ...values, is_ready: false };
  answer.english = clean(answer.english, /\n/.test(row.source + row.target));
  answer.comment = clean(answer.comment, true);
  draft.answers.set(row.id, answer);
  if (!is_touched(row)) draft.answers.delete(row.id);
  keep_draft([row.id]);
}

// Remove what a PO file or a Word document cannot hold: control characters, lone surrogates, and line breaks
// if the French has none.
function clean(text, has_lines) {
  const halves = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff\ufffe\uffff]/g;
  const whole = text.replace(halves, (found) => (found.length === 2 ? found : "\ufffd"));
  return whole.replace(has_lines ? /[\0-\x08\x0b-\x1f]/g : /[\0-\x08\n-\x1f\u2028\u2029]/g, " ");
}

function open_draft(pack) {
  draft.key = `booktranslate-review:${pack.project}:${pack.pack}`;
  draft.reviewer = pack.reviewer;
  try {
    localStorage.setItem(`${draft.key}:test`, "1");
    localStorage.removeItem(`${draft.key}:test`);
    take_kept(pack, localStorage.getItem(draft.key));
  } catch (error) {
    draft.is_kept = false;
  }
}

function take_kept(pack, text) {
  if (!text) return;
  let kept;
  try {
    kept = JSON.parse(text);
  } catch (error) {
    return;
  }
  draft.reviewer = typeof kept.reviewer === "string" && kept.reviewer ? kept.reviewer : draft.reviewer;
  draft.language = kept.language in WORDS ? kept.language : draft.language;
  draft.answers = new Map();
  for (const row of pack.rows) {
    const answer = kept.answers && kept.answers[row.id];
    if (answer) draft.answers.set(row.id, sound(row, answer));
  }
}

function sound(row, answer) {
  const { base } = answer;
  const is_base = base && typeof base.english === "string" && typeof base.state === "string";
  return {
    base: is_base ? base : blank(row).base,
    is_ready: answer.is_ready === true,
    english: typeof answer.english === "string" ? answer.english : row.target,
    approved: typeof answer.approved === "boolean" ? answer.approved : null,
    comment: typeof answer.comment === "string" ? answer.comment : "",
    ignore: Array.isArray(answer.ignore) ? answer.ignore.filter((name) => typeof name === "string") : [],
  };
}

// Only the answers that changed here replace those that another tab has kept.
function keep_draft(ids = []) {
  if (!draft.is_kept) return;
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(draft.key) || "{}");
  } catch (error) {
    kept = {};
  }
  const answers = kept.answers || {};
  for (const id of ids) {
    if (draft.answers.has(id)) answers[id] = draft.answers.get(id);
    else delete answers[id];
  }
  try {
    localStorage.setItem(draft.key, JSON.stringify({ reviewer: draft.reviewer, language: draft.language, answers }));
  } catch (error) {
    draft.is_kept = false;
    document.dispatchEvent(new Event("draft-not-kept"));
  }
}

// The content of the file for `booktranslate combine`: the texts that were touched, as they are now.
function file_content(pack) {
  const answers = pack.rows.filter(is_touched).map((row) => {
    const { english, approved, comment, ignore } = answer_of(row);
    const answer = { id: row.id, english, approved, comments: comment.trim() ? [comment.trim()] : [] };
    return ignore.length ? { ...answer, ignore } : answer;
  });
  const head = { "booktranslate-review": 1, project: pack.project, pack: pack.pack, reviewer: draft.reviewer.trim() };
  return JSON.stringify({ ...head, reviewer: clean(head.reviewer, false), answers }, null, 1);
}

function file_name(pack) {
  const part = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  return [part(pack.chapter || pack.title), part(draft.reviewer), "review"].filter(Boolean).join("-").toLowerCase() + ".json";
}

function save_file(pack) {
  const name = file_name(pack);
  const address = URL.createObjectURL(new Blob([file_content(pack)], { type: "application/json" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  return name;
}

// Load the answers of a file that was saved before. A text that was changed here since keeps its words, with
// the others in its comment. Returns the sentences to show.
function take_file(pack, name, text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return [say("not_ours", { file: name })];
  }
  if (!data || data["booktranslate-review"] !== 1 || !Array.isArray(data.answers)) return [say("not_ours", { file: name })];
  if (data.project !== pack.project || data.pack !== pack.pack) return [say("other_pack", { file: name })];
  const rows = new Map(pack.rows.map((row) => [row.id, row]));
  let [taken, both, strange] = [0, 0, 0];
  for (const given of data.answers) {
    const row = given && rows.get(given.id);
    if (!row) {
      strange += 1;
      continue;
    }
    const comments = Array.isArray(given.comments) ? given.comments.filter((one) => typeof one === "string") : [];
    const answer = sound(row, { ...given, comment: comments.join("\n") });
    const here = answer_of(row);
    if (is_changed(row) && answer.english !== here.english) {
      set_answer(row, { comment: joined(here.comment, answer.comment, answer.english) });
      both += 1;
    } else {
      set_answer(row, { ...answer, approved: answer.approved === null ? here.approved : answer.approved, comment: joined(here.comment, answer.comment), ignore: [...new Set([...here.ignore, ...answer.ignore])] });
      taken += 1;
    }
  }
  if (!draft.reviewer && typeof data.reviewer === "string") draft.reviewer = data.reviewer;
  keep_draft();
  const said = [say("loaded", { count: taken, file: name })];
  if (both) said.push(say("kept_both", { count: both }));
  if (strange) said.push(say("strange", { count: strange }));
  return said;
}

function joined(...texts) {
  return [...new Set(texts.flatMap((text) => text.split("\n")).filter(Boolean))].join("\n");
}
