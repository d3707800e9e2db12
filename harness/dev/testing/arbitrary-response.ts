/** Arbitrary responses of every framing, each with its expected outcome. */
import fc from 'fast-check';
import type { Outcome } from './response-stream.ts';

export interface ResponseCase {
  readonly stream: Buffer;
  readonly method: string;
  readonly expected: Outcome;
}

type Body = Pick<Extract<Outcome, { kind: 'response' }>, 'body' | 'leftover'> & {
  readonly status: number;
  readonly fields: readonly string[];
  readonly wire: string;
  readonly method: string;
  readonly untilClose?: boolean;
};

const bytes = (maxLength: number) =>
  fc.uint8Array({ maxLength, size: 'max' }).map((array) => Buffer.from(array).toString('latin1'));
const token = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/);
const value = fc.stringMatching(/^[ -~\t\x80-\xff]{0,40}$/);
const blank = fc.constantFrom('', ' ', '\t', '  ', '\r\n ');
const lineEnd = fc.constantFrom('\r\n', '\r\n', '\r\n', '\n');
const OURS = /^(connection|keep-alive|content-length|transfer-encoding)$/i;

/** The name with random case. */
const anyCase = (name: string) =>
  fc
    .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
    .map((big) => [...name].map((letter, index) => (big[index] ? letter.toUpperCase() : letter)).join(''));

const fieldOf = (name: string, text: string) =>
  fc
    .tuple(anyCase(name), blank, blank)
    .map(([cased, before, behind]) => `${cased}:${before}${text}${behind}`);

const otherField = fc
  .tuple(token, value)
  .filter(([name]) => !OURS.test(name))
  .map(([name, text]) => `${name}:${text}`);

const finalStatus = fc.integer({ min: 200, max: 999 }).filter((status) => status !== 204 && status !== 304);
const leftover = bytes(20);

const withLength: fc.Arbitrary<Body> = fc
  .tuple(bytes(300), leftover, finalStatus, fc.integer({ min: 1, max: 3 }))
  .chain(([body, behind, status, times]) =>
    fieldOf('content-length', Array(times).fill(body.length).join(', ')).map((field) => ({
      status,
      fields: [field],
      body,
      wire: body + behind,
      leftover: behind.length,
      method: 'GET',
    })),
  );

const chunk = fc
  .tuple(bytes(60), fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.stringMatching(/^(;[ -~\t]{0,20})?$/))
  .filter(([data]) => data.length > 0)
  .map(([data, zeros, big, extension]) => {
    const digits = '0'.repeat(zeros) + data.length.toString(16);
    return { data, wire: `${big ? digits.toUpperCase() : digits}${extension}\r\n${data}\r\n` };
  });

const inChunks: fc.Arbitrary<Body> = fc
  .record({
    chunks: fc.array(chunk, { maxLength: 8 }),
    trailers: fc.array(otherField, { maxLength: 3 }),
    status: finalStatus,
    behind: leftover,
    coding: fc.constantFrom('chunked', 'gzip, chunked', ', Chunked ,', 'x;y="a,b", CHUNKED'),
    length: fc.option(fc.nat({ max: 99 })),
  })
  .chain(({ chunks, trailers, status, behind, coding, length }) =>
    fieldOf('transfer-encoding', coding).map((field) => ({
      status,
      fields: length === null ? [field] : [field, `Content-Length: ${length}`],
      body: chunks.map(({ data }) => data).join(''),
      wire: `${chunks.map(({ wire }) => wire).join('')}0\r\n${trailers.map((line) => `${line}\r\n`).join('')}\r\n${behind}`,
      leftover: behind.length,
      method: 'GET',
    })),
  );

const untilClose: fc.Arbitrary<Body> = fc
  .tuple(
    bytes(300),
    finalStatus,
    fc.constantFrom(
      [],
      ['Transfer-Encoding: gzip'],
      ['Transfer-Encoding: ,'],
      ['transfer-encoding:chunked,x'],
    ),
  )
  .map(([body, status, fields]) => ({
    status,
    fields,
    body,
    wire: body,
    leftover: 0,
    method: 'GET',
    untilClose: true,
  }));

const withoutBody: fc.Arbitrary<Body> = fc
  .tuple(
    fc.constantFrom(
      [204, 'GET'] as const,
      [304, 'GET'] as const,
      [200, 'HEAD'] as const,
      [404, 'HEAD'] as const,
    ),
    fc.constantFrom([], ['Content-Length: 5'], ['Content-Length: x'], ['Transfer-Encoding: chunked']),
    leftover,
  )
  .map(([[status, method], fields, behind]) => ({
    status,
    fields,
    body: '',
    wire: behind,
    leftover: behind.length,
    method,
  }));

const interim = fc
  .tuple(
    fc.integer({ min: 100, max: 199 }).filter((status) => status !== 101),
    fc.array(otherField, { maxLength: 2 }),
  )
  .map(([status, fields]) => `HTTP/1.1 ${status} \r\n${fields.map((field) => `${field}\r\n`).join('')}\r\n`);

const connections = [
  { fields: [], closes: false, keeps: false },
  { fields: ['Connection: close'], closes: true, keeps: false },
  { fields: ['Connection: Keep-Alive'], closes: false, keeps: true },
  { fields: ['connection:x, keep-alive', 'CONNECTION: Close , y'], closes: true, keeps: true },
];

/** `expected` follows from how the response was made, not from any parsing. */
export const responseCase: fc.Arbitrary<ResponseCase> = fc
  .record({
    interims: fc.oneof(fc.constant([]), fc.array(interim, { maxLength: 3 })),
    body: fc.oneof(withLength, inChunks, untilClose, withoutBody),
    minorVersion: fc.constantFrom(1, 1, 1, 0),
    reason: fc.constantFrom(' OK', ' ', '', ' No such thing: \xe4'),
    connection: fc.constantFrom(...connections),
    idleSeconds: fc.option(fc.nat({ max: 1000 })),
    others: fc.array(otherField, { maxLength: 4 }),
    lineEnd,
  })
  .chain((parts) => {
    const { idleSeconds, others, body, connection } = parts;
    const idle = idleSeconds === null ? [] : [`Keep-Alive: max=9, timeout=${idleSeconds}`];
    const lines = [...others, ...body.fields, ...connection.fields, ...idle];
    return fc.shuffledSubarray(lines, { minLength: lines.length }).map((fields) => responseOf(parts, fields));
  });

function responseOf(
  parts: {
    readonly interims: readonly string[];
    readonly body: Body;
    readonly minorVersion: number;
    readonly reason: string;
    readonly connection: (typeof connections)[number];
    readonly idleSeconds: number | null;
    readonly lineEnd: string;
  },
  fields: readonly string[],
): ResponseCase {
  const { body, connection, minorVersion } = parts;
  const head = [`HTTP/1.${minorVersion} ${body.status}${parts.reason}`, ...fields, '', ''].join(
    parts.lineEnd,
  );
  const isCoded = body.fields.some((field) => /^transfer-encoding/i.test(field));
  const persists = minorVersion === 1 || (connection.keeps && !isCoded);
  return {
    stream: Buffer.from(parts.interims.join('') + head + body.wire, 'latin1'),
    method: body.method,
    expected: {
      kind: 'response',
      status: body.status,
      keepAlive: persists && !connection.closes && !body.untilClose,
      idleTimeoutMs: parts.idleSeconds === null ? null : parts.idleSeconds * 1000,
      body: body.body,
      leftover: body.leftover,
    },
  };
}
