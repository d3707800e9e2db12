/** Encoded requests that are kept, and when they must not be used. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request } from '../../../scenarios/request.ts';
import { RequestEncoder } from './encode-request.ts';
import { RowRequests } from './row-requests.ts';
import { type RequestTemplate, requestTemplate } from './templates.ts';

const encoder = () => new RequestEncoder({ host: 'h', closes: false }, null);

function templateOf(path: string): RequestTemplate {
  const template = requestTemplate(request({ path }), ['id']);
  assert.ok(template);
  return template;
}

test('the same request, and the same row of a template, are encoded once', () => {
  const { encode } = bound(encoder());
  const plain = request({ path: '/a' });
  assert.equal(encode(plain), encode(plain));
  const template = templateOf('/{{id}}');
  const [one, other] = [{ id: '1' }, { id: '2' }];
  const first = encode(template.fill(one));
  assert.match(first.bytes.toString(), /^GET \/1 /);
  assert.match(encode(template.fill(other)).bytes.toString(), /^GET \/2 /);
  assert.equal(encode(template.fill(one)), first);
});

test('two templates have their own requests for the same row', () => {
  const { encode } = bound(encoder());
  const row = { id: '1' };
  const paths = ['/a/{{id}}', '/b/{{id}}', '/a/{{id}}'];
  const templates = paths.map(templateOf);
  for (let turn = 0; turn < 2; turn++) {
    const sent = templates.map((template) => encode(template.fill(row)).bytes.toString().split(' ')[1]);
    assert.deepEqual(sent, ['/a/1', '/b/1', '/a/1']);
  }
});

test('a cookie goes into its own request alone, of a template too', () => {
  const { encode } = bound(encoder());
  const body = Buffer.from('\0ü\xff', 'latin1');
  const plain = request({ method: 'POST', path: '/a', body });
  const filled = templateOf('/{{id}}').fill({ id: '1' });
  for (const cookie of ['sid=first', 'sid=2']) {
    const bytes = encode(plain, cookie).bytes.toString('latin1');
    assert.equal(
      bytes,
      `POST /a HTTP/1.1\r\nHost: h\r\nCookie: ${cookie}\r\nContent-Length: 3\r\n\r\n\0ü\xff`,
    );
    assert.match(encode(filled, cookie).bytes.toString(), new RegExp(`Cookie: ${cookie}\r\n`));
  }
  for (const one of [plain, filled]) assert.doesNotMatch(encode(one).bytes.toString('latin1'), /Cookie/);
});

test('requests of rows are kept up to so many bytes; those beyond are not', () => {
  const kept = new RowRequests<{ bytes: Buffer }>(1_500);
  const template = templateOf('/{{id}}');
  const rows = ['1', '2', '3'].map((id) => ({ id }));
  for (const row of rows) kept.keep(template, row, { bytes: Buffer.alloc(400) });
  assert.deepEqual(
    rows.map((row) => kept.get(template, row) !== undefined),
    [true, true, false],
  );
});

test('rows whose requests are not kept are sent as well', () => {
  const { encode } = bound(encoder());
  const template = requestTemplate(request({ method: 'POST', path: '/', body: '{{id}}' }), ['id']);
  assert.ok(template);
  const rows = Array.from({ length: 40 }, (_, index) => ({ id: String(index).padEnd(1024 * 1024, 'x') }));
  const sent = rows.map((row) => [encode(template.fill(row)), encode(template.fill(row))]);
  for (const [index, pair] of sent.entries()) {
    for (const { bytes } of pair) {
      assert.ok(bytes.toString('latin1').endsWith(String(index).padEnd(1024 * 1024, 'x')));
    }
  }
  const repeated = sent.filter(([first, second]) => first === second).length;
  assert.ok(repeated >= 10 && repeated < 16, `${repeated} of 40 requests of 1 MiB are kept`);
});

function bound(made: RequestEncoder): Pick<RequestEncoder, 'encode'> {
  return { encode: (...args) => made.encode(...args) };
}
