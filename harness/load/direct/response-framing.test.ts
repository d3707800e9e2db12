import { describe } from 'node:test';
import {
  type Case,
  check,
  cutShort,
  malformed,
  response,
  untilClose,
} from '../../dev/testing/response-cases.ts';

const length = (value: string, body = 'hello') => `HTTP/1.1 200 OK\nContent-Length: ${value}\n\n${body}`;

describe('a body with a Content-Length', () => {
  const cases: Case[] = [
    { name: 'has that many bytes', stream: length('5'), expected: response('hello') },
    { name: 'may be empty', stream: length('0', ''), expected: response('') },
    {
      name: 'leaves the bytes behind it',
      stream: length('5', 'helloHTTP'),
      expected: response('hello', { leftover: 4 }),
    },
    { name: 'is incomplete when cut short', stream: length('6'), expected: cutShort },
    {
      name: 'is counted in bytes, not characters',
      stream: length('4', '\xff\0\r\x80'),
      expected: response('\xff\0\r\x80'),
    },
    { name: 'may have leading zeros', stream: length('0005'), expected: response('hello') },
    {
      name: 'may repeat the same length',
      stream: length('5\ncontent-length: 5'),
      expected: response('hello'),
    },
    { name: 'may repeat it in a list', stream: length('5, 05 ,5'), expected: response('hello') },
  ];
  cases.forEach(check);
  const wrong: readonly (readonly [string, string])[] = [
    ['5\nContent-Length: 6', 'Content-Length is given as 5 and as 6'],
    ['5, 6', 'Content-Length is given as 5 and as 6'],
    ['', 'Content-Length holds "", which is not a length'],
    ['5,', 'Content-Length holds "", which is not a length'],
    ['-1', 'Content-Length holds "-1", which is not a length'],
    ['+5', 'Content-Length holds "+5", which is not a length'],
    ['5.0', 'Content-Length holds "5.0", which is not a length'],
    ['0x5', 'Content-Length holds "0x5", which is not a length'],
    ['5 5', 'Content-Length holds "5 5", which is not a length'],
    ['"5"', 'Content-Length holds "\\"5\\"", which is not a length'],
    ['\xb2', 'Content-Length holds "²", which is not a length'],
  ];
  for (const [value, sentence] of wrong) {
    check({
      name: `cannot be ${JSON.stringify(value)}`,
      stream: length(value),
      expected: malformed(sentence),
    });
  }
});

describe('a body over the limit', () => {
  const tooLong = malformed('the body is longer than 5 bytes, the limit');
  const limits = { maxBodyBytes: 5 };
  const until = 'HTTP/1.1 200 OK\n\n';
  const cases: Case[] = [
    { name: 'by its length', stream: length('6', ''), limits, expected: tooLong },
    { name: 'by any length', stream: length('9'.repeat(400), ''), limits, expected: tooLong },
    { name: 'by its first chunk', stream: chunked('6\n'), limits, expected: tooLong },
    { name: 'by all its chunks', stream: chunked('5\nhello\n1\n'), limits, expected: tooLong },
    { name: 'by a chunk without end', stream: chunked('f'.repeat(400)), limits, expected: tooLong },
    { name: 'up to the connection’s end', stream: `${until}hello!`, limits, expected: tooLong },
    { name: 'not if it just fits', stream: length('5'), limits, expected: response('hello') },
    { name: 'nor in chunks', stream: chunked('2\nhe\n3\nllo\n0\n\n'), limits, expected: response('hello') },
    { name: 'nor up to the end', stream: `${until}hello`, limits, expected: untilClose('hello') },
  ];
  cases.forEach(check);
});

function chunked(body: string, fields = ''): string {
  return `HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n${fields}\n${body}`;
}

describe('a body in chunks', () => {
  const cases: Case[] = [
    {
      name: 'is the sum of the chunks',
      stream: chunked('5\nhello\n1\n \n5\nworld\n0\n\n'),
      expected: response('hello world'),
    },
    { name: 'may be empty', stream: chunked('0\n\n'), expected: response('') },
    {
      name: 'sizes are hexadecimal',
      stream: chunked(`1a\n${'x'.repeat(26)}\n0\n\n`),
      expected: response('x'.repeat(26)),
    },
    {
      name: 'sizes may be in capitals',
      stream: chunked(`00A\n${'x'.repeat(10)}\n000\n\n`),
      expected: response('x'.repeat(10)),
    },
    {
      name: 'extensions are skipped',
      stream: chunked('5;a=b;c="d;e"\nhello\n0 ; x\n\n'),
      expected: response('hello'),
    },
    { name: 'a size may be padded', stream: chunked('5  \nhello\n0\t\n\n'), expected: response('hello') },
    {
      name: 'trailers are skipped',
      stream: chunked('2\nok\n0\nX-Sum: 1\nContent-Length: 9\nConnection: close\n\n'),
      expected: response('ok'),
    },
    {
      name: 'leaves the bytes behind it',
      stream: chunked('2\nok\n0\n\n0\n\n'),
      expected: response('ok', { leftover: 5 }),
    },
    {
      name: 'overrides a length',
      stream: chunked('2\nok\n0\n\n', 'Content-Length: 5\n'),
      expected: response('ok'),
    },
    {
      name: 'overrides an invalid length',
      stream: chunked('2\nok\n0\n\n', 'Content-Length: x\n'),
      expected: response('ok'),
    },
    {
      name: 'data may look like framing',
      stream: chunked('5\n0\n\n\n0\n\n'),
      expected: response('0\r\n\r\n'),
    },
    { name: 'cut short in the data', stream: chunked('5\nhell'), expected: cutShort },
    { name: 'cut short before the last chunk', stream: chunked('5\nhello\n'), expected: cutShort },
    { name: 'cut short in the trailers', stream: chunked('5\nhello\n0\nX-Sum: 1\n'), expected: cutShort },
    {
      name: 'a missing size',
      stream: chunked('\nhello'),
      expected: malformed('a chunk does not begin with its size'),
    },
    {
      name: 'a negative size',
      stream: chunked('-5\nhello'),
      expected: malformed('a chunk does not begin with its size'),
    },
    {
      name: 'a size that is not a number',
      stream: chunked('5g\nhello'),
      expected: malformed('a chunk’s size has a character that is not a hexadecimal digit'),
    },
    {
      name: 'a size with text after a space',
      stream: chunked('5 5\nhello'),
      expected: malformed('a chunk’s size has a character that is not a hexadecimal digit'),
    },
    {
      name: 'a size that ends in a lone LF',
      stream: chunked('5\u240Ahello'),
      expected: malformed('a chunk’s size has a character that is not a hexadecimal digit'),
    },
    {
      name: 'a size that ends in a lone CR',
      stream: chunked('5\rhello'),
      expected: malformed('a chunk’s size does not end in CR LF'),
    },
    {
      name: 'an extension that ends in a lone LF',
      stream: chunked('5;a\u240Ahello'),
      expected: malformed('a chunk’s size does not end in CR LF'),
    },
    {
      name: 'data longer than announced',
      stream: chunked('5\nhello!\n'),
      expected: malformed('a chunk is not of the announced size'),
    },
    {
      name: 'data shorter than announced',
      stream: chunked('5\nhell\n\n0\n\n'),
      expected: malformed('a chunk is not of the announced size'),
    },
    {
      name: 'a trailer without a colon',
      stream: chunked('0\nX-Sum\n\n'),
      expected: malformed('a line of the trailer section is not a name, a colon and a value'),
    },
    {
      name: 'trailers over the limit',
      stream: chunked(`0\nX: ${'x'.repeat(60)}\n\n`),
      limits: { maxHeadBytes: 64 },
      expected: malformed('the trailer section is longer than 64 bytes'),
    },
    {
      name: 'two extensions that just fit',
      stream: chunked(`1;${'x'.repeat(61)}\na\n1;${'x'.repeat(61)}\nb\n0\n\n`),
      limits: { maxHeadBytes: 64 },
      expected: response('ab'),
    },
    {
      name: 'an extension over the limit',
      stream: chunked(`5;${'x'.repeat(63)}`),
      limits: { maxHeadBytes: 64 },
      expected: malformed('a chunk’s size and extensions are longer than 64 bytes'),
    },
  ];
  cases.forEach(check);
});

describe('transfer codings', () => {
  const coded = (value: string, body: string) => `HTTP/1.1 200 OK\nTransfer-Encoding: ${value}\n\n${body}`;
  const cases: Case[] = [
    { name: 'in any case', stream: coded('ChunkED', '2\nok\n0\n\n'), expected: response('ok') },
    {
      name: 'other codings before chunked remain',
      stream: coded('gzip, , chunked', '2\nok\n0\n\n'),
      expected: response('ok'),
    },
    {
      name: 'in two fields',
      stream: coded('gzip\nTransfer-Encoding: chunked', '2\nok\n0\n\n'),
      expected: response('ok'),
    },
    {
      name: 'a quoted comma does not separate',
      stream: coded('a;b=", chunked, "', 'ok'),
      expected: untilClose('ok'),
    },
    {
      name: 'a quoted coding does not count',
      stream: coded('a;b="x, chunked"', 'ok'),
      expected: untilClose('ok'),
    },
    {
      name: 'nor does one behind a quoted quote',
      stream: coded('a;b="\\", chunked', 'ok'),
      expected: untilClose('ok'),
    },
    { name: 'chunked is not last', stream: coded('chunked, gzip', 'ok'), expected: untilClose('ok') },
    { name: 'another coding alone', stream: coded('gzip', 'ok'), expected: untilClose('ok') },
    {
      name: 'another coding and a length',
      stream: coded('identity\nContent-Length: 1', 'ok'),
      expected: untilClose('ok'),
    },
    {
      name: 'chunked twice',
      stream: coded('chunked, chunked', ''),
      expected: malformed('the chunked coding is applied twice'),
    },
    {
      name: 'chunked twice in two fields',
      stream: coded('chunked\nTransfer-Encoding: x, chunked', ''),
      expected: malformed('the chunked coding is applied twice'),
    },
    {
      name: 'chunked with parameters',
      stream: coded('chunked;q=1', ''),
      expected: malformed('the chunked coding has parameters'),
    },
  ];
  cases.forEach(check);
});

describe('a body that ends with the connection', () => {
  const cases: Case[] = [
    { name: 'is everything received', stream: 'HTTP/1.1 200 OK\n\nhello', expected: untilClose('hello') },
    { name: 'may be empty', stream: 'HTTP/1.1 200 OK\nX: y\n\n', expected: untilClose('') },
    {
      name: 'never keeps the connection',
      stream: 'HTTP/1.0 200 OK\nConnection: keep-alive\n\nhello',
      expected: untilClose('hello'),
    },
  ];
  cases.forEach(check);
});

describe('responses without a body', () => {
  const fields = 'Content-Length: 5\n\n';
  const cases: Case[] = [
    { name: '204', stream: `HTTP/1.1 204 No Content\n\n`, expected: response('', { status: 204 }) },
    {
      name: '204 with a length',
      stream: `HTTP/1.1 204 No Content\n${fields}`,
      expected: response('', { status: 204 }),
    },
    {
      name: '304 with a length',
      stream: `HTTP/1.1 304 Not Modified\n${fields}`,
      expected: response('', { status: 304 }),
    },
    {
      name: '304 in chunks',
      stream: 'HTTP/1.1 304 Not Modified\nTransfer-Encoding: chunked\n\n',
      expected: response('', { status: 304 }),
    },
    {
      name: 'to HEAD, with a length',
      method: 'HEAD',
      stream: `HTTP/1.1 200 OK\n${fields}`,
      expected: response(''),
    },
    {
      name: 'to HEAD, in chunks',
      method: 'HEAD',
      stream: 'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n',
      expected: response(''),
    },
    {
      name: 'to HEAD, without framing',
      method: 'HEAD',
      stream: 'HTTP/1.1 200 OK\n\n',
      expected: response(''),
    },
    {
      name: 'to HEAD, with wrong framing',
      method: 'HEAD',
      stream: 'HTTP/1.1 200 OK\nContent-Length: x\n\n',
      expected: response(''),
    },
    {
      name: 'to HEAD, but with a body',
      method: 'HEAD',
      stream: length('5'),
      expected: response('', { leftover: 5 }),
    },
    { name: 'to head, which is not HEAD', method: 'head', stream: length('5'), expected: response('hello') },
    {
      name: '205 with a length has a body',
      stream: `HTTP/1.1 205 Reset\n${fields}hello`,
      expected: response('hello', { status: 205 }),
    },
  ];
  cases.forEach(check);
});

describe('interim responses', () => {
  const early =
    'HTTP/1.1 103 Early Hints\nLink: </a.css>; rel=preload\nConnection: close\nContent-Length: 9\n\n';
  const cases: Case[] = [
    {
      name: 'are skipped',
      stream: `HTTP/1.1 100 Continue\n\n${early}${early}${length('5')}`,
      expected: response('hello'),
    },
    { name: 'alone are incomplete', stream: early, expected: cutShort },
    {
      name: 'may be unknown',
      stream: `HTTP/1.1 199 x\n\n${length('5')}`,
      expected: response('hello'),
    },
    {
      name: '101 is final',
      stream: 'HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nConnection: Upgrade\n\n\x81\x00',
      expected: response('', { status: 101, keepAlive: false, leftover: 2 }),
    },
  ];
  cases.forEach(check);
});
