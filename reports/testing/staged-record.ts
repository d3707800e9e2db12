import type { OkTrial, RunRecord } from '../../harness/records/run.ts';
import { exampleRecord, steadyRate } from './example-record.ts';

/** Two variants whose rate rises for half a minute and stays for another one, with memory that grows by 10%. */
export function stagedRecord(): RunRecord {
  const record = exampleRecord({
    ...{ workers: [1, 2], policies: ['rr'], proxies: ['none'], trials: 2 },
    scenarios: [steadyRate],
    durationSeconds: 60,
    offeredRate: 75,
    alter: staged,
  });
  const stages = [30, 30].map((durationSeconds) => ({ durationSeconds, level: 100 }));
  return { ...record, plan: { ...record.plan, stages } };
}

function staged(trial: OkTrial): OkTrial {
  const stage = { fromLevel: 0, level: 100, failed: 0 };
  return {
    ...trial,
    load: {
      ...trial.load,
      phases: [
        { ...stage, name: '0 to 100', fromSeconds: 0, toSeconds: 30, throughput: 49, p99Ms: 12 },
        {
          ...stage,
          name: 'at 100',
          fromSeconds: 30,
          toSeconds: 60,
          throughput: 98,
          p99Ms: 20,
          fromLevel: 100,
          failed: 3,
        },
      ],
    },
    memory: {
      beforeLoadBytes: null,
      atSeconds: [0, 30, 60.01],
      processes: [{ pid: 7, instance: 0, role: 'worker', bytes: [60e6, 63e6, 66e6] }],
      slope: { bytesPerHour: 360e6, low: 300e6, high: 400e6, firstHalfBytesPerHour: 360e6 },
    },
  };
}
