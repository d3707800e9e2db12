/** Values that make sense alone, but not beside each other. */
import type { RunConfig } from '../config.ts';
import { UsageError } from '../usage-error.ts';
import { originOf, type UserConfig } from './user-config.ts';

/** @throws {UsageError} naming both sides, as the user gave them. */
export function refuseContradictions(config: Omit<RunConfig, 'command' | 'notices'>, user: UserConfig): void {
  const { connections, loadProcesses, delayMs, requestTimeoutSeconds, path, scenarios } = config;
  const builtIn = config.apps.find((app) => app.builtIn);
  const served = [...new Set(scenarios.map((scenario) => scenario.path)), '/health'];
  if (builtIn && path !== null && !served.includes(path)) {
    throw new UsageError(
      `${originOf(user, 'path')} ${path} is not served by the built-in app ${builtIn.name}, which knows ${served.join(' and ')}; name a script of yours with --app ./server.js`,
    );
  }
  if (connections < loadProcesses) {
    throw new UsageError(
      `${originOf(user, 'connections')} ${connections} is fewer than ${originOf(user, 'load-processes')} ${loadProcesses}; each load process needs a connection`,
    );
  }
  const waits = scenarios.some(({ delay }) => delay === 'simulated');
  if (waits && delayMs >= requestTimeoutSeconds * 1000) {
    throw new UsageError(
      `${originOf(user, 'delay')} of ${delayMs} ms leaves every request without an answer within ${originOf(user, 'request-timeout')} of ${requestTimeoutSeconds} s; shorten the one or lengthen the other`,
    );
  }
}
