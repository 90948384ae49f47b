"""Several people at their desks at once, each in a browser of his own."""

from __future__ import annotations

from browser import DESK, WATCH


class Desks:
    """Whoever sits at a desk: `desks["squad_leader"]` is his page, signed in."""

    def __init__(self, browser, site, sign_in=None):
        self._browser, self._site = browser, site
        self._sign_in = sign_in or site.sign_in
        self._pages, self._contexts, self.faults = {}, [], []
        site.first_day = site.first_day or site.today()
        if site.today() != site.first_day:
            self._live_on(site.first_day)

    def __getitem__(self, name):
        if name not in self._pages:
            context = self._browser.new_context(
                base_url=self._site.origin,
                viewport=DESK,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                color_scheme="light",
            )
            context.add_init_script(WATCH)
            context.set_default_timeout(10_000)
            page = context.new_page()
            page.on("pageerror", lambda fault: self.faults.append(str(fault)))
            self._sign_in(page, name)
            self._contexts.append(context)
            self._pages[name] = page
        return self._pages[name]

    def to_day(self, today):
        """Let the days pass: the installation lives on another day, and everybody signs in anew."""
        self._live_on(today, "jobs", "--once")
        self.leave()

    def _live_on(self, today, *command):
        self._site.stop()
        self._site.live_on(today)
        if command:
            self._site.run(*command)
        self._site.start()
        self._site.cookies.clear()

    def leave(self):
        """Let everybody go home."""
        for context in self._contexts:
            context.close()
        self._pages.clear()
        self._contexts.clear()

    def close(self):
        """Let everybody go home; the next story goes back to the day every story begins on."""
        self.leave()
        assert not self.faults, self.faults
