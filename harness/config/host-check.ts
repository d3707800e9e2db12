/** What this host lacks, of what was asked for by name. */
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

/** @throws {UsageError} on Windows, which has neither process groups nor SO_REUSEPORT. */
export function refuseWindows(platform: NodeJS.Platform): void {
  if (platform === 'win32') {
    throw new UsageError('Windows is not supported; run cluster-bench on Linux or macOS, or in WSL');
  }
}

/**
 * A default that this host lacks is skipped, and the report says so. What was asked for by name is refused
 * instead: nobody wants to find out after ten minutes that the one thing of interest is missing.
 * @throws {UsageError} saying how to get it.
 */
export function checkAskedFor(user: UserConfig, run: ResolvedRun, host: HostAbilities): void {
  const { config } = run;
  const lists = [
    [user.topology, topologies, config.topologies.map(({ name }) => name)],
    [user.policy, policies, config.policies],
    [user.proxy, proxies, config.proxies],
  ] as const;
  const asked = { https: false, isCommand: false };
  for (const [given, list, names] of lists) {
    for (const name of given ? names : []) {
      const reason = memberNamed<Member>(list, name).obstacle?.(host, asked);
      if (reason) throw new UsageError(`${given?.origin} ${name}: ${reason}`);
    }
  }
  if (user.scenario) checkServices(user.scenario, config, ({ obstacle }) => obstacle?.(host, asked));
}

/** What a scenario that was named depends on, unless the user hands over his own. */
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
        `${given.origin} ${scenario.name} depends on ${name}: ${reason}; or hand over your own with --service ${name}=URL`,
      );
    }
  }
}

/** @throws {UsageError} when every cell is skipped. */
export function refuseEmptyPlan({ cells, skipped }: ResolvedRun): void {
  if (cells.length > 0) return;
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  throw new UsageError(
    reasons.length > 0
      ? `nothing can run on this host: ${reasons.join('; ')}`
      : 'nothing to run: no policy is left for these workers',
  );
}

/** Logs and sockets of a run are kept there. @throws {UsageError} when no folder can be made in it. */
export function checkTemporaryFolder(folder: string = tmpdir()): void {
  tryOut(folder, () => rmdirSync(mkdtempSync(join(folder, 'cluster-bench-'))));
}

/** The same as far as permissions tell: a full disk goes unnoticed. @throws {UsageError} likewise */
export function checkTemporaryFolderUnchanged(folder: string = tmpdir()): void {
  tryOut(folder, () => accessSync(folder, constants.W_OK | constants.X_OK));
}

function tryOut(folder: string, attempt: () => void): void {
  try {
    attempt();
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(
      `no temporary folder can be made in ${folder} (${message}); set TMPDIR to one where it can`,
      { cause: error },
    );
  }
}
