/**
 * Controls are what can be done to a running target. A topology and a proxy declare theirs; a window event names
 * those it needs.
 */
import type { Behaviour } from './behaviours/behaviour.ts';
import type { Misbehaviour } from './behaviours/switch.ts';

export interface Controls extends ProxyControls {
  /** Makes the first worker misbehave. Every app on Node has this control. */
  misbehave(behaviour: Behaviour): Promise<Misbehaviour>;
  /** Makes the primary misbehave. Every target with a primary has this control. */
  misbehaveInPrimary(behaviour: Behaviour): Promise<Misbehaviour>;
  /**
   * Settles with the pid of the process that takes the place of an instance's hung one. Only a target that watches the
   * event loops of its workers has this control.
   */
  whenSilentReplaced?(instance: number, hungPid: number): Promise<number>;
  /**
   * Settles with the pid of the process that takes the place of an instance's one beyond the memory limit. A topology
   * without such a limit lacks this control.
   */
  whenLargeReplaced(instance: number, largePid: number): Promise<number>;
  /** Sends SIGTERM to the target, as a deploy or an orchestrator does; settles when it has ended. */
  terminate(): Promise<void>;
  /** Kills the process of an instance (SIGKILL). @returns its pid */
  killWorker(instance: number): Promise<number>;
  /**
   * Settles with the pid of the process that takes the place of an instance's lost one, once it listens. A topology
   * that never replaces a worker lacks this control.
   */
  whenReplaced?(instance: number, lostPid: number): Promise<number>;
  /** Kills the process that starts the workers (SIGKILL). @returns its pid */
  killPrimary(): Promise<number>;
  /**
   * Replaces every worker, one at a time. Settles when the new ones listen and the old ones have ended.
   *
   * @param proxy controls of the proxy in front, for a topology that takes a server out while it restarts
   */
  restart(proxy?: Partial<ProxyControls>): Promise<Restarted>;
}

/** ProxyControls are those of a proxy in front of several servers. */
export interface ProxyControls {
  /** Makes a proxy stop sending to an upstream, given by its index. */
  takeOut(upstream: number): Promise<void>;
  /** Makes a proxy send to the upstream again. */
  putBack(upstream: number): Promise<void>;
}

/** Restarted says which processes replaced which. */
export interface Restarted {
  readonly oldPids: readonly number[];
  readonly newPids: readonly number[];
  /** How many old ones were killed because they did not end in time; null if the topology does not show it. */
  readonly killed: number | null;
}

export type ControlName = keyof Controls;

/** LACKS completes "TOPOLOGY ..." for a target without a control: why an event that needs it cannot run there. */
export const LACKS: Readonly<Record<ControlName, string>> = {
  misbehave: 'runs processes that the harness did not start, and cannot make misbehave',
  misbehaveInPrimary: 'has no primary',
  whenSilentReplaced: 'does not watch its workers for hangs',
  whenLargeReplaced: 'has no memory limit at which it replaces a worker',
  terminate: 'runs processes that the harness did not start, and does not stop',
  killWorker: 'runs processes that the harness did not start, and does not kill',
  whenReplaced: 'does not replace a worker that ended',
  killPrimary: 'has no primary',
  restart: 'cannot restart its workers one at a time',
  takeOut: 'has no proxy in front that can take a server out',
  putBack: 'has no proxy in front that can take a server out',
};

/** The controls that make a process misbehave, which targets have whatever their topology declares. */
export const MISBEHAVIOURS = ['misbehave', 'misbehaveInPrimary'] as const satisfies readonly ControlName[];

/** misbehavioursOf returns those that a topology has. */
export function misbehavioursOf({
  hasPrimary,
  startsNothing = false,
}: {
  readonly hasPrimary: boolean;
  readonly startsNothing?: boolean;
}): readonly ControlName[] {
  if (startsNothing) return [];
  return MISBEHAVIOURS.filter((control) => hasPrimary || control !== 'misbehaveInPrimary');
}
