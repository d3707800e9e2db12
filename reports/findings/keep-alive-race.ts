/**
 * Requests that were lost because the app closed an idle connection just as the proxy sent the next request on it. A
 * proxy then responds with 502, or closes its client's connection.
 */
import type { OkTrial } from '../../harness/records/run.ts';
import { sum } from '../../harness/stats/summary.ts';
import type { CellResult } from '../cell-result.ts';
import { code, joined, strong, type Text, text } from '../document/inline.ts';
import { figure, fixed, percent } from '../format.ts';
import type { Group } from '../groups.ts';

const BAD_GATEWAY = '502';
/** The variable that sets the timeout of built-in apps: `targets/apps/keep-alive.ts`. */
const TIMEOUT = 'KEEP_ALIVE_TIMEOUT_MS';

/** Names both timeouts. Empty unless requests behind a proxy were lost with the app alive. */
export function keepAliveRaceFindings({ results, scenarioFacts, proxies }: Group): Text[] {
  const timeoutMs = Number(scenarioFacts?.appEnv[TIMEOUT]);
  const isSet = timeoutMs > 0;
  return proxies.flatMap(({ name, behavior }) => {
    const behind = results.filter(({ cell }) => cell.proxy === name).map((result) => lostIn(result, isSet));
    const losing = behind.filter(({ lost }) => lost > 0);
    if (losing.length === 0) return [];
    const counts = losing.map(
      ({ variant, lost, sent }) =>
        text`${code(variant)} ${fixed(lost, 0)} of ${fixed(sent, 0)} requests (${percent(lost / sent, 1)})`,
    );
    const app = isSet
      ? `after ${figure(timeoutMs)} ms`
      : 'after its keepAliveTimeout (5 s by default in Node)';
    const proxy = behavior === null ? 'as its configuration says' : behavior.idleUpstream;
    return [
      text`${strong(text`Lost behind ${code(name)}`)}: ${joined(counts, '; ')}. The app closes idle connections ${app}, the proxy ${proxy}: a request that the proxy sends just as the app closes is lost. Let the app wait longer than the proxy.`,
    ];
  });
}

interface Lost {
  readonly variant: string;
  readonly lost: number;
  readonly sent: number;
}

/**
 * Windows with events are left out, since the app was not alive throughout.
 *
 * @param isProvoked whether the scenario sets the timeout: then closed connections are lost requests as well
 */
function lostIn({ cell, ok }: CellResult, isProvoked: boolean): Lost {
  const quiet = ok.filter(({ events }) => events.length === 0);
  const lostOf = ({ load: { statuses, errors } }: OkTrial) =>
    (statuses[BAD_GATEWAY] ?? 0) + (isProvoked ? errors.closed + errors.reset : 0);
  return {
    variant: cell.variant,
    lost: sum(quiet.map(lostOf)),
    sent: sum(quiet.map(({ load }) => load.sent)),
  };
}
