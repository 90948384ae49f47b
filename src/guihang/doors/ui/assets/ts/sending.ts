// One sending at a time: a second click does nothing, and the button says that it is busy.

import { icon, word } from "./page";

const kept = new WeakMap<HTMLElement, Node[]>();

function busy(button: HTMLElement): void {
  kept.set(button, [...button.childNodes]);
  button.setAttribute("aria-busy", "true");
  button.replaceChildren(icon("run"), word("sending"));
}

function free(form: HTMLFormElement): void {
  delete form.dataset.sending;
  for (const button of document.querySelectorAll<HTMLElement>('[aria-busy="true"]')) {
    const nodes = kept.get(button);
    if (nodes && (button as HTMLButtonElement).form === form) button.replaceChildren(...nodes);
    if (nodes) button.removeAttribute("aria-busy");
  }
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (!form.matches("[data-guarded]")) return;
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = "yes";
  const button = event.submitter;
  // After this turn, so that the pressed button's own name and value still travel.
  if (button) window.setTimeout(() => busy(button), 0);
  if (button?.matches("[data-confirms]")) button.closest("dialog")?.close();
}

export function watchSending(): void {
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = (event.target as Element).closest("form");
    if (form) window.setTimeout(() => free(form), 0);
  });
  // Coming back by the browser's history must find a form that can be sent.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sending]")) free(form);
  });
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest('[aria-disabled="true"]')) event.preventDefault();
  });
}
