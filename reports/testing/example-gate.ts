/** Gates as they were judged, for tests of reports. */
import type { Gate } from '../../harness/records/gate.ts';

/** A gate that is not met, unless altered. */
export function exampleGate(others: Partial<Gate> = {}): Gate {
  return {
    text: 'p99 cluster-8-rr < 120',
    metric: 'p99',
    label: null,
    cell: 'cluster-8-rr',
    sign: '<',
    limit: 120,
    unit: 'ms',
    value: 131.4,
    interval: { low: 126.2, high: 136.6, source: 'measured' },
    result: 'not-met',
    reason: null,
    lacking: 0,
    ...others,
  };
}
