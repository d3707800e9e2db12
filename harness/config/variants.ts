/** Every variant that a configuration requests, and which of them are compared with each other. */
import { memberNamed } from '../../targets/member.ts';
import { type Policy, policies } from '../../targets/policies/index.ts';
import { proxies, type ReverseProxy } from '../../targets/proxies/index.ts';
import type { SettingValues } from '../../targets/setting.ts';
import { topologies } from '../../targets/topologies/index.ts';
import type { Topology, Variant } from '../../targets/topology.ts';
import { settingsLabel } from '../records/settings-label.ts';
import type { RunConfig } from './run-config.ts';
import { changedSettings, settingCombinations } from './settings.ts';

export interface FullVariant extends Omit<Variant, 'policy'> {
  readonly topology: Topology;
  readonly policy: Policy | null;
  readonly proxy: ReverseProxy;
  /** Every setting of the topology. */
  readonly settings: SettingValues;
  /** Settings that differ from the default. */
  readonly changed: SettingValues;
}

/** In the order of the report. */
export function variantsOf(config: RunConfig): FullVariant[] {
  return config.proxies.flatMap((name) => {
    const proxy = memberNamed(proxies, name);
    return config.topologies.flatMap((asked) => {
      const topology = memberNamed(topologies, asked.name);
      if (topology.needsProxy && proxy.start === null) return [];
      const variants = topology.variants({ ...asked, workers: config.workers, policies: config.policies });
      return variants.flatMap((variant) =>
        settingCombinations(topology, config.settings).map((settings) =>
          fullVariant(variant, { topology, proxy, settings }),
        ),
      );
    });
  });
}

function fullVariant(
  { label, workers, policy }: Variant,
  { topology, proxy, settings }: Pick<FullVariant, 'topology' | 'proxy' | 'settings'>,
): FullVariant {
  const changed = changedSettings(topology, settings);
  return {
    label: `${proxy.start === null ? '' : `${proxy.name}+`}${label}${settingsLabel(changed)}`,
    workers,
    topology,
    policy: policy === null ? null : memberNamed(policies, policy),
    proxy,
    settings,
    changed,
  };
}

/** Whether two variants differ in one thing, and a member declares that it is compared with the other's. */
export function isComparedWith(one: FullVariant, other: FullVariant): boolean {
  if (one.workers !== other.workers) return false;
  const [changed, others] = [settingsLabel(one.changed), settingsLabel(other.changed)];
  const isSame = {
    topology: one.topology === other.topology,
    policy: one.policy === other.policy,
    proxy: one.proxy === other.proxy,
  };
  // A variant with a setting is compared with the one that has its default.
  if (changed !== others) return isSame.topology && isSame.policy && isSame.proxy && others === '';
  if (!isSame.proxy) return isSame.topology && isSame.policy && other.proxy.start === null;
  if (isSame.topology) return one.policy !== null && one.policy.comparedWith === other.policy?.name;
  const { comparedWith } = one.topology;
  if (comparedWith?.topology !== other.topology.name) return false;
  return (comparedWith.policy ?? one.policy?.name) === other.policy?.name;
}
