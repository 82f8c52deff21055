"use strict";
// What the page says, in both languages. Names in braces are filled in by `say`.

const WORDS = {
  en: {
    skip: "Skip to the texts", language: "Language of this page", of_document: "from {document}",
    lead: "Read the French on the left and the English on the right. Correct the English, or accept it as it is.",
    your_name: "Your name", name_needed: "Enter your name first, so that we know who reviewed.",
    progress: "Progress", done: "{done} of {all} done", filter: "Show", chapters: "Chapter", all_chapters: "All",
    all: "All", todo: "To do", risky: "Riskiest first", found: "With findings", none: "No texts to show.",
    send: "Send back…", keep: "Save my work to a file", load: "Load saved work",
    help: "How it works, and keyboard shortcuts",
    help_text: "What you write stays in this browser until you choose “Send back…”. A text that you changed counts as reviewed, unless you mark it “Not sure”. Tags such as <b> mark formatting and footnotes: keep each with the English words it belongs to.",
    key_accept: "accept, and go to the next text to do", key_next: "next text", key_previous: "previous text",
    key_comment: "write a comment", key_tag: "insert the first, second … tag", key_close: "close the text",
    french: "French", english: "English", untranslated: "(not translated yet)",
    open: "Edit text {number}", close: "Close", text: "Text {number}",
    state_done: "Done", state_changed: "Changed", state_unsure: "Not sure", state_todo: "To do", state_empty: "Untranslated",
    by: "{role}, {speaker}", chapter: "Chapter", style: "Style", terms: "Terms", memory: "Similar texts, reviewed before",
    notes: "Notes", beside: "Already noted", changed: "The French has changed: ", removed: "removed", added: "added",
    findings: "Findings", error: "Error", warning: "Warning", note: "Note", use: "Use “{text}”",
    false_alarm: "False alarm", was_false: "Marked as a false alarm", see: "see the finding",
    tags: "Tags of the French", wrap: "around the selection", insert: "at the cursor", has: "already in the English",
    preview: "Preview", missing: "Missing: {tags}", unknown: "Not in the French: {tags}", unbalanced: "Not opened and closed in pairs: {tags}",
    comment: "Comment for the editors", accept: "Accept and next", unsure: "Not sure", next: "Next", revert: "Undo my changes to this text",
    accepted: "Text {number} accepted.", at: "Text {number}.", last: "That was the last text to do.",
    empty: "An empty text cannot be accepted.", reverted: "Text {number} is as it was sent to you.",
    no_storage: "This browser does not keep your work when you close the page. Save it before you leave (“Save my work to a file”).",
    stored: "Your work is kept in this browser.", elsewhere: "This page is also open in another tab. Changes there appear here.",
    saved: "Saved {file}.", loaded: "Answers loaded from {file}: {count}.", kept_both: "Texts that you have changed since; the loaded translation is in their comment: {count}.",
    not_ours: "{file} is not a file that this page saved.", other_pack: "{file} belongs to another page: another chapter, or an earlier edition.",
    too_large: "{file} is too large.", strange: "Texts in it that are not on this page and were not loaded: {count}.",
    send_title: "Send back your review", send_summary: "{done} of {all} done, {changed} changed, {comments} with a comment, {left} to do.",
    send_nothing: "You have not changed or accepted anything yet.",
    send_file: "Save the file", send_after: "The file {file} is in your downloads. Attach it to a mail to the person who sent you this page. You can continue later and send again.",
    dismiss: "Close",
    here: "Here now: {names}", writing: "{name} is writing here", alone: "nobody else", offline: "The server cannot be reached. What you write stays in this browser and is sent as soon as it answers.",
    refused: "The server does not accept this link. Ask for a new one.",
    help_live: "What you write is saved in the book when you leave the text. A text that you changed counts as reviewed, unless you mark it “Not sure”. The others see which text you are editing. Tags such as <b> mark formatting and footnotes: keep each with the English words it belongs to.",
    overtaken: "{name} wrote this in the meantime:", kept: "Your translation is kept in the comment of the text:", yours: "Your translation is still in the field.", somebody: "Somebody else",
    mine: "Use my translation instead",
  },
  fr: {
    skip: "Aller aux textes", language: "Langue de la page", of_document: "extrait de {document}",
    lead: "Lisez le français à gauche et l’anglais à droite. Corrigez l’anglais, ou acceptez-le tel quel.",
    your_name: "Votre nom", name_needed: "Indiquez d’abord votre nom, pour que l’on sache qui a relu.",
    progress: "Avancement", done: "{done} sur {all} terminés", filter: "Afficher", chapters: "Chapitre", all_chapters: "Tous",
    all: "Tout", todo: "À faire", risky: "Les plus risqués d’abord", found: "Avec remarques", none: "Aucun texte à afficher ici.",
    send: "Renvoyer…", keep: "Enregistrer mon travail", load: "Recharger mon travail",
    help: "Mode d’emploi et raccourcis clavier",
    help_text: "Ce que vous écrivez reste dans ce navigateur jusqu’à ce que vous choisissiez « Renvoyer… ». Un texte que vous avez modifié compte comme relu, sauf si vous choisissez « J’ai un doute ». Les balises comme <b> indiquent la mise en forme et les notes : gardez chacune avec les mots anglais auxquels elle se rapporte.",
    key_accept: "accepter et passer au prochain texte à faire", key_next: "texte suivant", key_previous: "texte précédent",
    key_comment: "écrire un commentaire", key_tag: "insérer la première, la deuxième… balise", key_close: "fermer le texte",
    french: "Français", english: "Anglais", untranslated: "(pas encore traduit)",
    open: "Modifier le texte {number}", close: "Fermer", text: "Texte {number}",
    state_done: "Terminé", state_changed: "Modifié", state_unsure: "Doute", state_todo: "À faire", state_empty: "Non traduit",
    by: "{role}, {speaker}", chapter: "Chapitre", style: "Style", terms: "Termes", memory: "Textes semblables déjà relus",
    notes: "Notes", beside: "Déjà noté", changed: "Le français a changé : ", removed: "supprimé", added: "ajouté",
    findings: "Remarques", error: "Erreur", warning: "Avertissement", note: "Remarque", use: "Utiliser « {text} »",
    false_alarm: "Fausse alerte", was_false: "Signalé comme fausse alerte", see: "voir la remarque",
    tags: "Balises du français", wrap: "autour de la sélection", insert: "à l’endroit du curseur", has: "déjà dans l’anglais",
    preview: "Aperçu", missing: "Balises manquantes : {tags}", unknown: "Balises absentes du français : {tags}", unbalanced: "Balises sans leur paire : {tags}",
    comment: "Commentaire pour l’équipe", accept: "Accepter et continuer", unsure: "J’ai un doute", next: "Suivant", revert: "Annuler mes modifications de ce texte",
    accepted: "Texte {number} accepté.", at: "Texte {number}.", last: "C’était le dernier texte à faire.",
    empty: "Un texte vide ne peut pas être accepté.", reverted: "Le texte {number} est tel qu’il vous a été envoyé.",
    no_storage: "Ce navigateur ne conserve pas votre travail quand vous fermez la page. Enregistrez-le avant de la fermer (« Enregistrer mon travail »).",
    stored: "Votre travail est conservé dans ce navigateur.", elsewhere: "Cette page est aussi ouverte dans un autre onglet. Les modifications faites là-bas apparaissent ici.",
    saved: "{file} est enregistré.", loaded: "Réponses rechargées depuis {file} : {count}.", kept_both: "Textes que vous avez modifiés depuis ; la version rechargée est dans leur commentaire : {count}.",
    not_ours: "{file} n’est pas un fichier enregistré par cette page.", other_pack: "{file} appartient à une autre page : un autre chapitre, ou une édition antérieure.",
    too_large: "{file} est trop volumineux.", strange: "Textes du fichier qui ne sont pas sur cette page et n’ont pas été repris : {count}.",
    send_title: "Renvoyer votre relecture", send_summary: "{done} sur {all} terminés, {changed} modifiés, {comments} commentés, {left} à faire.",
    send_nothing: "Vous n’avez encore rien modifié ni accepté.",
    send_file: "Enregistrer le fichier", send_after: "Le fichier {file} est dans vos téléchargements. Joignez-le à un courriel à la personne qui vous a envoyé cette page. Vous pouvez continuer plus tard et renvoyer de nouveau.",
    dismiss: "Fermer",
    here: "En ligne : {names}", writing: "{name} écrit ici", alone: "personne d’autre", offline: "Le serveur ne répond pas. Ce que vous écrivez reste dans ce navigateur et sera envoyé dès qu’il répondra.",
    refused: "Le serveur n’accepte pas ce lien. Demandez-en un nouveau.",
    help_live: "Ce que vous écrivez est enregistré dans le livre quand vous quittez le texte. Un texte que vous avez modifié compte comme relu, sauf si vous choisissez « J’ai un doute ». Les autres voient quel texte vous modifiez. Les balises comme <b> indiquent la mise en forme et les notes : gardez chacune avec les mots anglais auxquels elle se rapporte.",
    overtaken: "{name} a écrit ceci entre-temps :", kept: "Votre version est conservée dans le commentaire du texte :", yours: "Votre version est encore dans le champ.",
    somebody: "Quelqu’un d’autre",
    mine: "Utiliser ma version",
  },
};

const ROLES = {
  "Question": "Question", "Answer": "Réponse", "Heading": "Titre", "Caption": "Légende", "Table cell": "Cellule de tableau",
  "Paragraph": "Paragraphe", "Footnote": "Note de bas de page", "Endnote": "Note de fin", "Text box": "Zone de texte",
  "Header": "En-tête", "Footer": "Pied de page", "Alternative text": "Texte alternatif",
  "Document property": "Propriété du document", "Table of contents": "Table des matières", "Comment": "Commentaire",
};

const speech = { language: "en" };

function browser_language() {
  const wanted = (navigator.languages || [navigator.language || "en"]).map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag) => tag in WORDS) || "en";
}

function say(name, values = {}) {
  return WORDS[speech.language][name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

function role_name(role) {
  return speech.language === "fr" ? ROLES[role] || role : role;
}

// An element with properties and children; strings become text, never markup.
function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}
