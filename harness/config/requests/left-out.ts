/** Says which entries of a recording are not sent, and what would include them. */

/** Origins that are named; a page may load from dozens. */
const MOST_NAMED = 5;

/** An entry as far as it decides whether it is sent. */
export interface RecordedEntry {
  readonly url: string;
  /** 0 if it got no response. */
  readonly status: number;
}

type Reason = 'sent' | 'no-request' | 'other-origin' | 'no-response';

/** reasonOf says whether an entry is sent to a target, or why not. @param target an origin */
export function reasonOf({ url, status }: RecordedEntry, target: string): Reason {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return 'no-request';
  if (new URL(url).origin !== target) return 'other-origin';
  return status > 0 ? 'sent' : 'no-response';
}

/** leftOut returns a sentence for each reason; none if every entry is sent. @param origin names the file */
export function leftOut(entries: readonly RecordedEntry[], target: string, origin: string): string[] {
  const of = (reason: Reason) => entries.filter((entry) => reasonOf(entry, target) === reason);
  const [sent, others, unanswered, odd] = [
    of('sent'),
    of('other-origin'),
    of('no-response'),
    of('no-request'),
  ];
  if (sent.length === entries.length) return [];
  const sentences = [
    `${sent.length} of ${entries.length} requests ${sent.length === 1 ? 'is' : 'are'} sent, to ${target}`,
    ...(others.length === 0
      ? []
      : [
          `left out: ${others.length} to other origins (${counts(others.map(({ url }) => new URL(url).origin))}); if the app serves them too, write ${target} in their place`,
        ]),
    ...(unanswered.length === 0
      ? []
      : [
          `left out: ${unanswered.length} without a response (blocked or aborted); to send one, set its response.status to the correct status`,
        ]),
    ...(odd.length === 0
      ? []
      : [`left out: ${odd.length} not over HTTP (${counts(odd.map(({ url }) => schemeOf(url)))})`]),
  ];
  return sentences.map((sentence) => `${origin}: ${sentence}`);
}

/** `12 https://cdn.test, 3 https://fonts.test`, most frequent first. */
function counts(names: readonly string[]): string {
  const count = new Map<string, number>();
  for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
  const sorted = [...count].sort(([, one], [, other]) => other - one);
  const named = sorted.slice(0, MOST_NAMED).map(([name, times]) => `${times} ${name}`);
  const more = sorted.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** `wss:`, `data:`. */
function schemeOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase() ?? 'no address';
}
