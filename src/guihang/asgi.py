"""The application a web server runs."""

import gc
import os
import warnings

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guihang.settings")
application = get_asgi_application()

from guihang.agencies import walls  # noqa: E402 - there are no rooms before Django is set up

walls.confine()
# Built assets are small and kept by the browser; that they are read in one piece is no fault.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")
# What is loaded stays: it is looked through for circles once, and a page's own objects seldom.
gc.collect()
gc.freeze()
gc.set_threshold(50_000)
