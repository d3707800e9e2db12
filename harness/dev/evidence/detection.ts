/**
 * `npm run evidence detection [-- file seconds]`: simulates false alarms per report and changes found, by our tests
 * and by common ones; prints the tables of docs/evidence-detection.md. Each row is one part.
 */
import type { Column } from '../../../reports/document/table.ts';
import { table } from '../markdown-table.ts';
import { inParts } from './in-parts.ts';
import { allSlowerTable } from './simulated/all-slower.ts';
import { bootstrapTable } from './simulated/bootstrap.ts';
import { changePointTable } from './simulated/change-points.ts';
import { falseAlarmTable, wanderingTable } from './simulated/false-alarms.ts';
import { foundTable } from './simulated/found.ts';
import { moreTable } from './simulated/more.ts';
import { oneOfSeveralTable } from './simulated/one-of-several.ts';
import { pairsFoundTable, pairsTable } from './simulated/pairs.ts';
import { peakTable } from './simulated/peaks.ts';
import { precisionTable } from './simulated/precision.ts';
import { runsTable } from './simulated/runs.ts';
import type { SimulatedTable } from './simulated/simulated-table.ts';

const tables: readonly SimulatedTable[] = [
  oneOfSeveralTable,
  allSlowerTable,
  falseAlarmTable,
  foundTable,
  runsTable,
  bootstrapTable,
  wanderingTable,
  pairsTable,
  pairsFoundTable,
  moreTable,
  changePointTable,
  precisionTable,
  peakTable,
];

const parts = tables.flatMap(({ name, rows }) =>
  [...rows].map(([row, make]) => [`${name}: ${row}`, async () => make()] as const),
);
const measured = await inParts('detection', new Map(parts));

for (const { name, titles, rows } of tables) {
  const found = [...rows.keys()].flatMap((row) => {
    const cells = measured.get(`${name}: ${row}`);
    return cells ? [cells] : [];
  });
  const columns = titles.map(
    (title, at): Column<readonly string[]> => ({
      title,
      align: at === 0 ? 'left' : 'right',
      cell: (cells) => cells[at] ?? '',
    }),
  );
  console.log(`${name}\n\n${table(columns, found)}\n`);
}
