"""County: the simulated county, built through the same actions as everybody else's.

Here: the demo county with its offices, people and a year of work; training ground and test bed.
Not here: anything a real installation needs.

The register that stood before the year is taken over in one go, with the history of each case.
From then on everything is acted out day by day. Of the last three months every paper is made;
of the months before only the events are noted, several of them together as a book is kept, and
of papers there are those of matters (leave, entrustment) and of a few inquiries, which show each
way one goes. Only staff and one person under correction have accounts to sign in with: the
others get theirs when they ask for one.

For measuring, many thousands are taken over at once, with offices that grow with them.
"""
