/** `--requests`: a HAR recording, as browsers and proxies export it. */
import { z } from 'zod';
import { NO_CHANGES, type RequestChanges, type SentBody } from '../../../scenarios/request-changes.ts';
import type { ListedRequest } from '../../load/users/sent-requests.ts';
import { literally } from '../../load/users/variables.ts';
import { UsageError } from '../usage-error.ts';
import { holdsSecret, isHeaderValue, isOwnOfClient } from './headers.ts';
import { leftOut, reasonOf } from './left-out.ts';
import { checkedMethod, TOKEN } from './method.ts';

const pair = z.object({ name: z.string(), value: z.string() });

const recording = z.object({
  log: z.object({
    entries: z.array(
      z.object({
        request: z.object({
          method: z.string(),
          url: z.string(),
          headers: z.array(pair),
          postData: z
            .object({
              text: z.string().optional(),
              encoding: z.string().optional(),
              params: z.array(z.object({ name: z.string(), value: z.string().optional() })).optional(),
            })
            .nullish(),
        }),
        response: z.object({ status: z.number() }),
      }),
    ),
  }),
});

type Entry = z.infer<typeof recording>['log']['entries'][number];

export interface Recording {
  readonly requests: readonly ListedRequest[];
  /** Sentences about the requests that were left out. */
  readonly notices: readonly string[];
}

/** A recording with these headers would not get the body that a new user gets. */
const OF_CACHE = new Set(['if-none-match', 'if-modified-since']);

/** isRecording says whether parsed JSON looks like a HAR recording. */
export function isRecording(content: unknown): boolean {
  return typeof content === 'object' && content !== null && 'log' in content;
}

/**
 * readRecording returns the requests that were sent to the origin of the first one. The correct status of each is the
 * recorded one.
 *
 * @param origin names the file in messages, such as `--requests recording.har`
 * @throws {UsageError}
 */
export function readRecording(content: unknown, origin: string): Recording {
  const { data, error } = recording.safeParse(content);
  if (data === undefined) {
    const [issue] = error.issues;
    throw new UsageError(
      `${origin} is not a HAR recording as browsers save it: ${issue?.path.join('.')} is missing, or not what it should be`,
    );
  }
  const { entries } = data.log;
  const recorded = entries.map(({ request: { url }, response: { status } }) => ({ url, status }));
  const first = recorded.find(
    ({ url, status }) =>
      status > 0 && URL.canParse(url) && reasonOf({ url, status }, new URL(url).origin) === 'sent',
  );
  if (first === undefined)
    throw new UsageError(`${origin} holds no request over http or https with a response`);
  const target = new URL(first.url).origin;
  const own = entries.filter((_, index) => {
    const entry = recorded[index];
    return entry !== undefined && reasonOf(entry, target) === 'sent';
  });
  const secrets = new Set<string>();
  const requests = own.map((entry, index) => requestOf(entry, `${origin}: request ${index + 1}:`, secrets));
  return {
    requests,
    notices: [
      ...leftOut(recorded, target, origin),
      ...(secrets.size === 0
        ? []
        : [
            `${origin}: recorded secrets are left out (${[...secrets].join(', ')}); give them anew in single quotes, such as -H '${[...secrets][0]}: $TOKEN'`,
          ]),
    ],
  };
}

function requestOf(
  { request: { url: address, method, headers, postData }, response: { status } }: Entry,
  origin: string,
  secrets: Set<string>,
): ListedRequest {
  const url = new URL(address);
  const kept = headers.filter(({ name, value }) => {
    const lower = name.toLowerCase();
    if (lower === 'cookie' || lower === 'host' || OF_CACHE.has(lower) || isOwnOfClient(lower)) return false;
    if (holdsSecret(lower)) secrets.add(lower);
    // HTTP/2 has names such as `:path`, which are no tokens.
    return !holdsSecret(lower) && TOKEN.test(name) && isHeaderValue(value);
  });
  return {
    ...NO_CHANGES,
    label: null,
    weight: 1,
    path: `${url.pathname}${url.search}`,
    method: checkedMethod(method, `${origin} method`),
    headers: Object.fromEntries(kept.map(({ name, value }) => [name, literally.header(value)])),
    body: bodyOf(postData, origin),
    expectStatuses: expectedOf(status),
  };
}

/** A new user has nothing cached, so a recorded 304 becomes any 2xx. */
function expectedOf(status: number): RequestChanges['expectStatuses'] {
  return status === 304 ? null : [status];
}

function bodyOf(postData: Entry['request']['postData'], origin: string): SentBody | null {
  if (!postData) return null;
  const { text, encoding, params } = postData;
  if (text !== undefined && text !== '') {
    return encoding === 'base64' ? { base64: text } : { text: literally.body(text) };
  }
  if (!params || params.length === 0) return null;
  if (params.some(({ value }) => value === undefined)) {
    throw new UsageError(`${origin} the recording lacks the content of an uploaded file; remove the request`);
  }
  const form = new URLSearchParams(params.map(({ name, value = '' }): [string, string] => [name, value]));
  return { text: literally.body(form.toString()) };
}
