import { code, strong, type Text, text } from '../document/inline.ts';
import { figure, fixed } from '../format.ts';
import type { Group } from '../groups.ts';

/** Names the worker that hurts: the trial of each variant in which it differs most. */
export function workerDiffersFindings({ results }: Group): Text[] {
  return results.flatMap(({ cell, ok }) => {
    const found = ok.flatMap(({ trial, warnings }) =>
      warnings.flatMap(({ code: name, numbers }) => (name === 'worker-differs' ? [{ trial, numbers }] : [])),
    );
    const [worst] = found.toSorted((one, other) => timesOf(other.numbers) - timesOf(one.numbers));
    if (worst === undefined) return [];
    const { numbers, trial } = worst;
    const value = (name: string) => numbers[name] ?? Number.NaN;
    const { instance, pid = Number.NaN } = numbers;
    const which = instance === undefined ? 'One worker' : `Worker ${instance}`;
    return [
      text`${strong(`${which} differs`)} in ${code(cell.variant)} (pid ${String(pid)} in trial ${fixed(trial, 0)}): ${fixed(value('requests'), 0)} requests where its siblings have ${fixed(value('usualRequests'), 0)}, ${figure(value('cpuMsPerRequest'))} ms CPU per request where they need ${figure(value('usualCpuMsPerRequest'))}, p99 of its own responses ${figure(value('responseP99Ms'))} ms where theirs is ${figure(value('usualResponseP99Ms'))}. It differs in ${found.length} of ${ok.length} trials.`,
    ];
  });
}

function timesOf(numbers: Readonly<Record<string, number>>): number {
  const ratio = (own: string, usual: string) => (numbers[own] ?? 0) / (numbers[usual] ?? 1);
  return Math.max(
    ratio('cpuMsPerRequest', 'usualCpuMsPerRequest'),
    ratio('responseP99Ms', 'usualResponseP99Ms'),
  );
}
