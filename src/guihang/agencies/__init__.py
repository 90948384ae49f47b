"""Agencies: who acts, and where.

Here: units in their chain (部省市县所), posts, staff, areas, deputies, entrustments, jurisdiction;
accounts and sign-in; later the premises of the centre.
Not here: what anybody decides (decisions); the people under correction and their cases
(dossiers, cases).
"""
