// Drafts: what is typed into a marked form is kept on this machine until the form has done its work.
// Kept per account and form, for a week at most; never passwords and sensitive fields.

import { account, timeOfDay, word } from "./page";

type Values = Record<string, string[]>;
interface Draft { at: number; once: string; values: Values }

const PAUSE = 3000;
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;
const prefix = `guihang.draft.${account}.`;
const timers = new WeakMap<HTMLFormElement, number>();
const loaded = new WeakMap<HTMLFormElement, string>();
const left = new WeakSet<HTMLFormElement>();

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((one): one is Control =>
    (one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement)
    && one.name !== "" && !["hidden", "password", "file", "submit", "button"].includes(one.type)
    && !("sensitive" in one.dataset));
}

function values(form: HTMLFormElement): Values {
  const found: Values = {};
  for (const one of controls(form)) {
    const kept = (found[one.name] ??= []);
    if (one instanceof HTMLInputElement && ["checkbox", "radio"].includes(one.type)) {
      if (one.checked) kept.push(one.value);
    } else if (one instanceof HTMLSelectElement && one.multiple) {
      kept.push(...[...one.selectedOptions].map((option) => option.value));
    } else kept.push(one.value);
  }
  return found;
}

function fill(form: HTMLFormElement, kept: Values): void {
  const turns: Record<string, number> = {};
  for (const one of controls(form)) {
    const words = kept[one.name];
    if (!words) continue;
    if (one instanceof HTMLInputElement && ["checkbox", "radio"].includes(one.type)) {
      one.checked = words.includes(one.value);
    } else if (one instanceof HTMLSelectElement && one.multiple) {
      for (const option of one.options) option.selected = words.includes(option.value);
    } else {
      const turn = (turns[one.name] = (turns[one.name] ?? -1) + 1);
      if (turn < words.length) one.value = words[turn];
    }
    one.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function keyOf(form: HTMLFormElement): string {
  return prefix + form.dataset.draft;
}

function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function onceOf(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>('input[name="once"]')?.value ?? "";
}

function notice(form: HTMLFormElement, words: string): void {
  const line = form.querySelector<HTMLElement>("[data-draft-notice]");
  if (!line) return;
  line.hidden = words === "";
  line.querySelector("span")!.textContent = words;
}

function save(form: HTMLFormElement): void {
  window.clearTimeout(timers.get(form));
  const now = values(form);
  if (left.has(form) || JSON.stringify(now) === loaded.get(form)) return;
  const at = Date.now();
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at, once: onceOf(form), values: now }));
  } catch {
    return; // storage full or forbidden: nothing is promised, so nothing is said
  }
  loaded.set(form, JSON.stringify(now));
  notice(form, word("saved", { time: timeOfDay(at) }));
}

function restore(form: HTMLFormElement): void {
  const key = keyOf(form);
  const draft = read(key);
  loaded.set(form, JSON.stringify(values(form)));
  if ("toMend" in form.dataset) {
    loaded.set(form, "");
    save(form);
  } else if (draft && Date.now() - draft.at < KEPT_FOR) {
    if (JSON.stringify(draft.values) === loaded.get(form)) return;
    fill(form, draft.values);
    loaded.set(form, JSON.stringify(values(form)));
    localStorage.setItem(key, JSON.stringify({ ...draft, once: onceOf(form) }));
    notice(form, word("restored", { time: timeOfDay(draft.at) }));
  } else localStorage.removeItem(key);
}

function drop(form: HTMLFormElement): void {
  window.clearTimeout(timers.get(form));
  localStorage.removeItem(keyOf(form));
  form.reset();
  loaded.set(form, JSON.stringify(values(form)));
  notice(form, "");
  form.querySelector<HTMLElement>(".input, input:not([type=hidden])")?.focus();
}

function forgetDone(): void {
  const done = document.cookie.match(/(?:^|; )done=([^;]+)/)?.[1];
  if (!done) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("guihang.draft.") && read(key)?.once === decodeURIComponent(done)) localStorage.removeItem(key);
  }
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    if (onceOf(form) !== decodeURIComponent(done)) continue;
    loaded.set(form, JSON.stringify(values(form)));
    notice(form, "");
  }
  document.cookie = "done=; Max-Age=0; path=/; SameSite=Lax";
}

function forgetOld(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("guihang.draft.") && Date.now() - (read(key)?.at ?? 0) > KEPT_FOR) localStorage.removeItem(key);
  }
}

function formOf(target: EventTarget | null): HTMLFormElement | null {
  return (target as Element | null)?.closest?.<HTMLFormElement>("form[data-draft]") ?? null;
}

function saveAll(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) save(form);
}

export function readyDrafts(root: ParentNode): void {
  forgetDone();
  const own = root instanceof HTMLFormElement && root.matches("[data-draft]") ? [root] : [];
  for (const form of [...own, ...root.querySelectorAll<HTMLFormElement>("form[data-draft]")]) {
    if (!loaded.has(form)) restore(form);
  }
}

export function watchDrafts(): void {
  if (!account) return;
  forgetOld();
  document.addEventListener("input", (event) => {
    const form = formOf(event.target);
    if (!form) return;
    window.clearTimeout(timers.get(form));
    timers.set(form, window.setTimeout(() => save(form), PAUSE));
  });
  document.addEventListener("change", (event) => { const form = formOf(event.target); if (form && event.isTrusted) save(form); });
  document.addEventListener("submit", (event) => { const form = formOf(event.target); if (form) save(form); }, true);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") saveAll(); });
  window.addEventListener("pagehide", saveAll);
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-draft-drop]");
    const form = button && formOf(button);
    if (form) drop(form);
  });
}
