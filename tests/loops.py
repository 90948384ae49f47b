"""A loop of its own for what is asynchronous, whatever else runs in the process."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run(story):
    """Run a coroutine in a thread of its own: a browser may hold the loop of this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, story).result()
