// Why-popovers: open on click and W, close on Esc or a click elsewhere, and give the focus back.

function buttonOf(pop: Element): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[aria-controls="${pop.id}"]`);
}

function place(pop: HTMLElement): void {
  pop.classList.remove("to-left", "to-top");
  const box = pop.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  if (box.right > width - 8) pop.classList.add("to-left");
  if (box.bottom > window.innerHeight && box.height < box.top - 40) pop.classList.add("to-top");
}

function show(pop: HTMLElement, button: HTMLElement): void {
  closeWhy();
  pop.hidden = false;
  button.setAttribute("aria-expanded", "true");
  place(pop);
  pop.focus();
}

export function closeWhy(): boolean {
  const pop = document.querySelector<HTMLElement>(".pop:not([hidden])");
  if (!pop) return false;
  const button = buttonOf(pop);
  const hadFocus = pop.contains(document.activeElement);
  pop.hidden = true;
  button?.setAttribute("aria-expanded", "false");
  if (hadFocus) button?.focus();
  return true;
}

function onClick(event: MouseEvent): void {
  const target = event.target as Element;
  const button = target.closest<HTMLElement>("[data-why][aria-controls]");
  const pop = button ? document.getElementById(button.getAttribute("aria-controls")!) : null;
  if (button && pop) {
    if (pop.hidden) show(pop, button);
    else closeWhy();
  } else if (target.closest(".pop [data-close]") || !target.closest(".pop")) closeWhy();
}

export function watchWhy(): void {
  document.addEventListener("click", onClick);
}
