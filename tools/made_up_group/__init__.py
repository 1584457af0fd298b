"""A research group that does not exist, to try the site with and to prove it on.

40 people, 2,000 works and all else that a site shows, in what variety the world has: names in many
scripts, one author and sixty, mathematics, words that no line holds. One seed makes one group.
"""
