/** Every variant that a configuration requests, and which of them are compared with each other. */
import { memberNamed } from '../../targets/member.ts';
import { type Policy, policies } from '../../targets/policies/index.ts';
import type { ReverseProxy } from '../../targets/proxies/index.ts';
import type { SettingValues } from '../../targets/setting.ts';
import { topologies } from '../../targets/topologies/index.ts';
import type { Topology, Variant } from '../../targets/topology.ts';
import { settingsLabel } from '../records/settings-label.ts';
import type { RunConfig } from './run-config.ts';
import { changedSettings, settingCombinations } from './settings.ts';
import { type AskedVariable, differsInOne, type Variables, variableCombinations } from './variables.ts';

export interface FullVariant extends Omit<Variant, 'policy'> {
  readonly topology: Topology;
  readonly policy: Policy | null;
  readonly proxy: ReverseProxy;
  /** Every setting of the topology. */
  readonly settings: SettingValues;
  /** Settings that differ from the default. */
  readonly changed: SettingValues;
  /** Environment variables that the user sets for the app. */
  readonly env: Variables;
}

/** In the order of the report. */
export function variantsOf(config: RunConfig): FullVariant[] {
  return config.proxies.flatMap((proxy) => {
    return config.topologies.flatMap((asked) => {
      const topology = memberNamed(topologies, asked.name);
      if (topology.needsProxy && proxy.start === null) return [];
      const variants = topology.variants({ ...asked, workers: config.workers, policies: config.policies });
      return variants.flatMap((variant) =>
        settingCombinations(topology, config.settings).flatMap((settings) =>
          variableCombinations(config.env).map((env) =>
            fullVariant(variant, { topology, proxy, settings, env }),
          ),
        ),
      );
    });
  });
}

function fullVariant(
  { label, workers, policy }: Variant,
  { topology, proxy, settings, env }: Pick<FullVariant, 'topology' | 'proxy' | 'settings' | 'env'>,
): FullVariant {
  const changed = changedSettings(topology, settings);
  return {
    label: `${proxy.start === null ? '' : `${proxy.name}+`}${label}${settingsLabel({ ...changed, ...env })}`,
    workers,
    topology,
    policy: policy === null ? null : memberNamed(policies, policy),
    proxy,
    settings,
    changed,
    env,
  };
}

/**
 * Whether two variants differ in one thing, and the other's is what it is compared with: as a member declares, the
 * default of a setting, or the first value of a variable.
 */
export function isComparedWith(
  one: FullVariant,
  other: FullVariant,
  variables: readonly AskedVariable[],
): boolean {
  if (one.workers !== other.workers) return false;
  const [changed, others] = [settingsLabel(one.changed), settingsLabel(other.changed)];
  const isSame = {
    topology: one.topology === other.topology,
    policy: one.policy === other.policy,
    proxy: one.proxy === other.proxy,
  };
  if (settingsLabel(one.env) !== settingsLabel(other.env)) {
    const isSameBeside = isSame.topology && isSame.policy && isSame.proxy && changed === others;
    return isSameBeside && differsInOne(one.env, other.env, variables);
  }
  // A variant with a setting is compared with the one that has its default.
  if (changed !== others) return isSame.topology && isSame.policy && isSame.proxy && others === '';
  if (!isSame.proxy) {
    const isHeldAgainst = other.proxy.start === null || one.proxy.comparedWith === other.proxy.name;
    return isSame.topology && isSame.policy && isHeldAgainst;
  }
  if (isSame.topology) return one.policy !== null && one.policy.comparedWith === other.policy?.name;
  const { comparedWith } = one.topology;
  if (comparedWith?.topology !== other.topology.name) return false;
  return (comparedWith.policy ?? one.policy?.name) === other.policy?.name;
}
