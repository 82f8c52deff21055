"""All books of a catalogue at once: on the cores of this machine, or on a cluster.

A book is a project folder; a step is a function of it that is idempotent by what is on disk. So any of this
may be killed, or done twice: what is there afterwards is the same.

catalogue  which books there are
tasks      a task, and what becomes of it
steps      what a task does
planning   which tasks a command has, and which of them wait for one another
running    tasks handed to workers until all are done
local      workers that are processes of this machine
cluster    workers of Dask distributed
figures    what is known of a book in numbers
page       the page of all books
"""
