/** The families of a run. */
import type { RunRecord } from '../../../harness/records/run.ts';
import { groupResults } from '../../groups.ts';
import type { OutputFiles } from '../output.ts';
import { cellLabels, figureFamilies, PREFIX } from './cell-families.ts';
import { type Family, openMetricsText } from './family.ts';
import { gateFamily } from './gate-family.ts';

export const files: OutputFiles = {
  run: (record) => [{ name: 'metrics.prom', text: openMetricsText(runFamilies(record)) }],
};

function runFamilies(record: RunRecord): Family[] {
  const results = groupResults(record).flatMap((group) => group.results);
  return [
    ...aboutRun(record),
    {
      name: `${PREFIX}trials`,
      unit: null,
      help: 'trials of the cell by their status',
      samples: results.flatMap((result) =>
        (['ok', 'failed'] as const).map((status) => ({
          labels: { ...cellLabels(result), status },
          value: result[status].length,
        })),
      ),
    },
    gateFamily(record.gates),
    ...figureFamilies(results),
  ];
}

function aboutRun({ startedAt, finishedAt, git, node, tool, host, status }: RunRecord): Family[] {
  const about = {
    commit: git?.commit ?? '',
    branch: git?.branch ?? '',
    node: node.version,
    version: tool.version,
    host: host.hostname,
    cpu_model: host.cpuModel,
    status,
  };
  const instant = (name: string, help: string, at: string): Family => ({
    name: `${PREFIX}run_${name}_timestamp_seconds`,
    unit: 'seconds',
    help,
    samples: [{ labels: {}, value: Date.parse(at) / 1000 }],
  });
  return [
    {
      name: `${PREFIX}run_info`,
      unit: null,
      help: 'what ran, and where',
      samples: [{ labels: about, value: 1 }],
    },
    instant('started', 'start of the run', startedAt),
    instant('finished', 'end of the run', finishedAt),
  ];
}
