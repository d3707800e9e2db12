/** A made-up member of each open list, for the duration of a test. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { outputs } from '../../../reports/outputs/index.ts';
import { windowEvents } from '../../../scenarios/events/index.ts';
import { scenarios } from '../../../scenarios/index.ts';
import { missing, type Program } from '../../../targets/member.ts';
import { policies } from '../../../targets/policies/index.ts';
import { proxies } from '../../../targets/proxies/index.ts';
import { type Service, services } from '../../../targets/services/index.ts';
import { topologies } from '../../../targets/topologies/index.ts';
import { clients } from '../../load/clients/index.ts';
import { metrics } from '../../stats/metrics/index.ts';

/** Adds a member to its list until the test ends. */
export function addMember<Member>(context: TestContext, to: readonly Member[], member: Member): void {
  const members = to as Member[];
  members.push(member);
  context.after(() => members.splice(members.indexOf(member), 1));
}

/** Adds a copy of the list's first member with a change. */
function addLike<Member>(context: TestContext, to: readonly Member[], change: Partial<Member>): void {
  const [first] = to;
  assert.ok(first);
  addMember(context, to, { ...first, ...change });
}

const CELLARD: Program = { name: 'cellard', versionArgs: ['--version'], version: /(\d+)/ };

/** A service that starts no process and counts how often its figures are read. */
const cellar: Service = {
  name: 'cellar',
  summary: 'what the singers drink',
  program: CELLARD,
  schemes: ['tcp:'],
  obstacle: (host) => missing(CELLARD, host),
  start: async ({ url }) => {
    let asked = 0;
    return {
      env: { CELLAR: url?.href ?? 'ours' },
      version: '7',
      figures: async () => ({ asked: ++asked }),
      broken: new Promise(() => {}),
      [Symbol.asyncDispose]: async () => {},
    };
  },
};

export function addMadeUp(context: TestContext): void {
  addLike(context, topologies, {
    name: 'ring',
    summary: 'workers that hand on what they do not want',
    inDefaultPlan: false,
    hasPrimary: true,
    isReference: false,
    colour: null,
    comparedWith: { topology: 'cluster', policy: 'rr' },
    variants: ({ workers }) =>
      workers.map((count) => ({ label: `ring-${count}-fair`, workers: count, policy: 'fair' })),
    settings: { spin: { about: 'which way round', default: 'left', takes: ['left', 'right'] } },
    controls: ['restart'],
  });
  addLike(context, policies, {
    name: 'fair',
    summary: 'whoever had fewest so far',
    inDefaultPlan: false,
    obstacle: ({ platform }) => (platform === 'linux' ? null : 'fair is for Linux'),
    colour: '#123456',
  });
  addLike(context, proxies, {
    name: 'gate',
    summary: 'a gate in front',
    inDefaultPlan: false,
    program: { name: 'gated', versionArgs: ['--version'], version: /(\d+)/ },
    start: () => Promise.reject(new Error('never started here')),
  });
  addMember(context, services, cellar);
  addMember(context, windowEvents, {
    name: 'turn-round',
    noun: 'turn',
    summary: 'everybody turns',
    needs: ['restart'],
    run: async (controls) => {
      await controls.restart();
      return { turned: 2 };
    },
  });
  addLike(context, metrics, { name: 'loudness', summary: 'how loud they sing', title: 'Loudness' });
  addMember(context, outputs, {
    name: 'song-sheet',
    summary: 'who sang how loud',
    of: ['run'],
    load: async () => ({ run: ({ cells }) => [{ name: 'song.txt', text: `${cells.length} voices\n` }] }),
  });
  addLike(context, clients, { name: 'cornet', summary: 'plays to them' });
  addLike(context, scenarios, { name: 'sing-along', summary: 'everybody at once', inDefaultPlan: false });
  addLike(context, scenarios, {
    name: 'feast',
    summary: 'with wine',
    inDefaultPlan: false,
    metric: 'loudness',
    services: ['cellar'],
    appEnv: { HALL: 'great' },
  });
}
