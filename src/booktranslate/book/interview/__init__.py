"""Who asks and who answers: the roles of the paragraphs of a book of interviews.

A document is read once as a whole (`evidence`): labels of speakers, looks that alternate, tables, requests
without a question mark. It is an interview when its questions speak to somebody who answers about himself;
a FAQ, a quiz, a statute or a novel has questions too, and gets no roles. Then each chapter has its turn.

words     the French of questions, of people, of names     lines     the paragraphs that may speak
labels    `Anne Exemple :`, `A. E. –`, `[Chercheur] (0:15)`   tables    questions and speakers in columns
evidence  the signs of a document                          roles     the roles of its paragraphs
"""

from booktranslate.book.interview.roles import Role, Understood, understand

__all__ = ["Role", "Understood", "understand"]
