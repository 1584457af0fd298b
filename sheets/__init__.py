"""Rows of the site as a spreadsheet, and back: what was downloaded and is uploaded changes nothing.

columns.py  what a column says of a row, and how a cell is written into it
kinds/      the sheets: people, works, courses, services
files.py    CSV and XLSX, as tables of text
plan.py     what an upload would change, and what is wrong with it, by row and column
save.py     writing a plan, in one transaction
views.py    download, upload, preview
"""
