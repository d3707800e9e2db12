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
import { type CpuLimit, limitSetting } from './cpu-limits.ts';
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
  readonly cpuLimit: CpuLimit;
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
          const around = { topology, proxy, settings, changed, isBase: base };
          return variableCombinations(variables).flatMap((env) =>
            config.cpuLimits.map((cpuLimit) => fullVariant(variant, { ...around, env, cpuLimit })),
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
  around: Omit<FullVariant, 'label' | 'workers' | 'policy'>,
): FullVariant {
  const { proxy, changed, env, cpuLimit } = around;
  return {
    ...around,
    label: `${proxy.start === null ? '' : `${proxy.name}+`}${label}${settingsLabel({ ...changed, ...limitSetting(cpuLimit), ...env })}`,
    workers,
    policy: policy === null ? null : memberNamed(policies, policy),
    changed,
  };
}

/**
 * Whether two variants differ in one thing, and the other's is what it is compared with: as a member declares, the
 * default of a setting or else its first value, or the first value of a variable or of the CPU limit.
 */
export function isComparedWith(
  one: FullVariant,
  other: FullVariant,
  { env: variables, cpuLimits }: Pick<RunConfig, 'env' | 'cpuLimits'>,
): boolean {
  if (one.workers !== other.workers) return false;
  const [changed, others] = [settingsLabel(one.changed), settingsLabel(other.changed)];
  const isSame = {
    topology: one.topology === other.topology,
    policy: one.policy === other.policy,
    proxy: one.proxy === other.proxy,
  };
  const isSameBeside = isSame.topology && isSame.policy && isSame.proxy && changed === others;
  const isSameEnv = settingsLabel(one.env) === settingsLabel(other.env);
  if (one.cpuLimit !== other.cpuLimit) return isSameBeside && isSameEnv && other.cpuLimit === cpuLimits[0];
  if (!isSameEnv) return isSameBeside && differsInOne(one.env, other.env, variables);
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
