/** Caveats about the run that a reader needs before any figure: what is missing, and what the host did to it. */
import type { RunRecord } from '../../harness/records/run.ts';
import { SITTINGS_DIFFER } from '../../harness/stats/common-shift.ts';
import { unknownMetric } from '../../harness/stats/metrics/index.ts';
import { RESPONSES_DIFFER } from '../../harness/stats/response-differences.ts';
import { measured } from '../comparison.ts';
import { code, strong, type Text, text } from '../document/inline.ts';
import { counted, figure } from '../format.ts';
import type { Group } from '../groups.ts';
import { interruptionTexts } from '../interruptions.ts';
import { precisionMissed, stoppedAfter } from '../trial-counts.ts';
import { numbersText } from '../warning-numbers.ts';

/** Empty where nothing is missing and the host gives no cause for doubt. */
export function runCaveats(record: RunRecord, groups: readonly Group[]): Text[] {
  const missed = precisionMissed(record);
  return [
    ...differingResponses(record),
    ...(record.status === 'partial'
      ? [text`${strong('The run is partial')}: it was ${stoppedAfter(record)}.`]
      : []),
    ...interruptions(record),
    ...failures(record, groups),
    ...unknownMetrics(groups),
    ...hostWarnings(record),
    ...limitedCores(record),
    ...skipped(record),
    ...(missed === null ? [] : [text`${strong(missed)}: their intervals are wider.`]),
    ...singleTrials(groups),
  ];
}

/** Trials of several sittings share less of what the host did. */
function interruptions(record: RunRecord): Text[] {
  const texts = interruptionTexts(record);
  if (texts.length === 0) return [];
  const sittings = strong(`The run spans ${counted(texts.length + 1, 'sitting')}`);
  const judged = record.warnings.some(({ code: name }) => name === SITTINGS_DIFFER)
    ? ''
    : ' No change of all variants together was found between them, as far as their trials tell.';
  return [text`${sittings}: it was ${texts.join(', and ')}.${judged}`];
}

function failures({ trials }: RunRecord, groups: readonly Group[]): Text[] {
  const failed = trials.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return [];
  const cells = new Set(failed.map(({ cell }) => cell)).size;
  const without = groups.flatMap(({ results }) => results).filter(({ figures }) => figures === null).length;
  const rest =
    without === 0
      ? 'every variant still has figures'
      : `${counted(without, 'variant')} ${without === 1 ? 'has' : 'have'} no figures`;
  return [
    text`${strong(`${counted(failed.length, 'trial')} failed`)} in ${counted(cells, 'variant')}; ${rest}.`,
  ];
}

/** A record of a newer version is shown all the same. */
function unknownMetrics(groups: readonly Group[]): Text[] {
  const unknown = new Map(
    groups.flatMap(({ scenarioFacts, metric }) =>
      scenarioFacts === null || scenarioFacts.metric === metric.name
        ? []
        : [[unknownMetric(scenarioFacts.name, scenarioFacts.metric), metric.label]],
    ) as [string, string][],
  );
  return [...unknown].map(
    ([sentence, label]) =>
      text`${strong('Unknown metric')}: ${sentence}; its variants are shown by ${label}.`,
  );
}

/** Variants that respond differently: no figure of theirs can be compared. */
function differingResponses({ warnings }: RunRecord): Text[] {
  return warnings
    .filter(({ code: name }) => name === RESPONSES_DIFFER)
    .map(({ code: name, text: words }) => text`${strong('Responses differ')}: ${words} (${code(name)}).`);
}

/** Warnings about the host, which cast doubt on every figure. */
function hostWarnings({ warnings }: RunRecord): Text[] {
  return warnings
    .filter(({ cell, code: name }) => cell === null && name !== RESPONSES_DIFFER)
    .map(({ code: name, text: words, numbers }) => {
      const shown = numbersText([numbers]);
      return text`${strong('Host')}: ${words} (${code(name)}${shown === '' ? '' : `: ${shown}`}).`;
    });
}

/** A container's share of a host: percentages of the host are not percentages of what the run may use. */
function limitedCores({ host, trials }: RunRecord): Text[] {
  const rows =
    trials.flatMap((trial) => (trial.status === 'ok' ? [trial.cpu.cores.length] : []))[0] ?? host.cores;
  const usable = Math.min(host.cores, host.cgroupCpuLimit ?? host.cores);
  if (usable >= rows) return [];
  const lead = `This run may use ${figure(usable)} of the host's ${counted(rows, 'core')}`;
  return [text`${strong(lead)}: percentages of the host count all ${rows} cores, so 100% cannot be reached.`];
}

function skipped({ skipped: cells }: RunRecord): Text[] {
  if (cells.length === 0) return [];
  const was = cells.length === 1 ? 'was' : 'were';
  return [text`${counted(cells.length, 'variant')} ${was} skipped; the reasons are listed below.`];
}

function singleTrials(groups: readonly Group[]): Text[] {
  const withFigures = groups.flatMap(({ results }) => measured(results));
  const count = withFigures.filter(({ ok }) => ok.length === 1).length;
  if (count === 0) return [];
  const which =
    count === withFigures.length
      ? 'Each variant has'
      : `${counted(count, 'variant')} ${count === 1 ? 'has' : 'have'}`;
  return [
    text`${which} figures from only one trial: their spread is unknown, so a difference cannot be distinguished from chance.`,
  ];
}
