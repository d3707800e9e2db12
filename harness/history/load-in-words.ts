import type { RunRecord, ScenarioFacts } from '../records/run.ts';
import { modeInWords } from '../stats/load-mode.ts';
import { isAtSetRate, isSearch } from '../stats/set-rate.ts';

type Plan = RunRecord['plan'];

/**
 * All that shapes the load of a scenario, in words that can be compared: runs whose words differ are not one series.
 * Not in it is what is judged: the app with its arguments, workers, Node, and how many trials there are.
 */
export function loadInWords(plan: Plan, scenario: ScenarioFacts, proxy: string | null): string {
  const { driver, mode, method, path, delayMs } = scenario;
  const isOpen = mode.arrivals === 'open';
  const words = [
    `${driver}, ${modeInWords(mode)}, ${method} ${path}`,
    delayMs > 0 ? `delay ${delayMs} ms` : '',
    `${plan.connections} connections`,
    plan.loadProcesses === 1 ? '' : `${plan.loadProcesses} load processes`,
    isAtSetRate(scenario) ? rateInWords(plan) : '',
    isSearch(scenario) && plan.objective
      ? `p${plan.objective.percentile} < ${plan.objective.limitMs} ms`
      : '',
    isOpen && plan.arrivals !== null ? plan.arrivals : '',
    `${plan.durationSeconds} s after ${plan.warmupSeconds} s`,
    proxy === null || plan.proxyWorkerProcesses === null ? '' : `${proxy} x ${plan.proxyWorkerProcesses}`,
    cpusInWords(plan.cpus),
  ];
  return words.filter((word) => word !== '').join(', ');
}

function rateInWords({ rate }: Plan): string {
  if (rate === null) return '';
  return rate.kind === 'absolute'
    ? `${rate.perSecond}/s`
    : `${Number((rate.share * 100).toFixed(6))} % of the maximum`;
}

function cpusInWords(cpus: Plan['cpus']): string {
  if (cpus === null) return '';
  const { target, proxy, load } = cpus;
  return `cores ${[target, proxy, load].map((cores) => cores.join('+') || '-').join(' ')}`;
}
