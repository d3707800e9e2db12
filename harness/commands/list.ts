/** `cluster-bench list`: what can be compared, and what of it this host can run. */
import { scenarios } from '../../scenarios/index.ts';
import { builtInApps } from '../../targets/apps/index.ts';
import { topologies } from '../../targets/topologies/index.ts';
import { knownNames } from '../config/options/known-names.ts';
import { type Capabilities, detectCapabilities, obstacle } from '../host/capabilities.ts';
import type { Policy, ProxyName } from '../records/run.ts';
import { makePlan } from '../run/plan.ts';
import { skippedLines, wrapped } from '../terminal/lines.ts';
import { type Palette, paletteFor } from '../terminal/palette.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Surroundings } from './surroundings.ts';

interface Item {
  readonly name: string;
  readonly summary: string;
  /** Why this host cannot run it; null where it can. */
  readonly reason?: string | null;
}

const POLICIES: Readonly<Record<Policy, string>> = {
  rr: 'the primary accepts, and hands connections to free workers in turn',
  none: 'the workers share one socket, and the kernel wakes whichever it likes',
  reuseport: 'each worker has a socket of its own, and the kernel hashes connections over them',
};
const PROXIES: Readonly<Record<ProxyName, string>> = {
  none: 'the load goes to the app itself',
  nginx: 'nginx in front, with keep-alive connections to the app',
};

export async function list({ env, cores, stdout }: Surroundings): Promise<ExitCode> {
  const host = await detectCapabilities(env);
  const [policies, proxies] = await Promise.all([knownNames.policies(), knownNames.proxies()]);
  const palette = paletteFor(stdout, env);
  const sections = [
    section('Scenarios (--scenario)', scenarios, palette),
    section('Apps (--app, or the path of your script)', builtInApps, palette),
    section('Topologies', topologies, palette),
    section('Policies of a cluster (--policy)', policyItems(policies, host), palette),
    section('Proxies (--proxy)', proxyItems(proxies, host), palette),
    setups({ policies, proxies, cores }, stdout.columns ?? 80, host, palette),
  ];
  stdout.write(`${sections.join('\n\n')}\n`);
  return exitCodes.done;
}

function policyItems(policies: readonly Policy[], host: Capabilities): Item[] {
  return policies.map((policy) => ({
    name: policy,
    summary: POLICIES[policy],
    reason: obstacle({ policy, proxy: 'none' }, host),
  }));
}

function proxyItems(proxies: readonly ProxyName[], host: Capabilities): Item[] {
  return proxies.map((proxy) => ({
    name: proxy,
    summary: PROXIES[proxy],
    reason: obstacle({ policy: null, proxy }, host),
  }));
}

function section(title: string, items: readonly Item[], palette: Palette): string {
  const width = Math.max(...items.map(({ name }) => name.length));
  const lines = items.flatMap(({ name, summary, reason }) => [
    `  ${name.padEnd(width)}  ${summary}`,
    ...(reason ? [`  ${' '.repeat(width)}  ${palette.doubtful(`not here: ${reason}`)}`] : []),
  ]);
  return [palette.strong(title), ...lines].join('\n');
}

/** The setups of a run without flags. */
function setups(
  {
    policies,
    proxies,
    cores,
  }: { readonly policies: readonly Policy[]; readonly proxies: readonly ProxyName[]; readonly cores: number },
  columns: number,
  host: Capabilities,
  palette: Palette,
): string {
  const { cells, skipped } = makePlan(
    {
      workers: [...new Set([1, cores, 2 * cores])],
      policies,
      proxies,
      apps: builtInApps
        .slice(0, 1)
        .map((app) => ({ ...app, command: null, args: [], nodeArgs: [], builtIn: true })),
      scenarios: scenarios.slice(0, 1),
      trials: 1,
      seed: 0,
      https: false,
    },
    host,
  );
  return [
    palette.strong(`Setups of a run without flags, on this host of ${cores} cores`),
    ...wrapped(
      cells.map(({ id }) => id),
      columns,
    ),
    ...skippedLines(skipped, columns).map(palette.quiet),
  ].join('\n');
}
