import type { PinnedCpus, ProxyFacts, RunRecord } from '../../harness/records/run.ts';
import { isSameMode, modeInWords } from '../../harness/stats/load-mode.ts';
import { stagesInWords } from '../../harness/stats/stages.ts';
import { code, joined, listed, type Part, type Text, text } from '../document/inline.ts';
import { counted, figure, fixed, percent } from '../format.ts';
import { interruptionTexts } from '../interruptions.ts';
import { precisionAsked, trialsEach } from '../trial-counts.ts';

/** Name and value; a fact without a value is left out. */
export type Fact = readonly [name: Part, value: Text | string | null];

/** Subject of the run, and how its load was sent. */
export function planFacts(record: RunRecord): Fact[] {
  const { plan, startedAt, finishedAt } = record;
  const { proxyWorkerProcesses } = plan;
  return [
    ['apps', joined(plan.apps.map(appText), ', ')],
    requestsFact(plan),
    ...clientFacts(record),
    ['pinned cores', plan.cpus === null ? sharedByAll(record) : pinned(plan.cpus, plan.agents === null)],
    ['load', `${counted(plan.connections, 'connection')} from ${sourceOf(plan)}`],
    ...plan.proxies.flatMap(proxyFactsOf),
    ['proxy workers', proxyWorkerProcesses === null ? null : fixed(proxyWorkerProcesses, 0)],
    ['address of the target', plan.listen === USUAL_ADDRESS ? null : plan.listen],
    ['client addresses', plan.clientAddresses === null ? null : fixed(plan.clientAddresses, 0)],
    ['before each trial', plan.beforeTrial === null ? null : text`${code(plan.beforeTrial)}`],
    ['after each start', plan.afterStart === null ? null : text`${code(plan.afterStart)}`],
    [
      'each trial',
      `${plan.warmupSeconds} s warm-up, ${plan.durationSeconds} s measured, ${processesText(plan)}`,
    ],
    ['stages', plan.stages.length === 0 ? null : text`${code(stagesInWords(plan.stages))}`],
    ['trials', trialsText(record)],
    ['started, finished', `${startedAt}, ${finishedAt}`],
    ['interruptions', interruptionTexts(record).join('; ') || null],
  ];
}

/** Readers expect this address, so a report names only others. */
const USUAL_ADDRESS = '127.0.0.1';

type Plan = RunRecord['plan'];

function sourceOf({ agents, loadProcesses }: Plan): string {
  const processes =
    loadProcesses === 1
      ? '1 process'
      : loadProcesses === null
        ? null
        : `${fixed(loadProcesses, 0)} processes`;
  if (agents === null) return processes ?? 'this host';
  const hosts = `${counted(agents, 'agent')} on other hosts`;
  return processes === null ? hosts : `${hosts}, ${processes} each`;
}

function appText({ name, source, args }: Plan['apps'][number]): Text {
  return source === 'built-in'
    ? text`${code(name)} (built-in)`
    : text`${code(name)} (${code([source, ...args].join(' '))})`;
}

/** An app of the user's own gets the requests of a scenario, but has none of the delay that scenarios are named for. */
function requestsFact({ apps, scenarios }: Plan): Fact {
  const [only, ...others] = scenarios;
  const hasBuiltIn = apps.some(({ source }) => source === 'built-in');
  if (only === undefined || others.length > 0 || hasBuiltIn) {
    return ['scenarios', joined(scenarios.map(scenarioText), '; ')];
  }
  return ['requests', requestText(only)];
}

function requestText({ client, mode, sends }: Plan['scenarios'][number]): Text {
  return text`${code(sends)} by ${client}, ${modeInWords(mode)}`;
}

function scenarioText(scenario: Plan['scenarios'][number]): Text {
  const { name, title, delayMs } = scenario;
  const delay = delayMs > 0 ? `, ${delayMs} ms simulated delay in built-in apps` : '';
  return text`${title === null ? text`${code(name)}: ` : ''}${requestText(scenario)}${delay}`;
}

/** The features that a proxy uses, or the user's file that configures it. */
function proxyFactsOf({ name, program, version, behavior, configuration }: ProxyFacts): Fact[] {
  const title = text`proxy ${code(name)}`;
  const own = configuration === null ? '' : text`, configured by ${code(configuration.path)}`;
  const runs: Fact = [title, text`${program} ${version}${own}`];
  if (behavior === null) return [runs];
  return [
    runs,
    [text`${title}: balancing`, behavior.balancing],
    [text`${title}: idle connections to the app`, `closed ${behavior.idleUpstream}`],
    [text`${title}: failed upstream`, behavior.failedUpstream],
    [text`${title}: TLS`, behavior.tls],
  ];
}

function trialsText(record: RunRecord): string {
  const precision = precisionAsked(record);
  return `${trialsEach(record)} per variant, in shuffled blocks${precision === null ? '' : `, ${precision}`}`;
}

/** Why a scenario has another client than the usual one, and the capacity of each client. */
function clientFacts({ plan, clientCapacity, trials }: RunRecord): Fact[] {
  const reasons = plan.scenarios.flatMap(({ name, title, client, clientReason }): Fact[] =>
    clientReason === null ? [] : [[text`reason for ${client} in ${code(title ?? name)}`, clientReason]],
  );
  const capacities = clientCapacity.map(({ client, mode, requestsPerSecond, disturbed }): Fact => {
    const throughputs = trials.flatMap((trial) =>
      trial.status === 'ok' && trial.load.client === client && isSameMode(trial.load.mode, mode)
        ? [trial.load.throughput]
        : [],
    );
    const best = Math.max(0, ...throughputs);
    const doubt =
      disturbed || best > requestsPerSecond
        ? '. The client was slowed down while its capacity was measured, so this limits nothing'
        : '';
    return [
      `capacity of ${client}, ${modeInWords(mode)}`,
      `${figure(requestsPerSecond)} requests per second against a bare responder; the best trial reached ${percent(best / requestsPerSecond, 0)} of it${doubt}`,
    ];
  });
  return [...reasons, ...capacities];
}

function processesText({ apps }: Plan): string {
  return apps.some(({ attached }) => attached !== null) ? 'on the same running server' : 'fresh processes';
}

function sharedByAll({ cells, plan: { apps, agents } }: RunRecord): Text {
  const app = apps.some(({ attached }) => attached === 'elsewhere') ? [] : ['app'];
  const proxy = cells.some(({ proxy: name }) => name !== null) ? ['proxy'] : [];
  const load = agents === null ? ['load client'] : [];
  return text`none: ${listed([...app, ...proxy, ...load, 'harness'])} share all cores`;
}

/** `app: cores 0–5; load client: cores 6–7`; roles without cores of their own are left out. */
function pinned({ target, proxy, load }: PinnedCpus, isLoadHere: boolean): string {
  return [
    ['app', target] as const,
    ['proxy', proxy] as const,
    ['load client', isLoadHere ? load : []] as const,
  ]
    .filter(([, cores]) => cores.length > 0)
    .map(([role, cores]) => `${role}: ${cores.length === 1 ? 'core' : 'cores'} ${ranges(cores)}`)
    .join('; ');
}

/** `0–2, 4` */
function ranges(cores: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const core of cores.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && core === last[1] + 1) last[1] = core;
    else runs.push([core, core]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
