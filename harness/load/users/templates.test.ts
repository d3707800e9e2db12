/** Requests with the values of rows and cookies, as bytes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request } from '../../../scenarios/request.ts';
import { requestBytes } from '../direct/request.ts';
import { shareJob } from '../load-share.ts';
import { RequestEncoder } from './encode-request.ts';
import { firstRequest } from './first-request.ts';
import { Labels } from './labels.ts';
import { userOf } from './load-user.ts';
import { rowFeed } from './row-feed.ts';
import { NOTHING_SENT } from './sent-requests.ts';
import { requestTemplate } from './templates.ts';
import { plainGet } from './user-ref.ts';

const frame = { host: 'h', closes: false };

function bytesOf(
  of: Parameters<typeof request>[0],
  row: Readonly<Record<string, string>>,
  cookie: string | null = null,
) {
  const template = requestTemplate(request(of), Object.keys(row));
  assert.ok(template);
  const filled = template.fill(row);
  const text = new RequestEncoder(frame, null).encode(filled, cookie).bytes.toString();
  const { method, path, headers, body } = filled;
  assert.equal(requestBytes({ method, path, headers, body }, { ...frame, cookie }).toString(), text);
  return text;
}

test('values are encoded in a path, escaped in JSON, encoded in a form and unchanged in a header', () => {
  const row = { name: 'a "ü" & b/c' };
  assert.equal(
    bytesOf({ path: '/{{name}}?q={{ name }}', headers: { 'x-id': '{{name}}' } }, { name: 'a/b' }, 'sid=1'),
    'GET /a%2Fb?q=a%2Fb HTTP/1.1\r\nHost: h\r\nx-id: a/b\r\nCookie: sid=1\r\n\r\n',
  );
  assert.match(
    bytesOf(
      {
        method: 'POST',
        path: '/',
        body: '{"n":"{{name}}"}',
        headers: { 'content-type': 'application/json' },
      },
      row,
    ),
    /Content-Length: 22\r\n\r\n\{"n":"a \\"ü\\" & b\/c"\}$/,
  );
  assert.match(
    bytesOf(
      { method: 'POST', path: '/', form: { a: '1' }, headers: { cookie: 'x={{name}}' } },
      { name: 'b' },
      'sid=1',
    ),
    /cookie: x=b; sid=1\r\nContent-Length: 3\r\n\r\na=1$/,
  );
});

test('names that are no columns stay, and a request without columns is no template', () => {
  assert.equal(requestTemplate(request({ path: '/{{other}}' }), ['name']), null);
  assert.match(bytesOf({ path: '/{{name}}/{{other}}' }, { name: 'a' }), /^GET \/a\/\{\{other\}\} /);
});

test('all requests of a template have one label', () => {
  const labels = new Labels();
  const encoder = new RequestEncoder(frame, labels);
  const template = requestTemplate(request({ path: '/{{id}}?x=1' }), ['id']);
  assert.ok(template);
  for (const id of ['1', '2']) assert.equal(encoder.encode(template.fill({ id })).label, 0);
  assert.deepEqual(labels.names, ['GET /{{id}}']);
});

const data = {
  name: 'u.csv',
  columns: ['id'],
  rows: ['0', '1', '2', '3', '4'].map((id) => [id]),
  order: 'in-order',
} as const;

test('rows come in order and again from the first, or at random by the seed', () => {
  const take = (feed: () => Readonly<Record<string, string>>, count: number) =>
    Array.from({ length: count }, () => feed().id).join('');
  assert.equal(take(rowFeed(data, 1), 7), '0123401');
  const random = (seed: number) => take(rowFeed({ ...data, order: 'random' }, seed), 20);
  assert.equal(random(1), random(1));
  assert.notEqual(random(1), random(2));
  assert.throws(() => rowFeed(null, 1)(), /no data file \(--data-file\)/);
});

test('no two load processes have the same row', () => {
  const job = {
    origin: '',
    client: '',
    mode: { connections: 'kept', arrivals: 'closed' },
    connections: 4,
    requestTimeoutSeconds: 1,
    insecure: false,
    clientAddresses: null,
    logFolder: null,
    user: { ...plainGet('/'), rows: data },
    seed: 1,
    stages: [],
  } as const;
  const shares = shareJob(job, 2).map(({ user }) => user.rows?.rows.flat());
  assert.deepEqual(shares, [
    ['0', '2', '4'],
    ['1', '3'],
  ]);
});

test('the probe sends the first row, with the headers that the run adds', () => {
  const { requests, ...plain } = NOTHING_SENT;
  const changes = { ...plain.changes, path: '/{{id}}', headers: { 'x-id': '{{id}}' } };
  const user = userOf(
    { user: { protocol: 'http', request: request({ path: '/' }) } },
    { requests, changes, rows: data },
  );
  const { path, headers } = firstRequest(user, { connection: 0, seed: 1 });
  assert.deepEqual([path, headers], ['/0', { 'x-id': '0' }]);
  const scripted = userOf(
    { user: { protocol: 'http', run: ({ row }) => request({ path: `/${row().id}` }) } },
    { requests, changes: { ...changes, headers: { 'X-A': 'b' } }, rows: data },
  );
  assert.deepEqual(firstRequest(scripted, { connection: 0, seed: 1 }).headers, { 'X-A': 'b' });
});
