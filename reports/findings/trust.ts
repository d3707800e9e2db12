/** What speaks against the figures: errors, broken laws, a busy client, a host shared with others. */
import type { OkTrial, Warning } from '../../harness/records/run.ts';
import { sum } from '../../harness/stats/summary.ts';
import { errorTotal } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import { between, counted, fixed, percent } from '../format.ts';
import { type Group, okTrials } from '../groups.ts';
import { limitOf } from '../limits.ts';
import { named } from './naming.ts';

const FULL_HOST = 95;

export function trustFindings(group: Group): string[] {
  return [...errors(group), ...law(okTrials(group)), ...client(group), ...usedUp(group)];
}

/** Who else used the host: where somebody did, every other figure is to be doubted. */
export function disturbanceFindings(group: Group): string[] {
  const trials = okTrials(group);
  return [...others(trials), ...steal(trials)];
}

function errors({ results }: Group): string[] {
  const erring = measured(results).filter(({ figures }) => errorTotal(figures.errors) > 0);
  if (erring.length === 0) return [];
  const total = sum(erring.map(({ figures }) => errorTotal(figures.errors)));
  return [
    `${counted(total, 'request')} failed, in ${named(erring)}; throughput and latency are of correct answers alone.`,
  ];
}

function law(trials: readonly OkTrial[]): string[] {
  const ratios = numbersOf(trials, 'littles-law').map(({ ratio = Number.NaN }) => ratio);
  if (ratios.length === 0) return [];
  const shares = between(ratios, (value) => percent(value, 1));
  const where = `In ${counted(ratios.length, 'trial')}`;
  return [
    isOpen(trials)
      ? `${where} throughput × mean latency was ${shares} of the requests under way, where Little's law has 100 %: some hang without an end, or are missing from the figures.`
      : `${where} ${shares} of the connections had a request under way, where a closed loop has 100 %: the load was not what it was meant to be.`,
  ];
}

function client(group: Group): string[] {
  const busy = measured(group.results).filter(({ ok }) => numbersOf(ok, 'load-client-saturated').length > 0);
  if (busy.length === 0) return [];
  const trials = okTrials(group);
  const count = numbersOf(trials, 'load-client-saturated').length;
  const where = `in ${count} of ${counted(trials.length, 'trial')}`;
  const said = isOpen(trials)
    ? `The load client sent requests late ${where}, which is part of their latencies`
    : `The load client was busy, or kept from a core, ${where} and may have held the target back`;
  return [`${said}, in ${named(busy)}: ask for more \`--load-processes\`.`];
}

/** Of trials of one scenario. */
function isOpen(trials: readonly OkTrial[]): boolean {
  return trials.some(({ load }) => load.mode.arrivals === 'open');
}

/** Of the warnings of a kind: where a trial was judged already, a report does not judge again. */
function numbersOf(trials: readonly OkTrial[], code: string): Warning['numbers'][] {
  return trials.flatMap(({ warnings }) =>
    warnings.filter((warning) => warning.code === code).map(({ numbers }) => numbers),
  );
}

/**
 * Where nothing is left over, app and load client take from each other, and more workers cannot help. In an open loop
 * the client spins on purpose, and a full host says nothing.
 */
function usedUp(group: Group): string[] {
  if (isOpen(okTrials(group))) return [];
  const full = measured(group.results).filter((result) => {
    const limit = limitOf(result);
    return Math.round(result.figures.cpuBusy) >= FULL_HOST && !(limit?.setBy === 'host' && limit.binds);
  });
  if (full.length === 0) return [];
  return [
    `The host's CPU was used up (${FULL_HOST} % and more) in ${named(full)}: it, with the load client on it, sets these figures.`,
  ];
}

function others(trials: readonly OkTrial[]): string[] {
  const foreign = numbersOf(trials, 'foreign-load');
  const [first] = foreign;
  if (first === undefined) return [];
  return [
    `${foreign.length * 2 >= trials.length ? '**The host was not quiet**' : 'The host was not quiet throughout'}: processes that are no part of this run used ${between(
      foreign.map(({ other = Number.NaN }) => other),
      (value) => fixed(value, 1),
    )} of ${counted(first.cores ?? Number.NaN, 'core')} in ${counted(foreign.length, 'trial')} of ${trials.length}, and may have cost the figures something.`,
  ];
}

function steal(trials: readonly OkTrial[]): string[] {
  const stolen = numbersOf(trials, 'steal').map(({ steal: share = Number.NaN }) => share);
  return stolen.length === 0
    ? []
    : [
        `The hypervisor took up to ${fixed(Math.max(...stolen), 1)} % of the CPU from this host: others share it, and figures suffer.`,
      ];
}
