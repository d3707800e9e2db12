/** Adapter carries the messages of a room to the workers that hold its connections. */
export interface Adapter {
  /** Sends a message to every connection of the room. */
  publish(room: string, text: string): void;
  /** Ends its connections, which would keep the process from ending. */
  close(): void;
}

/** Deliver hands a message to the room's connections of this process. */
export type Deliver = (room: string, text: string) => void;
