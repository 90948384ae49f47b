"""Ledger: what happened, and who read what about whom.

Here: append-only, hash-chained entries; payloads sealed per dossier; keys; sensitive fields and
the record of every reading; outbox rows.
Not here: what an entry means to a subject (the room that recorded it); who may act (agencies).
"""
