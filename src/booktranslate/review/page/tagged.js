"use strict";
// Tagged text as in docs/reference/tags.md, read as the program itself reads it (booktranslate.model.parse).

const TOKEN = /<\/?[a-z]{1,4}[0-9]*>|<[a-z]{1,4}[0-9]*\/>|&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);/g;
const NAMED = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'" };
const FORMATS = { b: "b", i: "i", u: "u", s: "s" };

// Pieces {kind: text | open | close | single, value, from, to}: `from` and `to` are indexes of the string.
function parse_tagged(text) {
  const pieces = [];
  const add_text = (value, from, to) => {
    const last = pieces[pieces.length - 1];
    if (!value) return;
    if (last && last.kind === "text") Object.assign(last, { value: last.value + value, to, marks: [...last.marks, [value, from, to]] });
    else pieces.push({ kind: "text", value, from, to, marks: [[value, from, to]] });
  };
  let end = 0;
  for (const found of text.matchAll(TOKEN)) {
    const token = found[0];
    const after = found.index + token.length;
    add_text(text.slice(end, found.index), end, found.index);
    if (token[0] === "&") add_text(character_of(token), found.index, after);
    else {
      const kind = token[1] === "/" ? "close" : token.endsWith("/>") ? "single" : "open";
      pieces.push({ kind, value: token.replace(/[<>/]/g, ""), from: found.index, to: after });
    }
    end = after;
  }
  add_text(text.slice(end), end, text.length);
  return pieces;
}

function character_of(entity) {
  if (entity in NAMED) return NAMED[entity];
  const digits = entity.slice(2, -1);
  const number = digits[0] === "x" ? parseInt(digits.slice(1), 16) : parseInt(digits, 10);
  const is_none = number > 0x10ffff || (number >= 0xd800 && number < 0xe000) || (number < 0x20 && ![9, 10, 13].includes(number));
  return is_none ? entity : String.fromCodePoint(number);
}

function plain_of(piece) {
  if (piece.kind === "text") return piece.value;
  return piece.kind === "single" && (piece.value === "br" || piece.value === "tab") ? " " : "";
}

function token_of(piece) {
  return piece.kind === "open" ? `<${piece.value}>` : piece.kind === "close" ? `</${piece.value}>` : `<${piece.value}/>`;
}

// The tags of a source, each once: {name, is_pair}.
function tags_of(text) {
  const found = new Map();
  for (const piece of parse_tagged(text)) {
    if (piece.kind === "open") found.set(piece.value, { name: piece.value, is_pair: true });
    if (piece.kind === "single") found.set(piece.value + "/", { name: piece.value, is_pair: false });
  }
  return [...found.values()];
}

// What is wrong with the tags of a translation: lists of tags, as they are written.
function tag_faults(source, target) {
  const tokens = (text) => new Set(parse_tagged(text).filter((piece) => piece.kind !== "text" && piece.kind !== "close").map(token_of));
  const [there, here] = [tokens(source), tokens(target)];
  const unbalanced = new Set();
  const open = [];
  for (const piece of parse_tagged(target)) {
    if (piece.kind === "open") open.push(piece.value);
    if (piece.kind === "close" && open[open.length - 1] === piece.value) open.pop();
    else if (piece.kind === "close") unbalanced.add(token_of(piece));
  }
  for (const name of open) unbalanced.add(`<${name}>`);
  return {
    missing: [...there].filter((token) => !here.has(token)),
    unknown: [...here].filter((token) => !there.has(token)),
    unbalanced: [...unbalanced],
  };
}

// Where a span of the plain text is in the string; null if a tag is inside it.
function place_in_string(text, [start, end]) {
  let at = 0;
  for (const piece of parse_tagged(text)) {
    const size = plain_of(piece).length;
    if (piece.kind === "text" && start >= at && end <= at + size) return place_in_piece(piece, start - at, end - at);
    at += size;
  }
  return null;
}

function place_in_piece(piece, start, end) {
  const places = [];
  for (const [value, from, to] of piece.marks)
    for (let index = 0; index < value.length; index += 1)
      places.push(to - from === value.length ? [from + index, from + index + 1] : [from, to]);
  return end > start ? [places[start][0], places[end - 1][1]] : null;
}

// Show the text in `place` as a reader sees it. `marks` are spans of its plain text: {span, wrap(text)}.
function show_tagged(place, text, marks = []) {
  place.replaceChildren();
  let inner = place;
  let at = 0;
  for (const piece of parse_tagged(text)) {
    if (piece.kind === "text") inner.append(...marked(piece.value, at, marks));
    else if (piece.kind === "open") {
      const made = format_of(piece.value);
      made.dataset.tag = piece.value;
      inner.append(made);
      inner = made;
    } else if (piece.kind === "close") {
      const outer = inner.closest(`[data-tag="${piece.value}"]`);
      if (outer && outer !== place && place.contains(outer)) inner = outer.parentElement;
    } else inner.append(sign_of(piece.value));
    at += plain_of(piece).length;
  }
}

function format_of(name) {
  const letters = name.replace(/[0-9]/g, "");
  if (["sup", "sub"].includes(letters)) return document.createElement(letters);
  if (letters === "sc") return element("span", { class: "small-capitals" });
  if (letters.length === 1 && letters in FORMATS) return document.createElement(FORMATS[letters]);
  if (/^[bius]+$/.test(letters)) return element("span", { class: [...letters].map((letter) => `is-${letter}`).join(" ") });
  return element("span", { class: letters === "a" ? "is-link" : "is-other" });
}

function sign_of(name) {
  if (name === "br") return document.createElement("br");
  if (name === "tab") return document.createTextNode("\u2003");
  return element("span", { class: "sign" }, name);
}

function marked(text, at, marks) {
  const edges = new Set([0, text.length]);
  const inside = marks.filter(({ span }) => span[0] < at + text.length && span[1] > at);
  for (const { span } of inside) for (const edge of span) edges.add(Math.min(Math.max(edge - at, 0), text.length));
  const places = [...edges].sort((one, other) => one - other);
  const made = [];
  for (let index = 0; index + 1 < places.length; index += 1) {
    const [from, to] = [places[index], places[index + 1]];
    const mark = inside.find(({ span }) => span[0] <= at + from && span[1] >= at + to);
    const words = text.slice(from, to);
    made.push(mark ? mark.wrap(words) : words);
  }
  return made;
}

// `[-deux-] {+trois+}` as deletions and insertions.
function show_change(place, words) {
  for (const part of words.split(/(\[-[^]*?-\]|\{\+[^]*?\+\})/)) {
    if (part.startsWith("[-")) place.append(element("del", {}, hidden(`${say("removed")}: `), part.slice(2, -2)));
    else if (part.startsWith("{+")) place.append(element("ins", {}, hidden(`${say("added")}: `), part.slice(2, -2)));
    else place.append(part);
  }
}

function hidden(words) {
  return element("span", { class: "quiet", lang: speech.language }, words);
}
