// What the page tells its scripts: words in the reader's language, where icons lie, who looks.

const template = document.getElementById("words") as HTMLTemplateElement | null;
const shared = template?.content ?? document.createDocumentFragment();

export function word(name: string, values: Record<string, string> = {}): string {
  const found = shared.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), found);
}

export function address(name: string): string {
  return shared.querySelector(`[data-${name}]`)?.textContent?.trim() ?? "";
}

export function icon(name: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("class", "i");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${address("icons")}#${name}`);
  drawing.append(use);
  return drawing;
}

export function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

export const account = document.body.dataset.account ?? "";

export function token(): string {
  return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
}

export function post(url: string): Promise<Response> {
  return fetch(url, { method: "POST", headers: { "X-CSRFToken": token() }, credentials: "same-origin" });
}

export function timeOfDay(moment: number): string {
  const at = new Date(moment);
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
}
