"""Who asks and who answers: the roles of the paragraphs in a book of interviews.

First a document is read as a whole (`evidence`): labels of speakers, alternating looks, tables, requests
without a question mark. It is an interview if its questions address somebody who answers about themselves; a
FAQ, a quiz, a statute or a novel has questions too, but gets no roles. Then it is read chapter by chapter.

words     the French of questions, of people, of names     lines     the paragraphs that may speak
labels    `Anne Exemple :`, `A. E. –`, `[Chercheur] (0:15)`   tables    questions and speakers in columns
evidence  the signs of a document                          roles     the roles of its paragraphs
"""

from booktranslate.book.interview.roles import Role, Understood, understand

__all__ = ["Role", "Understood", "understand"]
