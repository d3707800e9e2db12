/** What a run found, in sentences: what a reader must know before reading any figure comes first. */
import type { RunRecord } from '../../harness/records/run.ts';
import { unknownMetric } from '../../harness/stats/metrics/index.ts';
import { measured } from '../comparison.ts';
import { code, escaped } from '../escape.ts';
import { counted, figure } from '../format.ts';
import type { Group } from '../groups.ts';
import { precisionMissed, stoppedAfter } from '../trial-counts.ts';
import { numbersTold } from '../warning-numbers.ts';
import { bestFindings } from './best.ts';
import { boundFindings, otherBoundFindings } from './bound.ts';
import { idleFindings } from './idle.ts';
import { openLoopFindings } from './open-loop.ts';
import { ownClusterFindings } from './own-cluster.ts';
import { policyFindings, proxyFindings, workersFindings } from './pairs.ts';
import { disturbanceFindings, trustFindings } from './trust.ts';

/** Sentences in Markdown about one group, the weightiest first. Never empty. */
export function groupFindings(group: Group): string[] {
  const results = measured(group.results);
  if (results.length === 0) return ['No trial gave figures.'];
  if (results.every(({ figures }) => figures.throughput.mean === 0)) {
    return ['**No setup gave a correct answer.**', ...disturbanceFindings(group), ...trustFindings(group)];
  }
  return [
    ...ownClusterFindings(group),
    ...openLoopFindings(group),
    ...boundFindings(group),
    ...idleFindings(group),
    ...disturbanceFindings(group),
    ...bestFindings(group),
    ...otherBoundFindings(group),
    ...workersFindings(group),
    ...policyFindings(group),
    ...proxyFindings(group),
    ...trustFindings(group),
  ];
}

/** What is missing from the run: it bears on everything else. Empty where nothing is. */
export function runFindings(record: RunRecord, groups: readonly Group[]): string[] {
  const missed = precisionMissed(record);
  const failed = record.trials.filter(({ status }) => status === 'failed');
  const cells = new Set(failed.map(({ cell }) => cell));
  const without = groups.flatMap(({ results }) => results).filter(({ figures }) => figures === null);
  const withAny = groups.flatMap(({ results }) => measured(results));
  const single = withAny.filter(({ ok }) => ok.length === 1);
  return [
    ...(record.status === 'partial' ? [`**The run is partial**: it was ${stoppedAfter(record)}.`] : []),
    ...(failed.length > 0
      ? [
          `**${counted(failed.length, 'trial')} failed**, in ${counted(cells.size, 'setup')}; ${withoutFigures(without.length)}.`,
        ]
      : []),
    ...unknownMetrics(groups),
    ...hostWarnings(record),
    ...limitedCores(record),
    ...(record.skipped.length > 0
      ? [
          `${counted(record.skipped.length, 'setup')} ${record.skipped.length === 1 ? 'was' : 'were'} skipped; the reasons stand below.`,
        ]
      : []),
    ...(missed === null ? [] : [`**${missed}**, which was asked for: their intervals are wider.`]),
    ...(single.length > 0 ? [oneTrial(single.length, withAny.length)] : []),
  ];
}

/** A record of a newer version is shown all the same. */
function unknownMetrics(groups: readonly Group[]): string[] {
  const unknown = groups.flatMap(({ scenarioFacts, metric }) =>
    scenarioFacts === null || scenarioFacts.metric === metric.name
      ? []
      : [
          `**Unknown metric**: ${escaped(unknownMetric(scenarioFacts.name, scenarioFacts.metric))}; its setups are shown by ${metric.label}.`,
        ],
  );
  return [...new Set(unknown)];
}

/** What speaks against the host, and so against every figure. */
function hostWarnings({ warnings }: RunRecord): string[] {
  return warnings
    .filter(({ cell }) => cell === null)
    .map(({ code: name, text, numbers }) => {
      const told = numbersTold([numbers]);
      return `**Host**: ${escaped(text)} (${code(name)}${told === '' ? '' : `: ${told}`}).`;
    });
}

/** A container's share of a host: what is said in percent of the host is not in percent of what the run may use. */
function limitedCores({ host, trials }: RunRecord): string[] {
  const rows =
    trials.flatMap((trial) => (trial.status === 'ok' ? [trial.cpu.cores.length] : []))[0] ?? host.cores;
  const usable = Math.min(host.cores, host.cgroupCpuLimit ?? host.cores);
  if (usable >= rows) return [];
  return [
    `**This run may use ${figure(usable)} of the host's ${counted(rows, 'core')}**: percentages of the host are of all ${rows}, ` +
      'and 100 % is out of reach.',
  ];
}

function withoutFigures(count: number): string {
  return count === 0
    ? 'every setup has figures all the same'
    : `${counted(count, 'setup')} ${count === 1 ? 'has' : 'have'} no figures`;
}

function oneTrial(count: number, all: number): string {
  const which =
    count === all ? 'Each setup has' : `${counted(count, 'setup')} ${count === 1 ? 'has' : 'have'}`;
  return `${which} figures of one trial alone: nothing is known about their spread, and no difference can be told from chance.`;
}
