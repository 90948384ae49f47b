"""Responsibility packages (责任包、三包一): who answers for one person, part by part.

Here: the local rule as data, who is named for each part, who of them can be turned to.
Not here: who works on a case (cases); the correction group of the law (cases); posts (agencies).
"""
