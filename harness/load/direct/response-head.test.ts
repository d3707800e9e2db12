import { describe } from 'node:test';
import {
  type Case,
  check,
  cutShort,
  malformed,
  response,
  untilClose,
} from '../../dev/testing/response-cases.ts';
import type { Outcome } from '../../dev/testing/response-stream.ts';

describe('whether the connection may be used again', () => {
  const of = (version: string, fields: string, more: Parameters<typeof response>[1]): Case => ({
    name: `${version} ${JSON.stringify(fields)}`,
    stream: `HTTP/${version} 200 OK\nContent-Length: 2\n${fields}\nok`,
    expected: response('ok', more),
  });
  [
    of('1.1', '', { keepAlive: true }),
    of('1.1', 'CONNECTION:CLOSE\n', { keepAlive: false }),
    of('1.1', 'Connection: Upgrade ,\tclose\n', { keepAlive: false }),
    of('1.1', 'Connection: keep-alive\nConnection: close\n', { keepAlive: false }),
    of('1.1', 'Connection: closed\nX-Connection: close\n', { keepAlive: true }),
    of('1.1', 'Connection: keep-alive,\n  close\n', { keepAlive: false }),
    of('1.7', '', { keepAlive: true }),
    of('1.0', '', { keepAlive: false }),
    of('1.0', 'Connection: Keep-Alive\n', { keepAlive: true }),
    of('1.0', 'Connection: keep-alive, close\n', { keepAlive: false }),
    of('1.1', 'Keep-Alive: timeout=5\n', { idleTimeoutMs: 5_000 }),
    of('1.1', 'Keep-Alive: max=100, TimeOut=72 \n', { idleTimeoutMs: 72_000 }),
    of('1.1', 'Keep-Alive: timeout=0\n', { idleTimeoutMs: 0 }),
    of('1.1', `Keep-Alive: timeout=${'9'.repeat(400)}\n`, { idleTimeoutMs: 2 ** 31 - 1 }),
    of('1.1', 'Keep-Alive: timeout=, timeout=-5, timeout=5s, xtimeout=5\n', { idleTimeoutMs: null }),
  ].forEach(check);
  check({
    name: 'chunks in HTTP/1.0 are read, but the connection is not reused',
    stream: 'HTTP/1.0 200 OK\nConnection: keep-alive\nTransfer-Encoding: chunked\n\n2\nok\n0\n\n',
    expected: untilClose('ok'),
  });
});

describe('the status line', () => {
  const line = (text: string) => `${text}\nContent-Length: 2\n\nok`;
  const notHttp = malformed('it does not begin with "HTTP/1."');
  const wrong = malformed('its first line is not a status line');
  const of = (text: string, expected: Outcome): Case => ({
    name: JSON.stringify(text),
    stream: line(text),
    expected,
  });
  [
    of('HTTP/1.1 200', response('ok')),
    of('HTTP/1.1 200 ', response('ok')),
    of('HTTP/1.1 404 Not there: \xe4 "', response('ok', { status: 404 })),
    of('HTTP/1.1 999 ', response('ok', { status: 999 })),
    of('HTTP/1.1 099 ', wrong),
    of('HTTP/1.1 20 OK', wrong),
    of('HTTP/1.1 2000 OK', wrong),
    of('HTTP/1.1 2x0 OK', wrong),
    of('HTTP/1.1  200 OK', wrong),
    of('HTTP/1.1\t200 OK', wrong),
    of('HTTP/1.x 200 OK', wrong),
    of('HTTP/1.12 200 OK', wrong),
    of('HTTP/1.1', wrong),
    of('HTTP/2.0 200 OK', notHttp),
    of('http/1.1 200 OK', notHttp),
    of('ICY 200 OK', notHttp),
    of(' HTTP/1.1 200 OK', notHttp),
    of('', notHttp),
  ].forEach(check);
  [
    { name: 'a TLS alert', stream: '\x15\x03\x01\x00\x02\x02\x16', expected: notHttp },
    { name: 'cut short in it', stream: 'HTTP/1.1 2', expected: cutShort },
    { name: 'nothing arrived', stream: '', expected: cutShort },
  ].forEach(check);
});

describe('header lines', () => {
  const noField = malformed('a line of its head is not a name, a colon and a value');
  const head = (lines: string, rest = 'Content-Length: 2\n\nok') => `HTTP/1.1 200 OK\n${lines}${rest}`;
  const cases: Case[] = [
    { name: 'names in any case', stream: head('', 'cOnTeNt-LeNgTh: 2\n\nok'), expected: response('ok') },
    {
      name: 'optional white space around the value',
      stream: head('', 'Content-Length:\t 2 \t\n\nok'),
      expected: response('ok'),
    },
    {
      name: 'white space before the colon',
      stream: head('', 'Content-Length : 2\n\nok'),
      expected: response('ok'),
    },
    { name: 'empty values', stream: head('X-Empty:\nX-Blank: \n'), expected: response('ok') },
    {
      name: 'names of the same lengths',
      stream: head('X-Nothing: 1\nX-Connecti: close\nContent-Lengtx: 7\nTransfer-Encodinx: chunked\n'),
      expected: response('ok'),
    },
    { name: 'any bytes in values', stream: head('X: \0\x01\x7f\xff:\r;\n'), expected: response('ok') },
    {
      name: 'lines that end in a lone LF',
      stream: 'HTTP/1.1 200 OK\u240AX: y\u240AContent-Length: 2\u240A\u240Aok',
      expected: response('ok'),
    },
    {
      name: 'a head that ends in a lone LF',
      stream: head('', 'Content-Length: 4\n\u240A\n\n'),
      expected: response('\r\n\r\n'),
    },
    {
      name: 'folded lines belong to the line before',
      stream: head('X: y\n Content-Length: 9\n\tz\n \n', 'Content-Length:\n 2\n\nok'),
      expected: response('ok'),
    },
    {
      name: 'a folded line that makes a value invalid',
      stream: head('', 'Content-Length: 2\n 2\n\nok'),
      expected: malformed('Content-Length holds "2\\r\\n 2", which is not a length'),
    },
    { name: 'a folded line before any field', stream: head(' X: y\n'), expected: noField },
    { name: 'a line without a colon', stream: head('X\n'), expected: noField },
    { name: 'a line without a name', stream: head(': y\n'), expected: noField },
    { name: 'a name of two words', stream: head('X y: z\n'), expected: noField },
    { name: 'a name that is not a token', stream: head('Content-Length\x80: 9\n'), expected: noField },
    {
      name: 'a lone CR in place of the empty line',
      stream: head('', '\rContent-Length: 2\n\nok'),
      expected: noField,
    },
    {
      name: 'two CRs in place of the empty line',
      stream: head('', 'Content-Length: 2\n\r\nok\n\n'),
      expected: noField,
    },
    {
      name: 'a value that looks like a response',
      stream: head('X: HTTP/1.1 500 No\nY: HTTP/1.1 204\n\t\n'),
      expected: response('ok'),
    },
    {
      name: 'a long head',
      stream: head(`X: ${'x'.repeat(1_200)}\nY: ${'y'.repeat(1_200)}\n`),
      expected: response('ok'),
    },
    { name: 'cut short in an invalid head', stream: head('X\n', 'Y: z\n'), expected: cutShort },
    {
      name: 'a head that just fits',
      stream: head(`X: ${'x'.repeat(23)}\n`),
      limits: { maxHeadBytes: 66 },
      expected: response('ok'),
    },
    {
      name: 'a head over the limit',
      stream: head(`X: ${'x'.repeat(24)}\n`),
      limits: { maxHeadBytes: 66 },
      expected: malformed('the head is longer than 66 bytes'),
    },
    {
      name: 'a head without end',
      stream: head('X: y\n'.repeat(20), ''),
      limits: { maxHeadBytes: 66 },
      expected: malformed('the head is longer than 66 bytes'),
    },
  ];
  cases.forEach(check);
});
