/** Hides the values of variables in text that an app wrote or sent: it may echo what it received. */
import type { SentRequests } from '../load/users/sent-requests.ts';
import { type Variables, variablesIn } from '../load/users/variables.ts';

export type Redact = (text: string) => string;

/** A shorter value would also hide words of ours. */
const SHORTEST = 6;
/** An excerpt may cut a value, so its fragments of this length are hidden too. */
const FRAGMENT = 8;

/** redactorOf returns what replaces each value that the requests hold by the name of its variable; null if there is none. */
export function redactorOf(sent: SentRequests, env: Variables): Redact | null {
  const fragments = new Map<string, string>();
  for (const name of variablesIn(sent)) {
    for (const form of formsOf(env[name] ?? '')) {
      const size = Math.min(FRAGMENT, form.length);
      for (let from = 0; from + size <= form.length; from++)
        fragments.set(form.slice(from, from + size), name);
    }
  }
  const sizes = [...new Set([...fragments.keys()].map((fragment) => fragment.length))];
  return fragments.size === 0 ? null : (text) => redacted(text, fragments, sizes);
}

/** A value may be written as it is, in JSON, or in a URL. */
function formsOf(value: string): string[] {
  const forms = [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
}

function redacted(text: string, fragments: ReadonlyMap<string, string>, sizes: readonly number[]): string {
  let shown = '';
  let at = 0;
  while (at < text.length) {
    const found = fragmentAt(text, at, fragments, sizes);
    if (found === null) {
      shown += text[at++];
      continue;
    }
    let { end } = found;
    // Fragments of one value overlap.
    for (let next = at + 1; next < end; next++) {
      end = Math.max(end, fragmentAt(text, next, fragments, sizes)?.end ?? 0);
    }
    shown += `$${found.name}`;
    at = end;
  }
  return shown;
}

function fragmentAt(
  text: string,
  at: number,
  fragments: ReadonlyMap<string, string>,
  sizes: readonly number[],
): { readonly name: string; readonly end: number } | null {
  for (const size of sizes) {
    const name = fragments.get(text.slice(at, at + size));
    if (name !== undefined) return { name, end: at + size };
  }
  return null;
}
