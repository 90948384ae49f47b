"""Case review (案件评查): contradictions in a file are found before somebody else finds them.

Here: the checks, what they found, who answers a finding; the look before a signature.
Not here: what is merely due (duties): a review asks whether what was done fits together.
"""
