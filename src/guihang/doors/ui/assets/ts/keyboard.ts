// The keys of the desk. Single letters only when no field has the focus, and only when switched on.

import { closeTopMenu, open } from "./dialogs";
import { isTyping } from "./page";
import { closeWhy } from "./why";

const GO_WITHIN = 1500;
let goUntil = 0;

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-row]")].filter((row) => row.offsetParent !== null);
}

function current(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-row]") ?? document.querySelector<HTMLElement>("[data-row].is-current");
}

function step(by: number): void {
  const all = rows();
  if (!all.length) return;
  const now = current();
  const at = now ? all.indexOf(now) : -1;
  const next = all[now ? Math.min(Math.max(at + by, 0), all.length - 1) : by > 0 ? 0 : all.length - 1];
  now?.classList.remove("is-current");
  next.classList.add("is-current");
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function press(selector: string): boolean {
  const near = current()?.querySelector<HTMLElement>(selector);
  const found = near ?? document.querySelector<HTMLElement>(`main ${selector}`);
  found?.focus();
  found?.click();
  return Boolean(found);
}

function edit(): boolean {
  const found = document.querySelector<HTMLElement>("main [data-edit], main textarea, main input.input:not([type=search])");
  found?.focus();
  return Boolean(found);
}

function select(): boolean {
  const box = current()?.querySelector<HTMLInputElement>("[data-select], input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

// What is selected goes before the row the focus is on.
function postpone(): boolean {
  const chosen = document.querySelector("main [data-select]:checked");
  const all = chosen ? document.querySelector<HTMLElement>("main [data-bulk]") : null;
  all?.click();
  return Boolean(all) || press("[data-postpone]");
}

function seek(): boolean {
  const field = document.getElementById("seek") ?? document.querySelector<HTMLElement>("main input[type=search]");
  const folded = field?.closest("details");
  if (folded) folded.open = true;
  field?.focus();
  return Boolean(field);
}

function openRow(): boolean {
  const row = document.activeElement;
  if (!row?.matches("[data-row]")) return false;
  const link = row.querySelector<HTMLElement>("[data-open], a[href]");
  link?.click();
  return Boolean(link);
}

function startGoing(): boolean {
  goUntil = Date.now() + GO_WITHIN;
  return true;
}

function go(letter: string): boolean {
  goUntil = 0;
  const link = document.querySelector<HTMLElement>(`[data-go="${CSS.escape(letter)}"]`);
  link?.click();
  return Boolean(link);
}

function printed(): boolean {
  window.print();
  return true;
}

const LETTERS: Record<string, () => boolean> = {
  "/": seek,
  "?": () => open("keys", document.activeElement as HTMLElement | null),
  j: () => (step(1), true),
  k: () => (step(-1), true),
  w: () => press("[data-why]"),
  e: edit,
  x: select,
  s: postpone,
  p: printed,
  g: startGoing,
};

function mainAction(): boolean {
  const near = document.activeElement?.closest("form, dialog, [data-panel], .panel");
  const found = near?.querySelector<HTMLElement>("[data-main]") ?? document.querySelector<HTMLElement>("main [data-main]");
  found?.click();
  return Boolean(found);
}

// The reason beside the docket stays where it is; Esc leads back to the row it explains.
function leaveDocked(): boolean {
  const row = document.activeElement?.closest("[data-docked]") ? current() : null;
  row?.focus();
  return Boolean(row);
}

function escape(): boolean {
  if (closeWhy() || closeTopMenu() || leaveDocked()) return true;
  if (isTyping(document.activeElement)) (document.activeElement as HTMLElement).blur();
  return false;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    if (mainAction()) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") {
    if (!document.querySelector("dialog[open]") && escape()) event.preventDefault();
    return;
  }
  if (event.key === "Enter" && openRow()) return event.preventDefault();
  letter(event);
}

function letter(event: KeyboardEvent): void {
  if (document.body.dataset.shortcuts === "off" || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  const done = Date.now() < goUntil ? go(key) : LETTERS[key]?.();
  if (done) event.preventDefault();
}

export function watchKeyboard(): void {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-print]")) window.print();
  });
}
