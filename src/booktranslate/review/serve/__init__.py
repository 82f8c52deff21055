"""The review page over a server, for several people at once: in a room, or in a network that is trusted.

    people    who takes part: a name and a secret link for each
    room      the texts, who is at which, and their answers, written into the PO files at once
    app       the same over HTTP, for those alone who have a link
    running   the server, until somebody stops it

The only user of starlette and uvicorn, which are an extra: `booktranslate[serve]`.
"""
