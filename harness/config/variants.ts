/** Every variant that a configuration requests, and which of them are compared with each other. */
import type { Scenario } from '../../scenarios/index.ts';
import { memberNamed } from '../../targets/member.ts';
import { type Policy, policies } from '../../targets/policies/index.ts';
import type { ReverseProxy } from '../../targets/proxies/index.ts';
import { services } from '../../targets/services/index.ts';
import type { SettingValues } from '../../targets/setting.ts';
import { topologies } from '../../targets/topologies/index.ts';
import type { Topology, Variant } from '../../targets/topology.ts';
import { settingsLabel } from '../records/settings-label.ts';
import type { RunConfig } from './run-config.ts';
import { changedSettings, isBase, type Settable, settingCombinations } from './settings.ts';
import { type AskedVariable, differsInOne, type Variables, variableCombinations } from './variables.ts';

export interface FullVariant extends Omit<Variant, 'policy'> {
  readonly topology: Topology;
  readonly policy: Policy | null;
  readonly proxy: ReverseProxy;
  /** Every setting of the topology, the scenario and its services. */
  readonly settings: SettingValues;
  /** Settings that differ from the default. */
  readonly changed: SettingValues;
  /** Whether others are compared with its settings. */
  readonly isBase: boolean;
  /** Environment variables that the user sets for the app. */
  readonly env: Variables;
}

/** variantsOf returns the variants of a scenario, in the order of the report. */
export function variantsOf(config: RunConfig, scenario: Scenario): FullVariant[] {
  const others = settableBeside(scenario, config.services);
  const variables = variablesOf(config, scenario);
  return config.proxies.flatMap((proxy) => {
    return config.topologies.flatMap((asked) => {
      const topology = memberNamed(topologies, asked.name);
      if (topology.needsProxy && proxy.start === null) return [];
      const variants = topology.variants({ ...asked, workers: config.workers, policies: config.policies });
      const members = [topology, ...others];
      return variants.flatMap((variant) =>
        settingCombinations(members, config.settings).flatMap((settings) => {
          const changed = changedSettings(members, settings);
          const base = isBase(members, settings, config.settings);
          return variableCombinations(variables).map((env) =>
            fullVariant(variant, { topology, proxy, settings, changed, isBase: base, env }),
          );
        }),
      );
    });
  });
}

/** settableBeside returns the scenario, and the services that the harness starts for it: a user's own has its settings. */
export function settableBeside(
  scenario: Pick<Scenario, 'name' | 'settings' | 'services'>,
  handedOver: RunConfig['services'],
): Settable[] {
  const started = (scenario.services ?? []).filter((name) => !handedOver[name]);
  return [scenario, ...started.map((name) => memberNamed(services, name))];
}

/** variablesOf returns the variables whose values are compared: the user's, and those of the scenario beside them. */
export function variablesOf(
  { env }: Pick<RunConfig, 'env'>,
  { variables = [] }: Pick<Scenario, 'variables'>,
): readonly AskedVariable[] {
  const isNamed = (name: string) => env.some((asked) => asked.name === name);
  return [...env, ...variables.filter(({ name }) => !isNamed(name))];
}

function fullVariant(
  { label, workers, policy }: Variant,
  { proxy, changed, env, ...others }: Omit<FullVariant, 'label' | 'workers' | 'policy'>,
): FullVariant {
  return {
    ...others,
    label: `${proxy.start === null ? '' : `${proxy.name}+`}${label}${settingsLabel({ ...changed, ...env })}`,
    workers,
    policy: policy === null ? null : memberNamed(policies, policy),
    proxy,
    changed,
    env,
  };
}

/**
 * Whether two variants differ in one thing, and the other's is what it is compared with: as a member declares, the
 * default of a setting or else its first value, or the first value of a variable.
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
  if (changed !== others) return isSame.topology && isSame.policy && isSame.proxy && other.isBase;
  if (!isSame.proxy) {
    const isHeldAgainst = other.proxy.start === null || one.proxy.comparedWith === other.proxy.name;
    return isSame.topology && isSame.policy && isHeldAgainst;
  }
  if (isSame.topology) return one.policy !== null && one.policy.comparedWith === other.policy?.name;
  const { comparedWith } = one.topology;
  if (comparedWith?.topology !== other.topology.name) return false;
  return (comparedWith.policy ?? one.policy?.name) === other.policy?.name;
}
