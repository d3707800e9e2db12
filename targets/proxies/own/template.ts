/** A user's configuration of a proxy, with placeholders for what differs from trial to trial. */
import { hostAndPort } from '../../origin.ts';
import type { Origin } from '../../topology.ts';

/** Where the proxy listens, and the lines of its upstream servers. */
export const PLACEHOLDERS = ['{listen}', '{upstreams}'] as const;

/** missingPlaceholder returns the first placeholder that a configuration lacks, or null. */
export function missingPlaceholder(text: string): string | null {
  return PLACEHOLDERS.find((placeholder) => !text.includes(placeholder)) ?? null;
}

/** fillIn replaces every placeholder. Further lines of a value are indented like the first. */
export function fillIn(
  text: string,
  { servers, ...address }: Origin & { readonly servers: readonly string[] },
): string {
  return text
    .replaceAll('{listen}', hostAndPort(address))
    .replace(
      /^([ \t]*)(.*)\{upstreams\}/gm,
      (_, indent: string, before: string) => `${indent}${before}${servers.join(`\n${indent}`)}`,
    );
}

/** speaksTls says whether clients reach it over TLS: whether its line with `{listen}` has the word `ssl`. */
export function speaksTls(text: string): boolean {
  return /\{listen\}[^;\n]*\bssl\b/.test(text);
}
