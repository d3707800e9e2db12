import { defineConfig, run } from 'cluster-bench';

const load = { connections: 50, trials: 1, duration: 1, warmup: 0.5 };
const config = defineConfig({ workers: [1, 2], policy: 'rr', proxy: 'none', ...load });
const { record, report } = await run(config, {
  onEvent: (event) => event.type === 'trial-started' && console.log(`measuring ${event.cell}`),
});
for (const trial of record.trials) {
  const figure = trial.status === 'ok' ? `${Math.round(trial.load.throughput)} requests/s` : trial.reason;
  console.log(`${trial.cell}: ${figure}`);
}
console.log(`report: ${report}`);
