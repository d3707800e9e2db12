import { type Block, paragraph } from '../document/block.ts';
import { code } from '../document/inline.ts';
import { nameColumn, table } from '../document/table.ts';
import { fixed, percent } from '../format.ts';
import type { Group } from '../groups.ts';
import { type EventDrops, eventDrops, type SocketFacts, socketFacts } from '../sockets.ts';
import { numberColumn } from './number-column.ts';
import { variantColumn } from './variant-column.ts';

const whole = (value: number) => fixed(value, 0);
const hundredths = (value: number) => fixed(value, 2);

/** The connections of each variant, and what events cost them. Empty unless the load was messages over WebSockets. */
export function socketsTable(group: Group): Block[] {
  const rows = socketFacts(group);
  if (rows.length === 0) return [];
  return [
    ...paragraph('Connections and messages over WebSockets:'),
    ...table<SocketFacts>(
      [
        variantColumn,
        numberColumn('open at the end', ({ openAtEnd }) => openAtEnd, whole),
        numberColumn('all open after (s)', ({ openingSeconds }) => openingSeconds, hundredths),
        numberColumn(
          'handshake p99 (ms)',
          ({ handshakeP99Ms }) => handshakeP99Ms,
          (ms) => fixed(ms, 1),
        ),
        numberColumn('dropped', ({ dropped }) => dropped, whole),
        numberColumn('handshakes refused', ({ refused }) => refused, whole),
        numberColumn('messages lost', ({ lost }) => lost, whole),
        numberColumn(
          'heard',
          (row) => row.heard,
          (share) => percent(share),
        ),
        numberColumn(
          'on the same worker',
          ({ heardOnSameWorker }) => heardOnSameWorker,
          (share) => percent(share),
        ),
        numberColumn(
          'memory per connection (kB)',
          ({ bytesPerConnection }) => bytesPerConnection,
          (bytes) => fixed(bytes / 1e3, 1),
        ),
      ],
      rows,
    ),
    ...paragraph(
      'Heard: of the connections that had to hear a message, those that did. On the same worker: Σ p² over the workers’ shares p of the connections, which is the share heard if no adapter carries messages to other workers.',
    ),
    ...dropsTable(group),
  ];
}

function dropsTable(group: Group): Block[] {
  const rows = eventDrops(group);
  if (rows.length === 0) return [];
  return [
    ...paragraph('What each event cost the connections:'),
    ...table<EventDrops>(
      [
        variantColumn,
        nameColumn('event', ({ event }) => code(event.name)),
        numberColumn('connections dropped', ({ dropped }) => dropped, whole),
        numberColumn('all back after (s)', ({ backAfterSeconds }) => backAfterSeconds, hundredths),
        numberColumn('most handshakes per second', (row) => row.mostHandshakesPerSecond, whole),
        numberColumn('messages lost', ({ lost }) => lost, whole),
      ],
      rows,
    ),
  ];
}
