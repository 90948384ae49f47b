// Before a session ends by itself the page asks; an answer prolongs it, silence keeps the drafts.

import { open } from "./dialogs";
import { address, post } from "./page";

const WARN_BEFORE = 5 * 60;
let timers: number[] = [];

function start(seconds: number): void {
  for (const timer of timers) window.clearTimeout(timer);
  const warn = Math.max(seconds - WARN_BEFORE, seconds / 2);
  timers = [
    window.setTimeout(() => open("idle", document.activeElement as HTMLElement | null), warn * 1000),
    window.setTimeout(leave, (seconds + 2) * 1000),
  ];
}

function leave(): void {
  const next = encodeURIComponent(location.pathname + location.search);
  location.assign(`${address("sign-in") || "/"}?next=${next}`);
}

export function watchIdle(): void {
  const seconds = Number(document.body.dataset.idle ?? 0);
  if (!seconds) return;
  start(seconds);
  document.addEventListener("htmx:afterOnLoad", () => start(seconds));
  document.querySelector("[data-stay]")?.addEventListener("click", (event) => {
    (event.target as Element).closest("dialog")!.close();
    post(document.body.dataset.alive!).then((answer) => { if (answer.ok) start(seconds); }, () => undefined);
  });
}
