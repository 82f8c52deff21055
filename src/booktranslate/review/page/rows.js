"use strict";
// One text of the book as a row: French on the left, English on the right; the open row has the editor.

// `beside` and `under` return what else a row shows: on the served page, who is writing there, and who wrote first.
const view = { pack: null, open: "", filter: "all", chapter: "", rows: new Map(), beside: () => "", under: () => "" };

function state_of(row) {
  const { approved } = answer_of(row);
  if (approved === false) return "unsure";
  if (is_done(row)) return is_changed(row) ? "changed" : "done";
  return answer_of(row).english ? "todo" : "empty";
}

function make_row(row) {
  const made = element("li", { class: `row ${kind_of(row)}`, id: `text-${row.id}` });
  view.rows.set(row.id, made);
  show_row(row);
  return made;
}

function kind_of(row) {
  const level = /(\d)/.exec(row.style);
  const kind = row.role.toLowerCase().replace(/[^a-z]+/g, "-") || "paragraph";
  return row.role === "Heading" && level && level[1] !== "1" ? `${kind} lower` : kind;
}

function show_row(row) {
  const place = view.rows.get(row.id);
  const is_open = view.open === row.id;
  place.classList.toggle("open", is_open);
  place.dataset.state = state_of(row);
  place.replaceChildren(
    gutter(row, is_open),
    element("div", { class: "source" }, french(row)),
    element("div", { class: "target" }, is_open ? editor(row) : english(row)),
    findings(row),
    view.under(row),
    is_open ? context(row) : "",
  );
}

function gutter(row, is_open) {
  const number = element("button", { type: "button", class: "number", "aria-expanded": String(is_open), onclick: () => (is_open ? close_row() : open_row(row)) },
    hidden(say(is_open ? "close" : "open", { number: "" }).trim() + " "), String(row.number));
  const who = row.speaker ? [`${role_name(row.role)}, `, element("span", { lang: view.pack.source_lang }, row.speaker)] : [role_name(row.role)];
  return element("div", { class: "gutter" }, number, element("span", { class: "role" }, ...who), badge(row), view.beside(row));
}

function badge(row) {
  const state = state_of(row);
  const signs = { done: "✓", changed: "✎", unsure: "?", todo: "○", empty: "–" };
  return element("span", { class: `badge ${state}` }, element("span", { "aria-hidden": "true" }, `${signs[state]} `), say(`state_${state}`));
}

function french(row) {
  const made = element(row.role === "Heading" ? "h2" : "p", { lang: view.pack.source_lang, class: "words" });
  const marks = row.findings.map((finding, index) => [finding.source_span, index]);
  show_tagged(made, row.source, links(row, marks));
  if (!row.change) return made;
  const change = element("p", { class: "change" }, element("b", {}, say("changed")));
  const words = element("span", { lang: view.pack.source_lang });
  show_change(words, row.change);
  change.append(words);
  return [made, change];
}

function english(row) {
  const { english: words } = answer_of(row);
  const made = element("p", { lang: view.pack.target_lang, class: "words" });
  if (words) show_tagged(made, words, is_changed(row) ? [] : links(row, row.findings.map((finding, index) => [finding.span, index])));
  else made.append(element("i", { lang: speech.language }, say("untranslated")));
  made.addEventListener("click", (event) => event.target.closest("a") || open_row(row));
  return made;
}

// Underlined words that link to the findings about them.
function links(row, marks) {
  return marks.filter(([span]) => span && span[0] < span[1]).map(([span, index]) => ({
    span,
    wrap: (words) => element("a", {
      class: `found ${row.findings[index].severity}`, href: `#${finding_id(row, index)}`, "aria-describedby": finding_id(row, index), title: row.findings[index].message,
      onclick: (event) => (event.preventDefault(), document.getElementById(finding_id(row, index)).focus()),
    }, words),
  }));
}

function finding_id(row, index) {
  return `finding-${row.id}-${index}`;
}

function findings(row) {
  if (!row.findings.length) return "";
  const { ignore } = answer_of(row);
  const items = row.findings.map((finding, index) => {
    const is_false = ignore.includes(finding.name);
    const item = element("li", { id: finding_id(row, index), tabindex: "-1", class: `${finding.severity}${is_false ? " false" : ""}` },
      element("b", {}, `${say(finding.severity)}: `), element("span", { lang: "en" }, finding.message));
    if (is_false) item.append(" ", element("i", {}, say("was_false")));
    if (view.open === row.id) {
      const alarm = element("button", { type: "button", class: "small", "aria-pressed": String(is_false), onclick: () => silence(row, finding.name) }, say("false_alarm"));
      item.append(" ", suggestion(row, finding), " ", alarm);
    }
    return item;
  });
  return element("ul", { class: "findings", "aria-label": say("findings") }, items);
}

function suggestion(row, finding) {
  const place = finding.suggestion !== null && finding.span && !is_changed(row) && place_in_string(row.target, finding.span);
  if (!place) return "";
  const use = () => {
    const field = current_field();
    field.focus();
    field.setSelectionRange(place[0], place[1]);
    type_in(field, finding.suggestion);
  };
  return element("button", { type: "button", class: "small", onclick: use }, say("use", { text: finding.suggestion }));
}

function silence(row, name) {
  const { ignore } = answer_of(row);
  set_answer(row, { ignore: ignore.includes(name) ? ignore.filter((one) => one !== name) : [...ignore, name] });
  const place = view.rows.get(row.id);
  const index = row.findings.findIndex((finding) => finding.name === name);
  place.querySelector(".findings").replaceWith(findings(row));
  document.getElementById(finding_id(row, index)).querySelector("[aria-pressed]").focus();
  refresh(row);
}

// --- the editor ---------------------------------------------------------------------------------------

function editor(row) {
  const id = `english-${row.id}`;
  const field = element("textarea", { id, lang: view.pack.target_lang, spellcheck: "true", rows: "3", "aria-describedby": `faults-${row.id}` });
  field.value = answer_of(row).english;
  const preview = element("p", { class: "words preview", lang: view.pack.target_lang });
  const faults = element("p", { class: "faults", id: `faults-${row.id}`, role: "status" });
  const tags = tags_of(row.source);
  const bar = tags.length ? element("div", { class: "tags", role: "group", "aria-label": say("tags") }, tags.map((tag, index) => tag_button(row, field, tag, index))) : "";
  const show = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 4}px`;
    show_tagged(preview, field.value);
    show_faults(faults, row.source, field.value);
    for (const button of bar ? bar.children : []) button.classList.toggle("used", field.value.includes(button.dataset.token));
  };
  field.addEventListener("input", () => {
    const [at, to] = [field.selectionStart, field.selectionEnd];
    set_answer(row, { english: field.value, approved: answer_of(row).approved === false ? false : null });
    const cleaned = answer_of(row).english;
    if (cleaned !== field.value) {
      field.value = cleaned;
      field.setSelectionRange(at, to);
    }
    show();
    refresh(row);
  });
  requestAnimationFrame(show);
  show_tagged(preview, field.value);
  const comment = element("textarea", { id: `comment-${row.id}`, rows: "2" });
  comment.value = answer_of(row).comment;
  comment.addEventListener("input", () => (set_answer(row, { comment: comment.value }), refresh(row)));
  const unsure = element("button", { type: "button", class: "unsure", "aria-pressed": String(answer_of(row).approved === false), onclick: () => doubt(row) }, say("unsure"));
  return [
    element("label", { for: id, class: "quiet" }, `${say("english")}, ${say("text", { number: row.number })}`),
    bar, field, faults,
    element("div", { class: "preview-frame" }, element("span", { class: "label" }, say("preview")), preview),
    element("label", { for: comment.id, class: "label" }, say("comment")), comment,
    element("div", { class: "actions" },
      element("button", { type: "button", class: "main", onclick: () => accept(row) }, say("accept")), unsure,
      element("button", { type: "button", onclick: () => step(1) }, say("next")),
      element("button", { type: "button", onclick: () => revert(row) }, say("revert")),
      element("button", { type: "button", onclick: close_row }, say("close"))),
  ];
}

function tag_button(row, field, tag, index) {
  const shown = tag.is_pair ? `<${tag.name}>…</${tag.name}>` : `<${tag.name}/>`;
  const token = tag.is_pair ? `<${tag.name}>` : shown;
  return element("button", { type: "button", class: "tag", "data-token": token, title: index < 9 ? `Alt+${index + 1}` : null, onclick: () => put_tag(field, tag) },
    shown, hidden(` ${say(tag.is_pair ? "wrap" : "insert")}`));
}

function put_tag(field, tag) {
  field.focus();
  const [from, to] = [field.selectionStart, field.selectionEnd];
  const chosen = field.value.slice(from, to); // a double click selects the space after a word too
  if (!tag.is_pair) {
    field.setSelectionRange(to, to);
    return type_in(field, `<${tag.name}/>`);
  }
  const words = chosen.trim();
  const [before, after] = words ? chosen.split(words) : [chosen, ""];
  type_in(field, `${before}<${tag.name}>${words}</${tag.name}>${after}`);
  const start = from + before.length + tag.name.length + 2;
  field.setSelectionRange(start, start + words.length);
}

// Insert text as if it were typed, so that the browser can undo it.
function type_in(field, text) {
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function show_faults(place, source, target) {
  const faults = target ? tag_faults(source, target) : { missing: [], unknown: [], unbalanced: [] };
  const said = Object.entries(faults).filter(([, tags]) => tags.length).map(([name, tags]) => say(name, { tags: tags.join(" ") })).join(" · ");
  if (place.textContent !== said) place.textContent = said;
}

function context(row) {
  const { source_lang, target_lang } = view.pack;
  const items = [];
  const add = (name, ...what) => items.push(element("div", {}, element("dt", {}, say(name)), what.map((one) => element("dd", {}, one))));
  if (row.terms.length) add("terms", ...row.terms.map(([term, rule]) => [element("b", { lang: source_lang }, term), " → ", element("span", { lang: "en" }, rule)]));
  if (row.suggestions.length) add("memory", ...row.suggestions.map(([score, source, target]) => [`${score} % `, element("span", { lang: source_lang }, source), " → ", element("span", { lang: target_lang }, target)]));
  if (row.comment) add("beside", element("span", { class: "lines" }, row.comment));
  if (row.notes.length) add("notes", ...row.notes.map((note) => [note]));
  if (row.chapter) add("chapter", element("span", { lang: source_lang }, row.chapter));
  if (row.style) add("style", row.style);
  return items.length ? element("dl", { class: "context" }, items) : "";
}
