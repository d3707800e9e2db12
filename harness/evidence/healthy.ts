/** `npm run evidence healthy`: 20 runs of a host that is left alone, and every warning that they raise. */
import { shortRun } from './short-run.ts';

const RUNS = 20;
const ARGS = ['--workers', '1,2', '--policy', 'rr', '--proxy', 'none', '--trials', '2'].concat(
  '--duration',
  '6',
  '--warmup',
  '2',
);

const raised = new Map<string, number>();
let trials = 0;
for (let run = 1; run <= RUNS; run++) {
  const record = await shortRun([...ARGS, '--seed', String(run)]);
  trials += record.trials.length;
  const warnings = [
    ...record.warnings,
    ...record.trials.flatMap((trial) => (trial.status === 'ok' ? trial.warnings : [])),
  ];
  for (const { code, text, numbers } of warnings) {
    if (!raised.has(code)) console.log(`run ${run}: ${code}: ${text} ${JSON.stringify(numbers)}`);
    raised.set(code, (raised.get(code) ?? 0) + 1);
  }
}
console.log(`${RUNS} runs, ${trials} trials; warnings raised:`);
for (const [code, count] of raised) console.log(`  ${code}: ${count}`);
