"""What is done again and again, without a process of its own.

base.py      what a job is
registry.py  the jobs that the settings name
run.py       running those that are due, one process at a time
after.py     on the next request, after the response
"""
