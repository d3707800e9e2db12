/** Checks that this host has everything that the user requested by name. */
import { accessSync, constants, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HostAbilities, type Member, memberNamed } from '../../targets/member.ts';
import { policies } from '../../targets/policies/index.ts';
import { proxies } from '../../targets/proxies/index.ts';
import { services } from '../../targets/services/index.ts';
import { topologies } from '../../targets/topologies/index.ts';
import type { ResolvedRun } from './resolved-run.ts';
import type { RunConfig } from './run-config.ts';
import { UsageError } from './usage-error.ts';
import type { UserConfig } from './user-values.ts';
import type { Given } from './values.ts';

/** @throws {UsageError} on Windows, which has neither process groups nor SO_REUSEPORT */
export function refuseWindows(platform: NodeJS.Platform): void {
  if (platform === 'win32') {
    throw new UsageError('Windows is not supported; run cluster-bench on Linux or macOS, or in WSL');
  }
}

/**
 * A default that this host cannot run is skipped, and the report says so. A value that was requested by name is
 * refused instead: the user should not find out after ten minutes that it is missing.
 * @throws {UsageError} saying how to get it
 */
export function checkAskedFor(user: UserConfig, run: ResolvedRun, host: HostAbilities): void {
  const { config } = run;
  const lists = [
    [user.topology, topologies, config.topologies.map(({ name }) => name)],
    [user.policy, policies, config.policies],
    [user.proxy, proxies, config.proxies],
  ] as const;
  const asked = { https: false, isCommand: false, isBuiltIn: config.apps.every(({ builtIn }) => builtIn) };
  for (const [given, list, names] of lists) {
    for (const name of given ? names : []) {
      const reason = memberNamed<Member>(list, name).obstacle?.(host, asked);
      if (reason) throw new UsageError(`${given?.origin} ${name}: ${reason}`);
    }
  }
  if (user.scenario) checkServices(user.scenario, config, ({ obstacle }) => obstacle?.(host, asked));
}

/** Checks the services of the scenarios that were named, unless the user provides them. */
function checkServices(
  given: Given,
  { scenarios, services: handedOver }: RunConfig,
  check: (service: Member) => string | null | undefined,
): void {
  for (const scenario of scenarios) {
    for (const name of scenario.services ?? []) {
      const reason = handedOver[name] ? null : check(memberNamed(services, name));
      if (!reason) continue;
      throw new UsageError(
        `${given.origin} ${scenario.name} depends on ${name}: ${reason}; or provide your own with --service ${name}=URL`,
      );
    }
  }
}

/** @throws {UsageError} if every cell is skipped */
export function refuseEmptyPlan({ cells, skipped }: ResolvedRun): void {
  if (cells.length > 0) return;
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  throw new UsageError(
    reasons.length > 0
      ? `nothing can run on this host: ${reasons.join('; ')}`
      : 'nothing to run: no policy is left for these workers',
  );
}

/**
 * Checks that logs and sockets of a run can be stored.
 * @throws {UsageError} if no folder can be created there
 */
export function checkTemporaryFolder(folder: string = tmpdir()): void {
  tryOut(folder, () => rmdirSync(mkdtempSync(join(folder, 'cluster-bench-'))));
}

/**
 * The same check by permissions alone, which does not notice a full disk.
 * @throws {UsageError} likewise
 */
export function checkTemporaryFolderUnchanged(folder: string = tmpdir()): void {
  tryOut(folder, () => accessSync(folder, constants.W_OK | constants.X_OK));
}

function tryOut(folder: string, attempt: () => void): void {
  try {
    attempt();
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(
      `no temporary folder can be created in ${folder} (${message}); set TMPDIR to another folder`,
      { cause: error },
    );
  }
}
