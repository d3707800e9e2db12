// biome-ignore-all lint/suspicious/noTemplateCurlyInString: requests hold variables in braces
/** The requests that flags, lists, recordings and data files send, and those refused before anything starts. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { scenarios } from '../../../scenarios/index.ts';
import { isFixed } from '../../../scenarios/user.ts';
import { listUsers } from '../../../scenarios/user-list.ts';
import { temporaryFolder } from '../../dev/testing/cli.ts';
import { describeSent } from '../../load/users/describe-sent.ts';
import { loadUser, userOf } from '../../load/users/load-user.ts';
import { namesOf, readValues } from '../options/option.ts';
import { requestOptions } from '../options/requests.ts';
import type { RunOptionName } from '../options/run.ts';
import { type ResolvedRequests, resolveRequests } from './resolve-requests.ts';

const names = await namesOf(requestOptions);

type Flags = Partial<Record<RunOptionName, string | readonly string[]>>;

/** Resolves the flags of a run in a folder that holds the given files. */
async function resolved(
  context: TestContext,
  flags: Flags,
  {
    files = {},
    env = {},
    loadProcesses = 1,
    asked = scenarios.slice(0, 1),
  }: {
    readonly files?: Readonly<Record<string, string | Buffer>>;
    readonly env?: Readonly<Record<string, string>>;
    readonly loadProcesses?: number;
    readonly asked?: typeof scenarios;
  } = {},
): Promise<ResolvedRequests> {
  const folder = temporaryFolder(context);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const user = Object.fromEntries(
    Object.entries(flags).map(([name, texts]) => [
      name,
      { texts: [texts].flat(), origin: `--${name}`, folder },
    ]),
  );
  const values = readValues(requestOptions, user, 'run', { names });
  return resolveRequests(values, user, { scenarios: asked, env, loadProcesses });
}

/** The one request that is sent. */
async function sent(...[context, flags, around]: Parameters<typeof resolved>) {
  const user = userOf({ user: listUsers }, await resolved(context, flags, around));
  assert.ok(isFixed(user));
  return user.request;
}

test('-d posts a form as curl does: parts joined, line breaks of files left out', async (context) => {
  const files = { 'more.txt': 'b=2\r\n&c=3\n' };
  const { method, headers, body } = await sent(context, { data: ['a=1', '@more.txt'] }, { files });
  assert.equal(method, 'POST');
  assert.deepEqual(headers, { 'Content-Type': 'application/x-www-form-urlencoded' });
  assert.equal(body, 'a=1&b=2&c=3');
  const put = await sent(context, { data: '', method: 'put', header: 'content-type: text/plain' });
  assert.deepEqual([put.method, put.body, put.headers], ['PUT', '', { 'content-type': 'text/plain' }]);
});

test('--json sends its file unchanged, and --compressed what we can decode', async (context) => {
  const files = { 'a.json': '{\n "a": 1\n}\n' };
  const { headers, body } = await sent(context, { json: '@a.json', compressed: 'true' }, { files });
  assert.equal(body, '{\n "a": 1\n}\n');
  assert.deepEqual(headers, {
    'Content-Type': 'application/json',
    Accept: 'application/json',
    'Accept-Encoding': 'gzip, deflate, br',
  });
  const bytes = await sent(context, { json: '@b' }, { files: { b: Buffer.from([0xff, 0x0a, 0x00]) } });
  assert.deepEqual(Buffer.from(bytes.body ?? ''), Buffer.from([0xff, 0x0a, 0x00]));
});

test('headers of the same name are one list, and a semicolon makes an empty one', async (context) => {
  const header = ['accept: text/html', 'x-empty;', 'Accept: */*', 'x-request-id: a:b'];
  assert.deepEqual((await sent(context, { header })).headers, {
    accept: 'text/html, */*',
    'x-empty': '',
    'x-request-id': 'a:b',
  });
});

test('expectations replace the scenario’s check of the body', async (context) => {
  const flags = { path: '/', 'expect-header': 'Content-Type: json', 'expect-status': '201,202' };
  assert.deepEqual((await sent(context, flags)).expect, {
    statuses: [201, 202],
    body: null,
    headers: { 'content-type': 'json' },
    failures: {},
  });
});

test('variables keep their names until a process sends them', async (context) => {
  const flags = {
    header: 'authorization: Bearer ${TOKEN}',
    json: '{"key":"${KEY}","id":"$id","cost":"$${5}"}',
  };
  const env = { TOKEN: 'abc$1', KEY: 'a"b' };
  const asked = await resolved(context, flags, { env });
  assert.doesNotMatch(JSON.stringify(asked), /abc|a\\"b/);
  const user = await loadUser({ scenario: { builtIn: scenarios[0]?.name ?? '' }, ...asked }, env);
  assert.ok(isFixed(user));
  assert.equal(user.request.headers.authorization, 'Bearer abc$1');
  assert.equal(user.request.body, '{"key":"a\\"b","id":"$id","cost":"${5}"}');
});

const LIST = JSON.stringify([
  { path: '/users', weight: 3, label: 'list' },
  { path: '/users', json: { id: 1 }, expectStatus: 201, headers: { 'x-id': '7' } },
]);

const entry = (url: string, request: object = {}, status = 200) => ({
  request: { method: 'GET', url, headers: [], ...request },
  response: { status },
});
const har = (...entries: object[]) => JSON.stringify({ log: { entries } });

test('a list is described by its number of requests, and its content tells loads apart', async (context) => {
  const files = { 'list.json': LIST, 'other.json': LIST.replace('3', '4') };
  const of = async (requests: string) =>
    describeSent({ user: listUsers }, await resolved(context, { requests }, { files }));
  const [one, other] = [await of('list.json'), await of('other.json')];
  assert.equal(one.sends, '2 requests of list.json');
  assert.notEqual(one.sendsHash, other.sendsHash);
  const { requests } = await resolved(context, { requests: 'list.json' }, { files });
  assert.deepEqual(
    requests?.requests.map(({ method, weight, label, expectStatuses }) => [
      method,
      weight,
      label,
      expectStatuses,
    ]),
    [
      ['GET', 3, 'list', null],
      ['POST', 1, null, [201]],
    ],
  );
});

test('a recording keeps the requests of the target, without cookies, secrets and what the client sets', async (context) => {
  const headers = Object.entries({
    ':authority': 'shop.test',
    Host: 'shop.test',
    Cookie: 'sid=1',
    Authorization: 'Bearer recorded',
    'If-None-Match': '"1"',
    Connection: 'keep-alive',
    Accept: '*/*',
    'x-price': '$5',
  }).map(([name, value]) => ({ name, value }));
  const file = har(
    entry('https://shop.test/?q=1#top', { headers }, 304),
    entry('https://cdn.test/x.js'),
    entry('https://cdn.test/y.js'),
    entry('https://fonts.test/z', {}, 0),
    entry('wss://shop.test/live'),
    entry('https://shop.test/blocked', {}, 0),
    entry('https://shop.test/login', { method: 'POST', postData: { text: 'a=${b}' } }, 302),
    entry('https://shop.test/form', { method: 'POST', postData: { params: [{ name: 'a', value: 'b c' }] } }),
  );
  const { requests, notices } = await resolved(context, { requests: 'a.har' }, { files: { 'a.har': file } });
  assert.equal(requests?.iteration, 'all-in-order');
  assert.deepEqual(
    requests?.requests.map(({ method, path, body, expectStatuses }) => [method, path, body, expectStatuses]),
    [
      ['GET', '/?q=1', null, null],
      ['POST', '/login', { text: 'a=$${b}' }, [302]],
      ['POST', '/form', { text: 'a=b+c' }, [200]],
    ],
  );
  assert.deepEqual(requests?.requests[0]?.headers, { Accept: '*/*', 'x-price': '$$5' });
  assert.deepEqual(notices, [
    '--requests a.har: 3 of 8 requests are sent, to https://shop.test',
    '--requests a.har: left out: 3 to other origins (2 https://cdn.test, 1 https://fonts.test); if the app serves them too, write https://shop.test in their place',
    '--requests a.har: left out: 1 without a response (blocked or aborted); to send one, set its response.status to the correct status',
    '--requests a.har: left out: 1 not over HTTP (1 wss:)',
    "--requests a.har: recorded secrets are left out (authorization); give them anew in single quotes, such as -H 'authorization: $TOKEN'",
  ]);
});

test('a data file has quoted fields, a byte order mark and no empty lines', async (context) => {
  const files = { 'users.csv': '\ufeffuser,note\nann,"a, ""b""\nc"\n\nbob,\n' };
  const { rows } = await resolved(context, { path: '/{{user}}', 'data-file': 'users.csv' }, { files });
  assert.deepEqual(rows, {
    name: 'users.csv',
    columns: ['user', 'note'],
    rows: [
      ['ann', 'a, "b"\nc'],
      ['bob', ''],
    ],
    order: 'in-order',
  });
});

const scripted = [
  { ...scenarios[0], name: 'script', user: { protocol: 'http', run: () => assert.fail('it is not run') } },
] as unknown as typeof scenarios;

const REFUSED: readonly (readonly [Flags, RegExp, Parameters<typeof resolved>[2]?])[] = [
  [{ header: 'no colon' }, /^--header takes a name and a value, such as 'accept: text\/html'/],
  [{ header: 'accept:' }, /^--header accept takes a name and a value/],
  [{ header: 'bad name: x' }, /name that HTTP forbids/],
  [{ header: 'x-a: b\r\nc' }, /^--header x-a has a character that HTTP forbids/],
  [
    { header: 'Content-Length: 3' },
    /^--header Content-Length is set by the load client itself; leave it out$/,
  ],
  [{ header: 'Authorization: Bearer s3cret' }, /-H 'Authorization: Bearer \$TOKEN'$/],
  [{ header: 'x-api-key: s3cret' }, /^--header x-api-key is a secret in plain text/],
  [{ header: 'cookie: sid=s3cret' }, /-H 'cookie: session=\$SESSION'$/],
  [{ header: 'x-id: $ID' }, /^--header uses \$ID, which is not set: export ID, or write \$\$ for a dollar$/],
  [{ path: '/x?t=$ID' }, /^--path holds no variables/, { env: { ID: 'abcdefgh' } }],
  [{ data: 'a=${ID}' }, /^--data uses \$ID, which is not set/, { env: { ID: '' } }],
  [{ header: 'x-id: $ID' }, /header x-id has a value with a line break/, { env: { ID: 'a\nb' } }],
  [{ method: 'CONNECT' }, /^--method CONNECT opens a tunnel/],
  [{ method: 'A B' }, /^--method takes a method, such as GET or POST, not "A B"$/],
  [{ data: 'a', json: '1' }, /^--data and --json both set the body; leave one of them out$/],
  [{ data: '@gone' }, /^--data: cannot read .*gone: the file does not exist$/],
  [{ data: '@-' }, /^--data needs the name of a file; standard input is not read$/],
  [{ 'expect-header': 'json' }, /^--expect-header takes a name and a text/],
  [{ requests: 'gone.json' }, /^--requests: cannot read .*gone\.json: the file does not exist$/],
  [{ requests: 'a.har' }, /a\.har is not valid JSON: line 1, column/, { files: { 'a.har': '{"log"' } }],
  [
    { requests: 'a.har' },
    /is not a HAR recording as browsers save it: log\.entries is missing/,
    { files: { 'a.har': '{"log":{}}' } },
  ],
  [
    { requests: 'a.har' },
    /holds no request over http or https/,
    { files: { 'a.har': har(entry('data:,x')) } },
  ],
  [
    { requests: 'a.json' },
    /a\.json: request 1: "weight" must be a number above 0$/,
    { files: { 'a.json': '[{"path":"/","weight":0}]' } },
  ],
  [
    { requests: 'a.json' },
    /a\.json: request 1 has the unknown key "wieght"; did you mean weight\?$/,
    { files: { 'a.json': '[{"path":"/","wieght":1}]' } },
  ],
  [
    { requests: 'a.json' },
    /request 1: "path" must begin with \//,
    { files: { 'a.json': '[{"path":"users"}]' } },
  ],
  [
    { requests: 'a.json' },
    /two of body, json and form/,
    { files: { 'a.json': '[{"path":"/","body":"","json":1}]' } },
  ],
  [
    { requests: 'l.json', path: '/' },
    /^--path has no effect on the requests of l\.json/,
    { files: { 'l.json': LIST } },
  ],
  [
    { method: 'PUT' },
    /^--method has no effect on scenario script, whose script decides/,
    { asked: scripted },
  ],
  [
    { requests: 'l.json' },
    /^--requests has no effect on scenario script/,
    { asked: scripted, files: { 'l.json': LIST } },
  ],
  [{ path: '/{{id}}' }, /^a request has \{\{id\}\}, but there is no data file with this column/],
  [{ 'data-order': 'random' }, /^--data-order has no effect without --data-file/],
  [
    { path: '/{{usr}}', 'data-file': 'u.csv' },
    /has the columns user; did you mean user\?$/,
    { files: { 'u.csv': 'user\na' } },
  ],
  [
    { path: '/', 'data-file': 'u.csv' },
    /u\.csv has no effect: no request names one of its columns/,
    { files: { 'u.csv': 'user\na' } },
  ],
  [
    { path: '/{{user}}', 'data-file': 'u.csv' },
    /has 1 rows for 2 load processes/,
    { loadProcesses: 2, files: { 'u.csv': 'user\na' } },
  ],
  [
    { header: 'x-a: {{user}}', 'data-file': 'u.csv' },
    /row 2 has a value of user that HTTP forbids/,
    { files: { 'u.csv': 'user\na\n"b\nc"' } },
  ],
  [{ 'data-file': 'u.csv' }, /u\.csv is not valid CSV: .*line 3/, { files: { 'u.csv': 'a,b\n1,2\n1' } }],
  [{ 'data-file': 'u.csv' }, /u\.csv has two columns named "a"/, { files: { 'u.csv': 'a,a\n1,2' } }],
  [{ 'data-file': 'u.csv' }, /u\.csv is empty/, { files: { 'u.csv': '' } }],
  [{ 'data-file': 'u.csv' }, /u\.csv has no row/, { files: { 'u.csv': 'a,b\n' } }],
];

test('bad input is refused in one sentence that holds no secret', async (context) => {
  for (const [flags, sentence, around] of REFUSED) {
    await assert.rejects(resolved(context, flags, around), (error: Error) => {
      assert.equal(error.name, 'UsageError', `${JSON.stringify(flags)}: ${error.stack}`);
      assert.match(error.message, sentence);
      assert.doesNotMatch(error.message, /s3cret|\n/);
      return true;
    });
  }
});
