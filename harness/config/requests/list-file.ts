/** `--requests`: a JSON list of requests with weights and labels. */
import { z } from 'zod';
import { request } from '../../../scenarios/request.ts';
import { NO_CHANGES } from '../../../scenarios/request-changes.ts';
import type { ListedRequest } from '../../load/users/sent-requests.ts';
import { didYouMean } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import { requestPath } from '../values.ts';
import { checkedHeader } from './headers.ts';
import { checkedMethod } from './method.ts';

const status = z.int().min(200).max(599);
const texts = z.record(z.string(), z.string());

const entry = z.strictObject({
  path: z.string(),
  method: z.string().optional(),
  weight: z.number().positive().default(1),
  label: z.string().min(1).optional(),
  headers: texts.default({}),
  body: z.string().optional(),
  json: z.json().optional(),
  form: texts.optional(),
  expectStatus: z.union([status, z.array(status).min(1)]).optional(),
  expectBody: z.string().min(1).optional(),
  expectHeaders: texts.default({}),
});

const list = z.array(entry).min(1);

/**
 * readList returns the requests of a parsed list.
 *
 * @param origin names the file in messages, such as `--requests list.json`
 * @throws {UsageError} that names the entry
 */
export function readList(content: unknown, origin: string): ListedRequest[] {
  const { data, error } = list.safeParse(content);
  if (data !== undefined) return data.map((one, index) => requestOf(one, `${origin}: request ${index + 1}:`));
  const [issue] = error.issues;
  const [index, ...key] = issue?.path ?? [];
  if (issue === undefined || typeof index !== 'number') {
    throw new UsageError(`${origin} must hold a list of requests, such as [{ "path": "/users" }]`);
  }
  if (issue.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys;
    throw new UsageError(
      `${origin}: request ${index + 1} has the unknown key "${unknown}"${didYouMean(unknown, Object.keys(entry.shape)) || `; it takes ${Object.keys(entry.shape).join(', ')}`}`,
    );
  }
  const [name = 'path'] = key;
  throw new UsageError(
    `${origin}: request ${index + 1}: "${String(name)}" must be ${TAKES[String(name)] ?? 'a text'}`,
  );
}

/** The kind of value that each key takes, unless it is a text. */
const TAKES: Readonly<Record<string, string>> = {
  weight: 'a number above 0',
  headers: 'an object of texts',
  form: 'an object of texts',
  expectHeaders: 'an object of texts',
  expectStatus: 'a status from 200 to 599, or a list of them',
  path: 'a path, such as "/users"',
};

function requestOf(one: z.infer<typeof entry>, origin: string): ListedRequest {
  const { path, weight, label = null, json, form, expectStatus, expectBody = null } = one;
  const bodies = [one.body, json, form].filter((body) => body !== undefined);
  if (bodies.length > 1)
    throw new UsageError(`${origin} it has two of body, json and form; leave one of them`);
  const method = checkedMethod(one.method ?? (bodies.length > 0 ? 'POST' : 'GET'), `${origin} "method"`);
  const headers = Object.fromEntries(
    Object.entries(one.headers).map(([name, value]) => checkedHeader(name, value, `${origin} header`)),
  );
  const made = request({
    path: requestPath({ texts: [path], origin: `${origin} "path"`, folder: '.' }),
    headers,
    ...(one.body === undefined ? {} : { body: one.body }),
    ...(json === undefined ? {} : { json }),
    ...(form === undefined ? {} : { form: form }),
  });
  return {
    ...NO_CHANGES,
    label,
    weight,
    path,
    method,
    headers: made.headers,
    body: made.body === null ? null : { text: String(made.body) },
    expectStatuses: expectStatus === undefined ? null : [expectStatus].flat(),
    expectBody,
    expectHeaders: one.expectHeaders,
  };
}
