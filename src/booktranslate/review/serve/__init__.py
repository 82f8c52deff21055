"""The review page on a server, for several people at the same time, in one room or on a trusted network.

    people    who takes part: a name and a secret link for each
    room      the texts, who is at which, and their answers, which are written into the PO files at once
    app       the room over HTTP, only for those who have a link
    running   the server, until somebody stops it

This package is the only user of starlette and uvicorn, which are an extra: `booktranslate[serve]`.
"""
