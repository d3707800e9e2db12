/** Checks that every run, comparison of versions and night makes before anything is started. */
import { randomInt } from 'node:crypto';
import { scenarios } from '../../scenarios/index.ts';
import { builtInApps } from '../../targets/apps/index.ts';
import type { HostAbilities } from '../../targets/member.ts';
import { gatedCells } from '../config/check-gates.ts';
import { checkHostLimits } from '../config/check-host-limits.ts';
import { refuseClientAddresses } from '../config/client-addresses.ts';
import { refuseForeignAddress } from '../config/foreign-address.ts';
import {
  checkAskedFor,
  checkTemporaryFolder,
  checkTemporaryFolderUnchanged,
  refuseEmptyPlan,
} from '../config/host-check.ts';
import { checkRedis } from '../config/load-hosts.ts';
import { checkOwnProxies } from '../config/proxies.ts';
import { type ConfigContext, resolveConfig } from '../config/resolve-config.ts';
import { resolveRun } from '../config/resolve-run.ts';
import type { ResolvedRun } from '../config/resolved-run.ts';
import type { RunConfig } from '../config/run-config.ts';
import { checkUserServices } from '../config/services.ts';
import { isDryRun, originOf, type UserConfig } from '../config/user-values.ts';
import { readCpuHost } from '../host/cpu-topology.ts';
import { readHostLimits } from '../host/host-limits.ts';
import type { Surroundings } from './surroundings.ts';

/** @throws {UsageError} at the first invalid value */
function configHere(
  user: UserConfig,
  around: Surroundings,
  others: Partial<ConfigContext> = {},
): Promise<RunConfig> {
  return resolveConfig(user, {
    ...around,
    now: new Date(),
    nodeOptions: around.env.NODE_OPTIONS ?? '',
    builtInApps,
    scenarios,
    cpuHost: () => readCpuHost(around),
    randomSeed: () => randomInt(2 ** 32),
    ...others,
  });
}

/**
 * A run with every cell resolved.
 * @throws {UsageError} at the first invalid value
 */
export async function resolvedHere(
  user: UserConfig,
  around: Surroundings,
  capabilities: HostAbilities,
  others: Partial<ConfigContext> = {},
): Promise<ResolvedRun> {
  return resolveRun(await configHere(user, around, others), capabilities);
}

/** @throws {UsageError} if this host cannot do what was requested */
export async function checkHost(
  user: UserConfig,
  run: ResolvedRun,
  capabilities: HostAbilities,
): Promise<void> {
  refuseForeignAddress(run.config, user, capabilities);
  refuseClientAddresses(run.config, user, capabilities);
  checkAskedFor(user, run, capabilities);
  refuseEmptyPlan(run);
  gatedCells(run, originOf(user, 'gate'));
  await checkUserServices(run.config.services);
  await checkRedis(run.config.hosts, user, capabilities);
  checkHostLimits(run, await readHostLimits(), user);
  await checkOwnProxies(run, capabilities, originOf(user, 'proxy'));
  if (isDryRun(user)) checkTemporaryFolderUnchanged();
  else checkTemporaryFolder();
}
