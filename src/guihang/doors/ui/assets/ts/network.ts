// The network: a strip in plain words when it is gone, and a retry for what did not arrive.

import { address, word } from "./page";

interface Asked { elt: Element; xhr?: XMLHttpRequest; target?: Element; shouldSwap?: boolean; isError?: boolean; successful?: boolean }

const strip = document.querySelector<HTMLElement>("[data-strip]");
const retry = strip?.querySelector<HTMLElement>("[data-retry]");
let failed: Element | null = null;

function tell(name: string, source: Element | null = null): void {
  if (!strip) return;
  failed = source;
  strip.querySelector("span")!.textContent = word(name);
  retry!.hidden = source === null;
  strip.hidden = false;
}

function clear(): void {
  if (strip) strip.hidden = true;
  failed = null;
}

function again(): void {
  const source = failed;
  clear();
  if (source instanceof HTMLFormElement) source.requestSubmit();
  else (source as HTMLElement | null)?.click();
}

// A refusal belongs beside what was refused, not in place of what was asked for.
function placeRefusal(detail: Asked): void {
  if (!detail.xhr?.getResponseHeader("X-Refused")) return;
  const near = detail.elt.closest("form, dialog, section")?.querySelector("[data-refusals]");
  detail.target = near ?? document.getElementById("notices") ?? detail.target;
  detail.shouldSwap = true;
  detail.isError = false;
}

function onError(detail: Asked): void {
  if (detail.xhr?.getResponseHeader("X-Refused")) return;
  if (detail.xhr?.status === 409) location.reload();
  else if (detail.xhr?.status === 401) {
    tell("ended");
    window.setTimeout(() => location.assign(`${address("sign-in")}?next=${encodeURIComponent(location.pathname)}`), 2500);
  } else tell("fault", detail.elt);
}

export function watchNetwork(): void {
  const detail = (event: Event) => (event as CustomEvent<Asked>).detail;
  window.addEventListener("offline", () => tell("offline"));
  window.addEventListener("online", clear);
  if (!navigator.onLine) tell("offline");
  document.addEventListener("htmx:beforeSwap", (event) => placeRefusal(detail(event)));
  document.addEventListener("htmx:sendError", (event) => tell(navigator.onLine ? "unreached" : "offline", detail(event).elt));
  document.addEventListener("htmx:timeout", (event) => tell("unsure", detail(event).elt));
  document.addEventListener("htmx:responseError", (event) => onError(detail(event)));
  document.addEventListener("htmx:afterOnLoad", (event) => { if (failed && detail(event).successful) clear(); });
  retry?.addEventListener("click", again);
  strip?.querySelector("[data-strip-close]")?.addEventListener("click", clear);
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || (event.target as Element).hasAttribute("hx-post")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell("offline", event.target as Element);
  }, true);
}
