"""The pages of health in the admin: checks.py, outbox.py, jobs.py."""
