/** SocketUser is a virtual user that holds a WebSocket open and sends messages over it. */
export interface SocketUser {
  readonly protocol: 'websocket';
  /** Returns the handshake of a connection, and again that of each connection that replaces it. */
  readonly open: (context: SocketContext) => Handshake;
  /** Returns the message that is due. */
  readonly message: (due: DueMessage) => string | Uint8Array;
  /**
   * Returns the number of the message that a received one belongs to, or null if it belongs to none. If it is left out,
   * each received message responds to the oldest one in flight on its connection.
   */
  readonly numberOf?: (received: string) => number | null;
  /** The connections that must hear a message: the one that sent it, or every one of its room. */
  readonly heardBy: 'sender' | 'room';
}

/** Handshake is the request that opens a WebSocket. */
export interface Handshake {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly protocols?: readonly string[];
}

/** SocketContext is what a user knows of its connection. */
export interface SocketContext {
  /** Number of the connection, from 0, over all load processes. */
  readonly connection: number;
  /** Name of its room: the connections of one load process share one. */
  readonly room: string;
  /** Returns a number from 0 up to but not including 1; the run's seed determines the series. */
  readonly random: () => number;
}

export interface DueMessage extends SocketContext {
  /** Differs from that of every other message of the load process. */
  readonly number: number;
}

/** isSocket says whether a user talks over a WebSocket. */
export function isSocket(user: object): user is SocketUser {
  return 'heardBy' in user;
}
