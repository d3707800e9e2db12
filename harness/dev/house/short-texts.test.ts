/** Every member of a list has a summary that fits a line of a narrow terminal beside its name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { windowEvents } from '../../../scenarios/events/index.ts';
import { scenarios } from '../../../scenarios/index.ts';
import { builtInApps } from '../../../targets/apps/index.ts';
import { policies } from '../../../targets/policies/index.ts';
import { proxies } from '../../../targets/proxies/index.ts';
import { services } from '../../../targets/services/index.ts';
import { topologies } from '../../../targets/topologies/index.ts';
import { clients } from '../../load/clients/index.ts';

const MOST_CHARACTERS = 70;

test('summaries are short', () => {
  const lists = [scenarios, builtInApps, topologies, policies, proxies, services, windowEvents, clients];
  const members: readonly { readonly name: string; readonly summary: string }[] = lists.flat();
  assert.ok(members.length > 10);
  assert.deepEqual(
    members.filter(({ summary }) => summary.length > MOST_CHARACTERS).map(({ name }) => name),
    [],
  );
});
