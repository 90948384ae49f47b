"""Leave: approved absence from the city or county (外出、请销假).

Here: what is asked for, what the law makes of it, the permit, its extension, coming back.
Not here: how it is decided (decisions); what the law says of leave (law); the term (cases).
"""
