"""How passwords are hashed: argon2, at a tenth of the cost in a demo, whose password is known."""

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id; a hash made at the other cost is still read, and renewed at the next sign-in."""

    algorithm = "argon2"

    def params(self):
        """Return the parameters of new hashes."""
        params = super().params()
        if settings.GUIHANG_DEMO:
            params.time_cost, params.memory_cost, params.parallelism = 1, 256, 1
        return params
