"""Work on all books of a shelf at once: on the cores of this machine, or on a cluster.

A book is a project folder; a step is an idempotent function of what is in it. So a run may be killed at any
moment, or a task done twice: the result is the same.

catalogue  which books are on a shelf
tasks      a task, and its outcome
steps      what a task does
planning   which tasks a command has, and which of them must wait for others
running    handing tasks to workers until all are done
local      workers that are processes on this machine
cluster    workers of Dask distributed
statistics the numbers about a book
page       the page about all books
"""
