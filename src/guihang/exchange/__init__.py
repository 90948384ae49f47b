"""Exchange: other agencies and other systems.

Here: inbox and outbox, notices, formats, courts, police, procuratorate, prisons, peers, gateways.
Not here: what a message means at home: the room it concerns decides that.
"""
