// Dialogs open from buttons, close with Esc or their own buttons, and give the focus back.

let opener: HTMLElement | null = null;

export function open(id: string, from: HTMLElement | null): boolean {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return false;
  opener = from;
  dialog.showModal();
  dialog.querySelector<HTMLElement>("[data-first]")?.focus();
  return true;
}

export function close(dialog: HTMLDialogElement): void {
  if (dialog.open) dialog.close();
}

function returnFocus(): void {
  const target = opener?.isConnected ? opener : null;
  opener = null;
  target?.focus();
}

function onClick(event: MouseEvent): void {
  const target = event.target as Element;
  const opens = target.closest<HTMLElement>("[data-opens]");
  const menu = opens?.closest("details[data-menu]");
  if (opens && open(opens.dataset.opens!, menu?.querySelector("summary") ?? opens)) {
    event.preventDefault();
    menu?.removeAttribute("open");
    return;
  }
  const dialog = target.closest("dialog");
  if (dialog && (target.closest("[data-close]") || target === dialog)) close(dialog);
}

function closeMenus(except: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

export function closeTopMenu(): boolean {
  const menu = document.querySelector<HTMLDetailsElement>("details[data-menu][open]");
  if (!menu) return false;
  menu.open = false;
  menu.querySelector("summary")?.focus();
  return true;
}

export function watchDialogs(): void {
  // A dialog whose form came back with something to mend is open again.
  const again = document.querySelector("dialog[data-open-again]");
  if (again) open(again.id, null);
  document.addEventListener("click", onClick);
  document.addEventListener("close", returnFocus, true);
  document.addEventListener("click", (event) => closeMenus((event.target as Element).closest("details")));
  document.addEventListener("click", (event) => {
    const all = (event.target as Element).closest("[data-rail]");
    if (!all) return;
    const isOpen = document.getElementById("rail")!.classList.toggle("is-open");
    all.setAttribute("aria-expanded", String(isOpen));
  });
}
