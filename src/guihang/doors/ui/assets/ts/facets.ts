// On a narrow screen the facets are folded away, so that the list comes first.

export function foldFacets(): void {
  if (!window.matchMedia("(max-width: 900px)").matches) return;
  for (const facets of document.querySelectorAll<HTMLDetailsElement>("details[data-facets]")) facets.open = false;
}
