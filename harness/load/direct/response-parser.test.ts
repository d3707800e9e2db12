import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MalformedResponse, ResponseMemo, ResponseParser } from './response-parser.ts';

const response = (body: string, fields = '') =>
  Buffer.from(`HTTP/1.1 200 OK\r\n${fields}Content-Length: ${body.length}\r\n\r\n${body}`);

/** Parses the response to one request, whole in one chunk. */
function ask(parser: ResponseParser, bytes: Buffer, method = 'GET') {
  parser.expect(method);
  const response = parser.push(bytes);
  assert.ok(response);
  return response;
}

describe('one connection', () => {
  test('responses follow each other', () => {
    const parser = new ResponseParser();
    for (const body of ['a', 'a', 'bb', '', 'a', 'a']) {
      assert.equal(ask(parser, response(body)).body.toString(), body);
    }
  });

  test('bytes behind a response are parsed as the next one', () => {
    const parser = new ResponseParser();
    const both = Buffer.concat([response('a'), response('a'), response('b')]);
    const bodies: string[] = [];
    for (let at = 0; at < both.length; at = parser.consumed) {
      parser.expect('GET');
      bodies.push(parser.push(both, at)?.body.toString() ?? 'none');
    }
    assert.deepEqual(bodies, ['a', 'a', 'b']);
  });

  test('a request before the response to the last one throws', () => {
    const parser = new ResponseParser();
    parser.push(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no'));
    assert.throws(() => parser.expect('GET'), /before the response to the last one/);
    parser.reset();
    assert.equal(ask(parser, response('a')).body.toString(), 'a');
  });

  test('a malformed response throws again until reset', () => {
    const parser = new ResponseParser();
    const fault = new MalformedResponse('it does not begin with "HTTP/1."');
    assert.throws(() => parser.push(Buffer.from('SSH-2.0')), fault);
    assert.throws(() => parser.push(response('a')), fault);
    assert.throws(() => parser.end(), fault);
    assert.throws(() => parser.expect('GET'));
    parser.reset();
    assert.equal(ask(parser, response('a')).body.toString(), 'a');
  });

  test('faults of one head do not carry over to the next', () => {
    const parser = new ResponseParser();
    const chunked = (coding: string) =>
      Buffer.from(`HTTP/1.1 200 OK\r\nTransfer-Encoding: ${coding}\r\n\r\n1\r\na\r\n0\r\n\r\n`);
    assert.throws(() => parser.push(chunked('chunked, chunked')), MalformedResponse);
    parser.reset();
    assert.equal(ask(parser, chunked('chunked')).body.toString(), 'a');
  });

  test('reset forgets a partial response', () => {
    for (const part of [
      'HTTP/1.1 2',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe',
      'HTTP/1.1 100 \r\n\r\n',
    ]) {
      const parser = new ResponseParser();
      parser.expect('HEAD');
      parser.reset();
      parser.expect('GET');
      parser.push(Buffer.from(part));
      assert.equal(parser.end(), null);
      parser.reset();
      assert.equal(ask(parser, response('a')).body.toString(), 'a');
    }
  });
});

test('Set-Cookie values are whole, in order, and of the final response alone', () => {
  const parser = new ResponseParser();
  const early = 'HTTP/1.1 103 X\r\nSet-Cookie: early=1\r\n\r\n';
  const fields =
    'Set-Cookie: a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT\r\nX-Set-Cookie: no\r\nset-cookie:b=2;\r\n  Path=/\r\n';
  const ofBoth = ask(parser, Buffer.concat([Buffer.from(early), response('', fields)]));
  assert.deepEqual(ofBoth.setCookies, ['a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT', 'b=2; Path=/']);
  assert.deepEqual(ask(parser, response('')).setCookies, []);
  assert.equal(ofBoth.setCookies.length, 2, 'they do not change with the next head');
});

describe('parsers that share a memo', () => {
  const parsers = (count: number) => {
    const memo = new ResponseMemo();
    return Array.from({ length: count }, () => new ResponseParser({ memo }));
  };

  test('a repeated body is the same buffer on every connection', () => {
    const [one, two] = parsers(2) as [ResponseParser, ResponseParser];
    const bodies = [
      ask(one, response('a')),
      ask(two, response('a')),
      ask(one, response('a', 'X: 1\r\n')),
      ask(two, response('b')),
      ask(one, response('a')),
      ask(two, Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n')),
      ask(one, response('')),
      ask(two, response('')),
    ].map(({ body }) => body);
    assert.deepEqual(
      bodies.map((body, index) => body === bodies[index - 1]),
      [false, true, true, false, false, true, false, true],
    );
  });

  test('responses that alternate are known as long as their lengths differ', () => {
    const [one, two] = parsers(2) as [ResponseParser, ResponseParser];
    const ask3 = (parser: ResponseParser) =>
      ['a', 'bb', 'c'].map((body) => ask(parser, response(body, 'X: 1\r\n')));
    const [before, after] = [ask3(one), ask3(two)];
    assert.deepEqual(
      after.map(({ body }) => body.toString()),
      ['a', 'bb', 'c'],
    );
    assert.deepEqual(
      after.map((response, index) => response === before[index]),
      [false, true, false],
      'a and c take the same place',
    );
  });

  test('a known response to HEAD is none to GET, however often both come', () => {
    const parser = new ResponseParser();
    const head = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    const withBody = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n');
    for (let turn = 0; turn < 3; turn++) {
      ask(parser, head, 'HEAD');
      ask(parser, head, 'GET');
      ask(parser, withBody, 'HEAD');
    }
    parser.expect('GET');
    assert.equal(parser.push(withBody), null, 'its body is still to come');
  });

  test('a response in pieces is compared with the last one at its end', () => {
    const [one, two] = parsers(2) as [ResponseParser, ResponseParser];
    const long = 'x'.repeat(10_000);
    const begin = (body: string) => {
      one.expect('GET');
      assert.equal(one.push(response(body), 0, response(body).length - 1), null);
      return () => one.push(Buffer.from(body.slice(-1)));
    };
    const { body: longBody } = ask(two, response(long));
    const first = begin(long);
    ask(two, response('other'));
    assert.deepEqual(first()?.body, longBody);
    assert.equal(two.consumed, response('other').length);
    const second = begin('other');
    ask(two, response('xxxxx'));
    const { body: otherBody } = ask(two, response('other'));
    assert.equal(second()?.body, otherBody);
    assert.equal(ask(two, response('other')).body, otherBody);
  });

  test('a response in pieces becomes the last response too', () => {
    const [one, two] = parsers(2) as [ResponseParser, ResponseParser];
    ask(one, response('a'));
    one.expect('GET');
    assert.equal(one.push(response('b'), 0, 20), null);
    const body = one.push(response('b'), 20)?.body;
    assert.equal(body?.toString(), 'b');
    assert.equal(ask(two, response('b')).body, body);
  });

  test('the last piece of a response is not a response of its own', () => {
    const parser = new ResponseParser();
    const bytes = response('hello');
    parser.expect('GET');
    parser.push(bytes, 0, bytes.length - 2);
    assert.ok(parser.push(bytes, bytes.length - 2));
    parser.expect('GET');
    assert.throws(() => parser.push(Buffer.from('lo')), MalformedResponse);
  });

  test('the same bytes mean another response to HEAD', () => {
    const [one, two] = parsers(2) as [ResponseParser, ResponseParser];
    const bytes = response('hello');
    for (let round = 0; round < 3; round++) {
      assert.equal(ask(one, bytes).body.toString(), 'hello');
      assert.equal(ask(two, bytes, 'HEAD').body.toString(), '');
      assert.equal(two.consumed, bytes.length - 5);
    }
  });

  test('a response does not change when others follow', () => {
    const [one, two] = parsers(2) as [ResponseParser, ResponseParser];
    const chunk = response('hello');
    const first = ask(one, chunk);
    const again = ask(two, chunk);
    chunk.fill(0);
    ask(one, response('world'));
    ask(two, response('12345'));
    assert.deepEqual([first.body.toString(), again.body.toString()], ['hello', 'hello']);
  });

  test('a body that is a prefix or an extension of the last one is another body', () => {
    const parser = new ResponseParser();
    const bodies = ['hello world', 'hello', 'hello world', 'hello there', 'hello there!'];
    for (const body of bodies) assert.equal(ask(parser, response(body)).body.toString(), body);
  });

  test('a body also repeats in responses too long for the memo', () => {
    const parser = new ResponseParser();
    const bodies = [1, 2, 3, 3].map((round) => ask(parser, response('x'.repeat(5_000 * round))).body);
    assert.deepEqual(
      bodies.map(({ length }) => length),
      [5_000, 10_000, 15_000, 15_000],
    );
    assert.equal(bodies[3], bodies[2]);
  });
});
