"""Archive: the file kept for good, lent, sealed, destroyed, and taken out as a bundle (档案管理).

Here: the order of a volume, what a file must hold, lending, sealing, the bundle and its verifier.
Not here: what happened in a case (cases hand it in through `ports`); who approves a destruction.
"""
