/** What speaks against the figures: errors, broken laws, a busy client, a host shared with others. */
import type { OkTrial, Warning } from '../../harness/record.ts';
import { sum } from '../../harness/stats/summary.ts';
import { errorTotal } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import { between, counted, fixed, percent } from '../format.ts';
import { type Group, okTrials } from '../groups.ts';
import { limitOf } from '../limits.ts';
import { named } from './naming.ts';

const NOTABLE_STEAL = 1;
const FULL_HOST = 95;
/** Of the host's cores. */
const FOREIGN_SHARE = 0.1;

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
  return [
    `In ${counted(ratios.length, 'trial')} ${between(ratios, (value) => percent(value, 1))} of the connections had a request under way, ` +
      'where a closed loop has 100 %: the load was not what it was meant to be.',
  ];
}

function client(group: Group): string[] {
  const busy = measured(group.results).filter(({ ok }) => numbersOf(ok, 'load-client-saturated').length > 0);
  if (busy.length === 0) return [];
  const trials = okTrials(group);
  const count = numbersOf(trials, 'load-client-saturated').length;
  return [
    `The load client was busy throughout in ${count} of ${counted(trials.length, 'trial')} and may have held the target back, in ${named(busy)}: ` +
      'ask for more `--load-processes`.',
  ];
}

/** Of the warnings of a kind: where a trial was judged already, a report does not judge again. */
function numbersOf(trials: readonly OkTrial[], code: string): Warning['numbers'][] {
  return trials.flatMap(({ warnings }) =>
    warnings.filter((warning) => warning.code === code).map(({ numbers }) => numbers),
  );
}

/** Where nothing is left over, app and load client take from each other, and more workers cannot help. */
function usedUp({ results }: Group): string[] {
  const full = measured(results).filter((result) => {
    const limit = limitOf(result);
    return Math.round(result.figures.cpuBusy) >= FULL_HOST && !(limit?.setBy === 'host' && limit.binds);
  });
  if (full.length === 0) return [];
  return [
    `The host's CPU was used up (${FULL_HOST} % and more) in ${named(full)}: it, with the load client on it, sets these figures.`,
  ];
}

function others(trials: readonly OkTrial[]): string[] {
  const foreign = trials.map(({ cpu }) => ({ used: cpu.coresByRole.other, of: cpu.cores.length }));
  const many = foreign.filter(({ used, of }) => used > FOREIGN_SHARE * of);
  if (many.length === 0) return [];
  const [{ of } = { of: 0 }] = many;
  return [
    `${many.length * 2 >= trials.length ? '**The host was not quiet**' : 'The host was not quiet throughout'}: processes that are no part of this run used ${between(
      many.map(({ used }) => used),
      (value) => fixed(value, 1),
    )} of ${counted(of, 'core')} in ${counted(many.length, 'trial')} of ${trials.length}, and may have cost the figures something.`,
  ];
}

function steal(trials: readonly OkTrial[]): string[] {
  const highest = Math.max(0, ...trials.map(({ cpu }) => cpu.steal ?? 0));
  return highest < NOTABLE_STEAL
    ? []
    : [
        `The hypervisor took up to ${fixed(highest, 1)} % of the CPU from this host: others share it, and figures suffer.`,
      ];
}
