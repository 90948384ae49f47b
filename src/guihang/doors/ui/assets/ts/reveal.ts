// A revealed value is shown for its time, can be hidden at once, and is hidden when the page is left.

import { button, word } from "./page";

function hide(value: HTMLElement): void {
  value.textContent = value.dataset.masked ?? "";
  value.classList.add("mask");
  const box = value.closest("[data-reveal]");
  box?.querySelector("[data-hide]")?.remove();
  box?.querySelector<HTMLElement>("[data-opens]")?.removeAttribute("hidden");
}

function shown(value: HTMLElement): void {
  const seconds = Number(value.querySelector<HTMLElement>("[data-shown-for]")!.dataset.shownFor);
  const box = value.closest<HTMLElement>("[data-reveal]")!;
  value.classList.remove("mask");
  box.querySelector<HTMLElement>("[data-opens]")!.hidden = true;
  const back = button(word("hide"), () => { hide(value); box.querySelector<HTMLElement>("[data-opens]")?.focus(); });
  back.className = "btn quiet small";
  back.dataset.hide = "";
  box.append(back);
  window.setTimeout(() => hide(value), seconds * 1000);
  (document.getElementById(`${value.id}-ask`) as HTMLDialogElement | null)?.close();
  back.focus();
}

export function watchReveal(): void {
  document.addEventListener("htmx:afterSwap", (event) => {
    const value = event.target as HTMLElement;
    if (value.matches("[data-value]") && value.querySelector("[data-shown-for]")) shown(value);
  });
  document.addEventListener("change", (event) => {
    const choice = event.target as HTMLInputElement;
    const group = choice.closest("form")?.querySelector<HTMLElement>("[data-shown-with]");
    if (group && choice.name === "reason") {
      group.hidden = choice.value !== group.dataset.shownWith;
      if (!group.hidden) group.querySelector("input")?.focus();
    }
  });
  window.addEventListener("pagehide", () => {
    for (const one of document.querySelectorAll(".shown")) hide(one.closest<HTMLElement>("[data-value]")!);
  });
}
