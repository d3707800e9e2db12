/** The metrics of the built-in apps at `GET /metrics`. They are the same in all apps, and off unless the environment asks. */
import type { Metrics } from './metrics.ts';

export { type Metrics, NO_ROUTE } from './metrics.ts';

/** Every value of the variable METRICS, the default first. */
const values: ReadonlyMap<string, () => Promise<Metrics | null>> = new Map<
  string,
  () => Promise<Metrics | null>
>([
  ['off', async () => null],
  ['on', async () => (await import('./prometheus.ts')).prometheusMetrics()],
]);

/** openMetrics opens what the variable METRICS chooses; null for none. @throws if it is neither `on` nor `off` */
export async function openMetrics({ METRICS }: NodeJS.ProcessEnv): Promise<Metrics | null> {
  const names = [...values.keys()];
  const name = METRICS || names[0] || '';
  const open = values.get(name);
  if (!open) throw new Error(`METRICS takes ${names.join(', ')}, not "${name}"`);
  return open();
}
