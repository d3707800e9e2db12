/** Nights as a history would hold them, without running anything: the same options give the same ones. */
import { type CellSummary, HISTORY_SCHEMA, type Summary } from '../../harness/records/history.ts';
import { mulberry32 } from '../../harness/stats/mulberry32.ts';

interface Step {
  /** From this night on, 0 the first. */
  readonly night: number;
  /** Change of the metric, as a ratio: -0.05 takes 5% off. */
  readonly change: number;
}

export interface HistoryOptions {
  readonly nights?: number;
  /** Setups, each with its level in requests per second and its steps. */
  readonly cells?: Readonly<Record<string, { readonly level: number; readonly steps?: readonly Step[] }>>;
  /** Standard deviation of logs between nights, and between trials of one. */
  readonly noise?: number;
  readonly seed?: number;
  readonly alter?: (summary: Summary, night: number) => Summary | null;
}

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 5, 2, 30);

export function exampleNights({
  nights = 90,
  cells = { single: { level: 9700 } },
  noise = 0.013,
  seed = 1,
  alter = (summary) => summary,
}: HistoryOptions = {}): Summary[] {
  const random = mulberry32(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: nights }, (_, night): Summary | null => {
    const startedAt = new Date(START + night * DAY_MS).toISOString();
    const commit = Array.from({ length: 40 }, () => Math.floor(random() * 16).toString(16)).join('');
    return alter(
      {
        schema: HISTORY_SCHEMA,
        id: `${startedAt} ${commit.slice(0, 7)}`,
        startedAt,
        status: 'complete',
        commit,
        branch: 'main',
        dirty: false,
        node: 'v24.4.0',
        tool: '0.1.0',
        host: { cpuModel: 'Intel(R) Xeon(R) Platinum 8275CL CPU @ 3.00GHz', cores: 8 },
        groups: [
          {
            scenario: 'db-wait',
            app: 'express',
            metric: 'throughput',
            load: 'autocannon keep-alive /api/users, delay 50 ms, 500 connections, 30 s after 3 s',
            cells: Object.entries(cells).map(([variant, { level, steps = [] }]): CellSummary => {
              const factor = steps
                .filter((step) => step.night <= night)
                .reduce((all, { change }) => all * (1 + change), 1);
              const figure = (value: number) => Number((value * Math.exp(noise * normal())).toPrecision(5));
              return {
                variant,
                mean: figure(level * factor),
                spread: Number((noise * (0.5 + random())).toPrecision(3)),
                trials: 5,
                failed: 0,
                p50: figure(51.2 / factor),
                p99: figure(63.1 / factor),
                cpuPerRequest: figure(98.3 / factor),
              };
            }),
          },
        ],
      },
      night,
    );
  }).filter((summary) => summary !== null);
}
