"""What readers do with letters; their pages are in admin/.

readers.py       whom a letter waits for, and what they are told of it
cv.py            a CV as a picture and as text
cv_reader.py     run by cv.py in a process of its own
applicants.py    letters that one person wrote
assigning.py     giving a letter to a colleague
answers.py       answers, from a template or not
placeholders.py  words in braces that an answer has filled in
senders.py       who answers: the name below it, and where answers to it go
declining.py     declining many at once
digest.py        a mail a day to whom new letters wait for
export.py        letters as a spreadsheet
"""
