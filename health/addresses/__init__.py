"""Whether what the site links to is still there: asked in the background, seldom and politely.

held.py    the addresses that the rows of the site hold
public.py  connections to public machines alone
ask.py     one address: HEAD, then GET, over redirects
round.py   a round over some of the addresses that are due
"""
