/** Checks for values that are valid alone but contradict each other. */
import { isSocket } from '../../scenarios/socket-user.ts';
import { isFixed } from '../../scenarios/user.ts';
import { clientNamed, exactClient } from '../load/clients/index.ts';
import { numbersRequests } from '../load/numbered/numbers-requests.ts';
import { userOf } from '../load/users/load-user.ts';
import { partsOf } from '../load/users/sent-requests.ts';
import { isAtSetRate, isSearch } from '../stats/set-rate.ts';
import { refuseLateEvents } from './events.ts';
import { needsTls, ownPath } from './resolve-run.ts';
import type { RunConfig } from './run-config.ts';
import { refuseOnSockets } from './socket-rules.ts';
import { connectionsOrigin, refuseWithStages } from './stages.ts';
import { UsageError } from './usage-error.ts';
import { originOf, type UserConfig } from './user-values.ts';

/** @throws {UsageError} naming both values by the flags, variables or keys that set them */
export function refuseContradictions(config: Omit<RunConfig, 'asked' | 'notices'>, user: UserConfig): void {
  const { connections, loadProcesses, delayMs, requestTimeoutSeconds, scenarios } = config;
  const builtIn = config.apps.find((app) => app.builtIn);
  const served = [...new Set(scenarios.flatMap((one) => ownPath(one) ?? [])), '/health'];
  const asked = partsOf(config).flatMap(({ path }) => path ?? []);
  const path = asked.find((one) => !served.includes(one));
  if (builtIn && path !== undefined) {
    throw new UsageError(
      `${originOf(user, config.requests === null ? 'path' : 'requests')} ${path} is not a path of the built-in app ${builtIn.name}, which serves ${served.join(' and ')}; name a script of yours with --app ./server.js`,
    );
  }
  refuseWithStages(config, user);
  if (connections < loadProcesses) {
    throw new UsageError(
      `${connectionsOrigin(config, user)} ${connections} is fewer than ${originOf(user, 'load-processes')} ${loadProcesses}; each load process needs at least one connection`,
    );
  }
  if (config.insecure && !config.https) {
    throw new UsageError(
      `${originOf(user, 'insecure')} is about certificates, but the app is loaded over plain HTTP; ${user.attach ? 'attach to an https:// URL' : 'add --https'}, or leave it out`,
    );
  }
  if (builtIn && config.https) {
    throw new UsageError(
      `${originOf(user, 'https')} is not supported by the built-in app ${builtIn.name}; name a script of yours with --app ./server.js`,
    );
  }
  refuseClient(config, user);
  refuseUnused(config, user);
  refuseOnSockets(config, user);
  refuseLateEvents(scenarios, config.events, config.durationSeconds, {
    event: originOf(user, 'event'),
    duration: originOf(user, config.stages.length > 0 ? 'stages' : 'duration'),
  });
  const waits = scenarios.some(({ delay }) => delay === 'simulated');
  if (waits && delayMs >= requestTimeoutSeconds * 1000) {
    throw new UsageError(
      `${originOf(user, 'delay')} of ${delayMs} ms makes every request exceed ${originOf(user, 'request-timeout')} of ${requestTimeoutSeconds} s; shorten the delay or lengthen the timeout`,
    );
  }
}

function refuseClient(config: Omit<RunConfig, 'asked' | 'notices'>, user: UserConfig): void {
  const { client, scenarios, clientAddresses, stages, events: added } = config;
  if (client === null) return;
  const https = needsTls(config);
  for (const scenario of scenarios) {
    const { name, mode, events = [] } = scenario;
    const sender = userOf(scenario, config);
    const isNumbered = numbersRequests(sender, [...events, ...added]);
    const load = { mode, https, clientAddresses, stages, user: sender, isNumbered };
    const fault = clientNamed(client).unfitFor(load);
    if (fault === null) continue;
    throw new UsageError(
      `${originOf(user, 'client')} ${client} cannot run scenario ${name}: ${fault}; leave it out, or use ${exactClient(load).name}`,
    );
  }
}

/**
 * Refuses flags without effect, which a user would believe to have worked. A file may hold them for other commands.
 */
function refuseUnused(
  { scenarios, precision }: Omit<RunConfig, 'asked' | 'notices'>,
  user: UserConfig,
): void {
  const isOpen = scenarios.some(({ mode }) => mode.arrivals === 'open');
  const unused = [
    {
      name: 'rate',
      needs: '--scenario steady-rate',
      isUsed: scenarios.some(isAtSetRate),
    },
    { name: 'slo', needs: '--scenario capacity', isUsed: scenarios.some(isSearch) },
    { name: 'arrivals', needs: '--scenario steady-rate', isUsed: isOpen },
    {
      name: 'path',
      needs: 'a scenario with a single request',
      isUsed: scenarios.some(({ user: sender }) => isFixed(sender) || isSocket(sender)),
    },
    ...(['expect-body', 'expect-status'] as const).map((name) => ({
      name,
      needs: 'a scenario with a single request',
      isUsed: scenarios.some(({ user: sender }) => isFixed(sender)),
    })),
    { name: 'max-trials', needs: '--precision 2%', isUsed: precision !== null },
  ] as const;
  for (const { name, needs, isUsed } of unused) {
    if (isUsed || !user[name]?.origin.startsWith('--')) continue;
    throw new UsageError(`${originOf(user, name)} has no effect here; add ${needs}, or leave it out`);
  }
}
