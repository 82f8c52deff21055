"""The PO files of a project: where they are, what people did to them, and what comes back from reviewers.

layout        which PO files hold the translation of a document
ownership     which entries of stray files belong to which document
backups       what the files said before
reconciling   the files as commands use them: nobody's words are lost
incoming      what reviewers send back, found by its content
"""
