// Toasts: what has happened, eight seconds long; longer while looked at, with a way back where there is one.

import { button, icon, token, word } from "./page";

const SHOWN_FOR = 8000;
const box = document.querySelector<HTMLElement>("[data-toasts]");

function ready(toast: HTMLElement): void {
  let timer = window.setTimeout(() => toast.remove(), SHOWN_FOR);
  const hold = () => window.clearTimeout(timer);
  const release = () => { hold(); timer = window.setTimeout(() => toast.remove(), SHOWN_FOR); };
  toast.addEventListener("mouseenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("mouseleave", release);
  toast.addEventListener("focusout", release);
  if (toast.dataset.undo) toast.append(button(word("undo"), () => undo(toast.dataset.undo!)));
}

function undo(url: string): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = url;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "csrfmiddlewaretoken";
  field.value = token();
  form.append(field);
  document.body.append(form);
  form.submit();
}

function say(says: string, back: string): void {
  const toast = document.createElement("div");
  toast.className = "toast";
  const words = document.createElement("span");
  words.textContent = says;
  toast.append(icon("ok"), words);
  toast.dataset.undo = back;
  box?.append(toast);
  ready(toast);
}

export function watchToasts(): void {
  for (const toast of document.querySelectorAll<HTMLElement>("[data-toast]")) ready(toast);
  document.addEventListener("toasts", (event) => {
    const detail = (event as CustomEvent).detail;
    const all: { says: string; undo: string }[] = Array.isArray(detail) ? detail : detail.value ?? [];
    for (const one of all) say(one.says, one.undo);
  });
}
