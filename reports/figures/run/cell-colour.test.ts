import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell } from '../../../harness/records/run.ts';
import { exampleRecord } from '../../testing/example-record.ts';
import { contrast } from '../draw/colours.ts';
import { DARK, LIGHT, onPaper } from '../draw/theme.ts';
import { cellColours } from './cell-colour.ts';

const { cells } = exampleRecord({ workers: [1, 2, 4, 8], proxies: ['none', 'nginx'] });

test('every variant stands out from light paper and from dark', () => {
  for (const [id, colour] of cellColours(cells)) {
    assert.equal(onPaper(colour, LIGHT), colour, id);
    assert.ok(contrast(colour, LIGHT.paper) >= 3, id);
    assert.ok(contrast(onPaper(colour, DARK), DARK.paper) >= 3, id);
  }
});

test('variants have different colours, and the same behind a proxy', () => {
  const colours = cellColours(cells);
  const direct = cells.filter(({ proxy }) => proxy === null);
  assert.equal(new Set(direct.map(({ id }) => colours.get(id))).size, direct.length);
  assert.equal(colours.get('nginx+cluster-8-rr'), colours.get('cluster-8-rr'));
});

test('more workers are darker, and a setting changes the shade', () => {
  const plain = cells.find(({ id }) => id === 'cluster-8-rr');
  assert.ok(plain);
  const watched: Cell = { ...plain, id: 'watched', settings: { watchdog: '5s' } };
  const colours = cellColours([...cells, watched]);
  const contrasts = ['cluster-2-rr', 'cluster-4-rr', 'cluster-8-rr'].map((id) =>
    contrast(colours.get(id) ?? '', LIGHT.paper),
  );
  assert.deepEqual(
    contrasts,
    contrasts.toSorted((a, b) => a - b),
  );
  assert.notEqual(colours.get('watched'), colours.get('cluster-8-rr'));
});
