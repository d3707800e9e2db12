/** Refuses flags about one request where a list or a script decides what is sent. */
import type { Scenario } from '../../../scenarios/index.ts';
import { isSocket } from '../../../scenarios/socket-user.ts';
import { isFixed } from '../../../scenarios/user.ts';
import type { RequestList } from '../../load/users/sent-requests.ts';
import type { RunOptionName } from '../options/run.ts';
import { UsageError } from '../usage-error.ts';
import type { UserConfig } from '../user-values.ts';

const OF_ONE_REQUEST = [
  ...(['path', 'method', 'data', 'json'] as const),
  ...(['expect-status', 'expect-body', 'expect-header'] as const),
] satisfies readonly RunOptionName[];

/** @throws {UsageError} at a flag about one request beside a list, or a list beside a script */
export function refuseOnList({ name }: RequestList, scenarios: readonly Scenario[], user: UserConfig): void {
  const script = scenarios.find((scenario) => !isFixed(scenario.user));
  if (script) {
    throw new UsageError(
      `${user.requests?.origin} has no effect on scenario ${script.name}, whose script decides what is sent; name another with --scenario, or leave it out`,
    );
  }
  const flag = flagAmong(user);
  if (flag === undefined) return;
  throw new UsageError(`${flag} has no effect on the requests of ${name}; write it into that file`);
}

/** @throws {UsageError} at a flag about one request that no scenario heeds */
export function refuseOnScript(scenarios: readonly Scenario[], user: UserConfig): void {
  const script = scenarios.find((scenario) => !isFixed(scenario.user));
  if (script === undefined) return;
  if (isSocket(script.user)) {
    refuseOnSocket(script, user);
    return;
  }
  const flag = flagAmong(user);
  if (flag === undefined) return;
  throw new UsageError(
    `${flag} has no effect on scenario ${script.name}, whose script decides what is sent; leave it out, or name another with --scenario`,
  );
}

/** The path and the headers of a handshake may change; it has nothing else of a request. */
function refuseOnSocket({ name }: Scenario, { path: _, ...user }: UserConfig): void {
  const flag = flagAmong(user);
  if (flag === undefined) return;
  throw new UsageError(
    `${flag} has no effect on scenario ${name}, which sends messages over WebSockets; leave it out`,
  );
}

/** A file or the environment may hold values for other runs. */
function flagAmong(user: UserConfig): string | undefined {
  return OF_ONE_REQUEST.map((name) => user[name]?.origin).find((origin) => origin?.startsWith('--'));
}
