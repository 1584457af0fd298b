"""Mails are kept in a table and sent from it: nobody waits for a mail server, none is lost.

backend.py   what Django's send_mail hands mails to
send.py      sending what is due, again and again where it fails
"""
