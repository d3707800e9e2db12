import type { Cell, ProbedResponse, RunWarning, Trial } from '../records/run.ts';
import { RESPONSES_DIFFER, responseDifferences } from '../stats/response-differences.ts';

/**
 * responsesDiffer warns once for each app and scenario whose variants respond differently. It compares them with the
 * single process, or with the first variant that has a figure.
 */
export function responsesDiffer(cells: readonly Cell[], trials: readonly Trial[]): RunWarning[] {
  return [...groupsOf(cells).values()].flatMap((group) => {
    const all = group.flatMap((cell) => {
      const response = responseOf(cell, trials);
      return response === null ? [] : [{ cell, response }];
    });
    const reference = all.find(({ cell }) => cell.isReference) ?? all[0];
    if (!reference) return [];
    const unlike = all.flatMap(({ cell, response }) => {
      const differences = responseDifferences(response, reference.response);
      return differences.length === 0 ? [] : [{ cell, differences }];
    });
    const [first, ...others] = unlike;
    if (!first) return [];
    const also = others.length === 0 ? '' : `; so do others: ${others.map(({ cell }) => cell.id).join(', ')}`;
    const text = `${first.cell.id} does not respond as ${reference.cell.id} does: ${first.differences.join(', ')}${also}; their figures are not of the same work`;
    return [{ code: RESPONSES_DIFFER, text, numbers: { responseVariants: unlike.length }, cell: null }];
  });
}

function groupsOf(cells: readonly Cell[]): Map<string, Cell[]> {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.scenario, cell.app]);
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return groups;
}

/** The response of a cell's first trial with figures. Its sizes vary if those of the trials differ. */
function responseOf({ id }: Cell, trials: readonly Trial[]): ProbedResponse | null {
  const responses = trials.flatMap((trial) =>
    trial.status === 'ok' && trial.cell === id ? [trial.response] : [],
  );
  const [first] = responses;
  if (!first) return null;
  const bytesDiffer = responses.some((one) => one.bytesDiffer || one.bytes !== first.bytes);
  return { ...first, bytesDiffer };
}
