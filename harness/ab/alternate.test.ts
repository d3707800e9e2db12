import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../dev/testing/property-runs.ts';
import { alternate, type Pair as PairOf } from './alternate.ts';

interface Cell {
  readonly id: string;
}
type Pair = PairOf<Cell>;

const cellsOf = (...ids: string[]) => ids.map((id): Cell => ({ id }));
const three = cellsOf('single', 'cluster-2-rr', 'cluster-4-rr');

async function pairsOf(
  cells: readonly Cell[],
  rules: { maxPairs: number; seed: number },
  isOpen: (cell: Cell, played: readonly Pair[]) => boolean = () => true,
): Promise<Pair[]> {
  const played: Pair[] = [];
  await alternate(
    cells,
    rules,
    (cell) => isOpen(cell, played),
    async (pair) => {
      played.push(pair);
    },
  );
  return played;
}

const textOf = ({ cell, pair, order }: Pair) => `${cell.id} ${pair} ${order.join()}`;

test('each round has one pair of every cell, in its own order', async () => {
  const pairs = await pairsOf(three, { maxPairs: 20, seed: 1 });
  assert.equal(pairs.length, 60);
  const rounds = Array.from({ length: 20 }, (_, round) => pairs.slice(3 * round, 3 * round + 3));
  for (const [index, round] of rounds.entries()) {
    assert.deepEqual([...new Set(round.map(({ pair }) => pair))], [index + 1]);
    assert.equal(new Set(round.map(({ cell }) => cell)).size, 3);
  }
  const orders = new Set(rounds.map((round) => round.map(({ cell }) => cell.id).join()));
  assert.ok(orders.size > 3, [...orders].join(' '));
});

test('each side goes first in one of two consecutive pairs, and only the seed decides which', () =>
  fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const pairs = await pairsOf(three, { maxPairs: 6, seed });
      assert.deepEqual((await pairsOf(three, { maxPairs: 6, seed })).map(textOf), pairs.map(textOf));
      for (const { id } of three) {
        const first = pairs.filter(({ cell }) => cell.id === id).map(({ order }) => order[0]);
        for (const block of [0, 2, 4]) {
          assert.deepEqual(first.slice(block, block + 2).sort(), ['base', 'head'], `${id} ${first}`);
        }
      }
    }),
  ));

test('the side that goes first is random: equally often over seeds, blocks and cells', async () => {
  const first: Record<string, string[]> = {};
  for (let seed = 0; seed < 500; seed++) {
    for (const { cell, pair, order } of await pairsOf(three.slice(0, 2), { maxPairs: 4, seed })) {
      if (pair % 2 === 0) continue;
      const key = `${cell.id} ${pair}`;
      first[key] = [...(first[key] ?? []), order[0]];
    }
  }
  const sequences = Object.values(first);
  assert.equal(sequences.length, 4);
  for (const [index, sequence] of sequences.entries()) {
    assert.ok(
      isHalf(sequence, (side) => side === 'head'),
      `${index}`,
    );
    // Cells and blocks are independent.
    for (const other of sequences.slice(index + 1)) {
      assert.ok(
        isHalf(sequence, (side, at) => side === other[at]),
        `${index}`,
      );
    }
  }
});

/** Tolerance for a count of 500: six standard deviations. */
function isHalf<Item>(items: readonly Item[], holds: (item: Item, at: number) => boolean): boolean {
  return Math.abs(items.filter(holds).length - items.length / 2) < 67;
}

test('a cell that is closed gets no more pairs, and the others continue', async () => {
  const pairs = await pairsOf(three, { maxPairs: 10, seed: 7 }, ({ id }, played) => {
    const most = id === 'single' ? 2 : 5;
    return played.filter(({ cell }) => cell.id === id).length < most;
  });
  const countOf = (wanted: string) => pairs.filter(({ cell }) => cell.id === wanted).length;
  assert.deepEqual(
    three.map(({ id }) => countOf(id)),
    [2, 5, 5],
  );
});

test('a pair that closes another cell removes it from the rest of the round', async () => {
  const pairs = await pairsOf(three, { maxPairs: 10, seed: 7 }, (_, played) => played.length < 4);
  assert.deepEqual(
    pairs.map(({ pair }) => pair),
    [1, 1, 1, 2],
  );
});

test('a rejected pair ends the run', async () => {
  let played = 0;
  const given = alternate(
    three,
    { maxPairs: 9, seed: 1 },
    () => true,
    async () => {
      if (++played === 5) throw new Error('interrupted');
    },
  );
  await assert.rejects(given, /interrupted/);
  assert.equal(played, 5);
});
