// A table wider than its place scrolls inside it, by keyboard too; one that fits keeps its sticky head.

const watcher = new ResizeObserver((entries) => {
  for (const entry of entries) fit(entry.target as HTMLElement);
});

function fit(box: HTMLElement): void {
  box.classList.remove("scrolls");
  const isWide = box.scrollWidth > box.clientWidth + 1;
  box.classList.toggle("scrolls", isWide);
  if (isWide) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

export function readyTables(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-scroll]")) watcher.observe(box);
}
