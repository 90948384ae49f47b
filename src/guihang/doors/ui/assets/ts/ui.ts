// What every page of every door runs. No framework: each module watches for its own marks.

import { watchDialogs } from "./dialogs";
import { readyDrafts, watchDrafts } from "./drafts";
import { foldFacets } from "./facets";
import { watchIdle } from "./idle";
import { watchKeyboard } from "./keyboard";
import { watchNetwork } from "./network";
import { watchPasskeys } from "./passkeys";
import { watchReveal } from "./reveal";
import { watchSending } from "./sending";
import { readyTables } from "./tables";
import { watchToasts } from "./toasts";
import { watchWhy } from "./why";

function ready(root: ParentNode): void {
  readyDrafts(root);
  readyTables(root);
  root.querySelector<HTMLElement>("[data-lead]")?.focus();
}

// In this order each submission passes: kept as a draft, held back without a network, sent once.
watchDrafts();
watchNetwork();
watchSending();
watchDialogs();
watchWhy();
watchKeyboard();
watchToasts();
watchReveal();
watchPasskeys();
watchIdle();
foldFacets();
ready(document);
document.addEventListener("htmx:afterSettle", (event) => ready(event.target as HTMLElement));
