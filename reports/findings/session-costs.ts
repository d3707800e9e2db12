/** The cost per request of each session store, where a run has scenarios with several. */
import type { OkTrial } from '../../harness/records/run.ts';
import { mean, sum } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import { measured } from '../comparison.ts';
import { code, joined, strong, type Text, text } from '../document/inline.ts';
import { figure, signedPercent } from '../format.ts';
import { groupedBy } from '../grouped-by.ts';
import type { Group } from '../groups.ts';

/** The variable that chooses the store of the built-in apps: `targets/apps/sessions/index.ts`. */
const STORE = 'SESSIONS';

interface Cost extends Pick<CellResult, 'cell'> {
  readonly store: string;
  /** CPU time of the app and of its services per response, whatever its status. */
  readonly appMicroseconds: number;
  readonly serviceMicroseconds: number;
  /** Responses per second. */
  readonly rate: number;
}

/** A finding for each variant that was measured with several stores. */
export function sessionCostFindings(groups: readonly Group[]): Text[] {
  const costs = groups.flatMap((group) => {
    const store = group.scenarioFacts?.appEnv[STORE];
    return store === undefined
      ? []
      : measured(group.results).flatMap((result) => costOf(result, store) ?? []);
  });
  const alike = groupedBy(costs, ({ cell }) => JSON.stringify([cell.app, cell.variant]));
  return [...alike.values()].flatMap((members) => {
    const [base, ...others] = members;
    if (base === undefined || others.length === 0) return [];
    const parts = [shown(base), ...others.map((one) => text`${shown(one)}${against(one, base)}`)];
    return [
      text`${strong(text`Cost of sessions in ${code(base.cell.variant)}`)}, CPU time of the app per response: ${joined(parts, '; ')}.`,
    ];
  });
}

/** Null if the CPU of the app is unknown. */
function costOf({ cell, ok }: CellResult, store: string): Cost | null {
  const app = ok.map(({ cpu: { coresByRole } }) =>
    coresByRole.target === null ? null : coresByRole.target + coresByRole.primary,
  );
  const known = app.filter((cores) => cores !== null);
  if (known.length < app.length) return null;
  const services = ok.map(({ cpu }) => cpu.coresByRole.service);
  const rates = ok.map((trial) => responses(trial) / trial.load.windowSeconds);
  const perResponse = (cores: readonly number[]) =>
    mean(rates.map((rate, index) => (1e6 * (cores[index] ?? 0)) / rate));
  return {
    cell,
    store,
    appMicroseconds: perResponse(known),
    serviceMicroseconds: perResponse(services),
    rate: mean(rates),
  };
}

/** A 401 costs about as much as another response. */
function responses({ load: { statuses } }: OkTrial): number {
  return sum(Object.values(statuses));
}

function shown({ store, appMicroseconds, serviceMicroseconds, rate }: Cost): Text {
  const service = serviceMicroseconds > 0 ? ` + ${figure(serviceMicroseconds)} of its service` : '';
  return text`${code(store)} ${figure(appMicroseconds)}${service} µs, ${figure(rate)} responses per second`;
}

function against(one: Cost, base: Cost): string {
  const times =
    (one.appMicroseconds + one.serviceMicroseconds) / (base.appMicroseconds + base.serviceMicroseconds);
  return ` (CPU ${signedPercent(times - 1)}, rate ${signedPercent(one.rate / base.rate - 1)})`;
}
