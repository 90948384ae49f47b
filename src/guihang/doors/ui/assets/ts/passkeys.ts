// Passkeys: a button asks the browser for one, and the form is sent with its answer.

import { token } from "./page";

type Json = Record<string, any>;

function bytes(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function text(buffer: ArrayBuffer | null | undefined): string | undefined {
  if (!buffer) return undefined;
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const named = (list: Json[] | undefined): Json[] | undefined => list?.map((one) => ({ ...one, id: bytes(one.id) }));

function forBrowser(options: Json): Json {
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: named(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: named(options.allowCredentials) }),
  };
}

function forServer(credential: PublicKeyCredential): string {
  const answer = credential.response as Json;
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: text(answer.clientDataJSON),
      attestationObject: text(answer.attestationObject),
      authenticatorData: text(answer.authenticatorData),
      signature: text(answer.signature),
      userHandle: text(answer.userHandle),
    },
  });
}

async function ask(kind: string, address: string): Promise<string> {
  const headers = { "X-CSRFToken": token() };
  const answer = await fetch(address, { method: "POST", headers, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  const publicKey = forBrowser(await answer.json()) as any;
  const made = kind === "create"
    ? await navigator.credentials.create({ publicKey })
    : await navigator.credentials.get({ publicKey });
  return forServer(made as PublicKeyCredential);
}

function say(form: HTMLFormElement, what: "" | "none" | "failed"): void {
  const line = form.querySelector<HTMLElement>("[data-passkey-says]");
  if (!line) return;
  line.textContent = what && line.dataset[what]!;
  line.hidden = what === "";
}

async function onClick(event: MouseEvent): Promise<void> {
  const button = (event.target as Element).closest<HTMLElement>("[data-passkey]");
  const form = button?.closest("form");
  if (!button || !form) return;
  if (!window.PublicKeyCredential) return say(form, "none");
  say(form, "");
  button.setAttribute("aria-busy", "true");
  try {
    form.querySelector<HTMLInputElement>('input[name="passkey"]')!.value = await ask(
      button.dataset.passkey!, button.dataset.options!);
    form.noValidate = button.dataset.passkey === "get";
    form.requestSubmit();
  } catch {
    say(form, "failed");
  } finally {
    button.removeAttribute("aria-busy");
  }
}

export function watchPasskeys(): void {
  document.addEventListener("click", onClick);
}
