// What the editor asks of the site: nothing it could not go on without. Without an answer there is null.

const form = (): HTMLFormElement => document.getElementById("editor") as HTMLFormElement;

export async function ask<T>(path: string, query: Record<string, string>): Promise<T | null> {
  return answer<T>(path + "?" + new URLSearchParams(query).toString(), {});
}

export async function send<T>(path: string, fields: Record<string, string>): Promise<T | null> {
  const csrf = (form().elements.namedItem("csrf") as HTMLInputElement).value;
  return answer<T>(path, { method: "POST", body: new URLSearchParams({ csrf, ...fields }) });
}

async function answer<T>(address: string, request: RequestInit): Promise<T | null> {
  try {
    const got = await fetch(address, { ...request, headers: { Accept: "application/json" } });
    return got.ok ? (await got.json()) as T : null;
  } catch { return null; }
}
