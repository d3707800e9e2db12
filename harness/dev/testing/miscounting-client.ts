/**
 * Preloaded into a load process (`--import`), it makes our own client forget one response in 20: the client sends
 * and receives as usual, but its ledger does not learn of the response. It has no effect in other processes.
 */
import { directClient } from '../../load/direct/direct-client.ts';
import type { Ledger } from '../../load/ledger.ts';
import type { LoadClient } from '../../load/load-client.ts';

const ONE_IN = 20;

const original = directClient.send;
const miscounting: LoadClient['send'] = (tools, events) =>
  original({ ...tools, ledger: forgetful(tools.ledger) }, events);
Object.assign(directClient, { send: miscounting });

function forgetful(ledger: Ledger): Ledger {
  let responses = 0;
  const record = ledger.completed.bind(ledger);
  ledger.completed = (dueMs, nowMs) => {
    responses++;
    if (responses % ONE_IN !== 0) record(dueMs, nowMs);
  };
  return ledger;
}
