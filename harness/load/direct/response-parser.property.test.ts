import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ResponseCase, responseCase } from '../../dev/testing/arbitrary-response.ts';
import { tries } from '../../dev/testing/property-runs.ts';
import { outcomeOf } from '../../dev/testing/response-stream.ts';
import { ResponseMemo, ResponseParser } from './response-parser.ts';

/** Places to cut at, as shares of the stream, so that they fit any length. */
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });

function cutsOf(length: number, cuts: readonly number[]): number[] {
  return cuts.map((share) => Math.floor(share * length)).sort((one, other) => one - other);
}

const everywhere = (length: number) =>
  Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1);

test('every response is parsed as it was made, however it is cut', () => {
  fc.assert(
    fc.property(responseCase, shares, ({ stream, method, expected }, cuts) => {
      const memo = new ResponseMemo();
      for (const places of [[], cutsOf(stream.length, cuts), [], everywhere(stream.length)]) {
        assert.deepEqual(outcomeOf(stream, places, { method, memo }), expected);
      }
    }),
    { numRuns: tries(1_000) },
  );
});

/** Bytes with a meaning to the parser come more often than others. */
const troublesome = fc.oneof(
  fc.constantFrom(
    ...['\r', '\n', '\r\n', '\r\n\r\n', ' ', '\t', ':', ',', ';', '"', '0', 'f', '\0', 'HTTP/1.1 200 OK\r\n'],
  ),
  fc.constantFrom('Content-Length: 3\r\n', 'Transfer-Encoding: chunked\r\n', '0\r\n\r\n', '\r\n 1', 'close'),
  fc.uint8Array({ minLength: 1, maxLength: 3 }).map((array) => Buffer.from(array).toString('latin1')),
);

const mutation = fc.record({
  kind: fc.constantFrom('flip', 'drop', 'insert', 'replace', 'truncate' as const),
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  bit: fc.nat({ max: 7 }),
  count: fc.integer({ min: 1, max: 8 }),
  text: troublesome,
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutated(stream: Buffer, { kind, place, bit, count, text }: Mutation): Buffer {
  const at = Math.floor(place * stream.length);
  const before = stream.subarray(0, at);
  const behind = stream.subarray(at);
  const inserted = Buffer.from(text, 'latin1');
  switch (kind) {
    case 'flip':
      return Buffer.from(stream.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte)));
    case 'drop':
      return Buffer.concat([before, behind.subarray(count)]);
    case 'insert':
      return Buffer.concat([before, inserted, behind]);
    case 'replace':
      return Buffer.concat([before, inserted, behind.subarray(inserted.length)]);
    default:
      return before;
  }
}

/** `outcomeOf` also throws if the parser claims to have read past a piece's end. */
test('the outcome of a damaged response does not depend on the cuts', () => {
  const limits = { maxHeadBytes: 400, maxBodyBytes: 250 };
  fc.assert(
    fc.property(
      responseCase,
      fc.array(mutation, { minLength: 1, maxLength: 5 }),
      shares,
      (original: ResponseCase, mutations, cuts) => {
        const stream = mutations.reduce(mutated, original.stream);
        const { method } = original;
        const uncut = outcomeOf(stream, [], { method, ...limits });
        const memo = new ResponseMemo();
        outcomeOf(original.stream, [], { method, memo, ...limits });
        for (const places of [[], cutsOf(stream.length, cuts), everywhere(stream.length), []]) {
          const stale = places.length % 2 ? 'line ends' : 'what comes next';
          assert.deepEqual(outcomeOf(stream, places, { method, memo, stale, ...limits }), uncut);
        }
      },
    ),
    { numRuns: tries(2_000) },
  );
});

test('earlier streams, valid or not, do not affect the outcome', () => {
  const turn = fc.tuple(responseCase, shares, fc.array(mutation, { maxLength: 2 }));
  fc.assert(
    fc.property(fc.array(turn, { minLength: 2, maxLength: 6 }), (turns) => {
      const memo = new ResponseMemo();
      const parser = new ResponseParser({ memo });
      for (const [{ stream, method }, cuts, mutations] of turns) {
        const bytes = mutations.reduce(mutated, stream);
        const expected = outcomeOf(bytes, [], { method });
        assert.deepEqual(outcomeOf(bytes, cutsOf(bytes.length, cuts), { method, parser }), expected);
        if (expected.kind === 'response') assert.equal(memo.body?.toString('latin1'), expected.body);
      }
    }),
    { numRuns: tries(1_000) },
  );
});

test('the outcome of arbitrary bytes does not depend on the cuts', () => {
  const piece = fc.oneof(
    troublesome,
    fc.constantFrom('HTTP/1.1 204\r\n', 'HTTP/1.0 200 OK\n', 'Connection: close\r\n'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), shares, (pieces, cuts) => {
      const stream = Buffer.from(pieces.join(''), 'latin1');
      const uncut = outcomeOf(stream, []);
      for (const places of [cutsOf(stream.length, cuts), everywhere(stream.length)]) {
        assert.deepEqual(outcomeOf(stream, places), uncut);
      }
    }),
    { numRuns: tries(1_000) },
  );
});
