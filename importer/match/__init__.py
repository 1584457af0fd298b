"""Matching: which records tell of one work, which names are one person, and what is kept of each.

Pure functions of sets of records: nothing here reads or writes a database, and no answer depends
on the order in which pages came.

    fold.py      text without what two pages print differently (case, accents, LaTeX, punctuation)
    dates.py     partial dates as spans of months
    names.py     a printed name taken apart; its blocking keys
    alike.py     how two printed names can be one person
    people.py    name strings to people
    namesakes.py people whose names are printed alike: whom each place means; bearers.py who they
                 are, signs.py by what each is known, labels.py what a person said of them
    grouping.py  groups that no conflict runs through (used for works and for people)
    judged.py    what people said of two things, which goes before all else
    marks.py     by what a work or a name is known again
    titles.py    how two titles are alike
    bylines.py   how two author lists are alike
    keys.py      blocking keys of a record
    works.py     two records compared
    clusters.py  records to works, and the pairs that a person should decide
    merge.py     one work from all its records (forms.py its forms, credits.py its authors)
"""
