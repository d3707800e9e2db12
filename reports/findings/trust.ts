/** Doubts about the figures: errors, a broken Little's law, a busy client, a shared host. */
import type { OkTrial, Warning } from '../../harness/records/run.ts';
import { sum } from '../../harness/stats/summary.ts';
import { unexpectedFailures } from '../../harness/stats/unexpected-failures.ts';
import type { CellResult } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import { code, strong, type Text, text } from '../document/inline.ts';
import { between, counted, fixed, percent } from '../format.ts';
import { type Group, okTrials } from '../groups.ts';
import { limitOf } from '../limits.ts';
import { named } from './naming.ts';

/** Percent of the host. */
const FULL_HOST = 95;

export function trustFindings(group: Group): Text[] {
  return [...errors(group), ...law(okTrials(group)), ...client(group), ...usedUp(group)];
}

/** Other users of the host. They cast doubt on every other figure. */
export function disturbanceFindings(group: Group): Text[] {
  const trials = okTrials(group);
  return [...others(trials), ...steal(trials)];
}

/** Failures that the scenario expects are its figures, which other findings show. */
function errors({ results, scenarioFacts }: Group): Text[] {
  const expected = scenarioFacts?.expectedFailures ?? [];
  const failedIn = ({ ok }: CellResult) => sum(ok.map(({ load }) => unexpectedFailures(load, expected)));
  const erring = measured(results).filter((result) => failedIn(result) > 0);
  if (erring.length === 0) return [];
  const total = sum(erring.map(failedIn));
  return [
    text`${counted(total, 'request')} failed, in ${named(erring)}; throughput and latency count correct responses only.`,
  ];
}

function law(trials: readonly OkTrial[]): Text[] {
  const ratios = numbersOf(trials, 'littles-law').map(({ ratio = Number.NaN }) => ratio);
  if (ratios.length === 0) return [];
  const shares = between(ratios, (value) => percent(value, 1));
  const where = `In ${counted(ratios.length, 'trial')}`;
  return [
    isOpen(trials)
      ? text`${where} throughput × mean latency was ${shares} of the requests in flight; by Little's law it is 100%. Some requests never end, or are missing from the figures.`
      : text`${where} ${shares} of the connections had a request in flight; in a closed loop it is 100%. The load was not as intended.`,
  ];
}

function client(group: Group): Text[] {
  const busy = measured(group.results).filter(({ ok }) => numbersOf(ok, 'load-client-saturated').length > 0);
  if (busy.length === 0) return [];
  const trials = okTrials(group);
  const count = numbersOf(trials, 'load-client-saturated').length;
  const where = text`in ${count} of ${counted(trials.length, 'trial')}, in ${named(busy)}`;
  const advice = isFromElsewhere(trials)
    ? text`use more ${code('--agents')}, or give each more ${code('--load-processes')}`
    : othersTookCores(trials)
      ? text`stop the other programs, and measure again`
      : text`use more ${code('--load-processes')}, or give the load cores of its own (${code('--cpus')})`;
  return [
    isOpen(trials)
      ? text`The load client sent requests late ${where}. The delay is part of their latencies: ${advice}.`
      : text`The load client was busy, or short of CPU, ${where}. It may have limited the throughput: ${advice}.`,
  ];
}

/** Whether other programs used the host in most trials whose client was busy or late. */
function othersTookCores(trials: readonly OkTrial[]): boolean {
  const busy = trials.filter((trial) => numbersOf([trial], 'load-client-saturated').length > 0);
  return numbersOf(busy, 'foreign-load').length * 2 >= busy.length;
}

/** Whether the trials, which are of one scenario, are of an open loop. */
function isOpen(trials: readonly OkTrial[]): boolean {
  return trials.some(({ load }) => load.mode.arrivals === 'open');
}

/** Whether agents on other hosts sent the load. */
function isFromElsewhere(trials: readonly OkTrial[]): boolean {
  return trials.some(({ loadHosts }) => loadHosts.length > 0);
}

/** Numbers of every warning with this code. Trials are judged once, and not again by a report. */
function numbersOf(trials: readonly OkTrial[], name: string): Warning['numbers'][] {
  return trials.flatMap(({ warnings }) =>
    warnings.filter((warning) => warning.code === name).map(({ numbers }) => numbers),
  );
}

/**
 * Variants that used the whole host: app and load client take CPU from each other, and more workers cannot help. An open
 * loop's client spins on purpose, so that a full host means nothing there.
 */
function usedUp(group: Group): Text[] {
  if (isOpen(okTrials(group))) return [];
  const full = measured(group.results).filter((result) => {
    const limit = limitOf(result);
    return Math.round(result.figures.cpuBusy) >= FULL_HOST && !(limit?.setBy === 'host' && limit.binds);
  });
  if (full.length === 0) return [];
  const host = isFromElsewhere(okTrials(group)) ? 'the host' : 'the host, which also runs the load client,';
  return [
    text`The host's CPU was used up (${FULL_HOST}% or more) in ${named(full)}: ${host} limits these figures.`,
  ];
}

function others(trials: readonly OkTrial[]): Text[] {
  const foreign = numbersOf(trials, 'foreign-load');
  const [first] = foreign;
  if (first === undefined) return [];
  const isUsual = foreign.length * 2 >= trials.length;
  const lead = isUsual ? strong('The host was not quiet') : 'The host was not always quiet';
  const used = between(
    foreign.map(({ other = Number.NaN }) => other),
    (value) => fixed(value, 1),
  );
  const cores = counted(first.cores ?? Number.NaN, 'core');
  return [
    text`${lead}: processes outside this run used ${used} of ${cores} in ${foreign.length} of ${counted(trials.length, 'trial')}, and may have affected the figures.`,
  ];
}

function steal(trials: readonly OkTrial[]): Text[] {
  const stolen = numbersOf(trials, 'steal').map(({ steal: share = Number.NaN }) => share);
  return stolen.length === 0
    ? []
    : [
        text`The hypervisor took up to ${fixed(Math.max(...stolen), 1)}% of this host's CPU: other guests share the machine, and the figures suffer.`,
      ];
}
