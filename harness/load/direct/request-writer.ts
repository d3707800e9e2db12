/** Writes requests to their sockets, bypassing their streams while these have nothing queued. */
import type { Socket } from 'node:net';

/** The part of a TCP socket's handle that we use. It exists in Node 20 to 26, and is checked for before use. */
interface Handle {
  /**
   * Hands the kernel what it accepts at once; the rest follows asynchronously. Returns 0 (in Node 26: a WriteWrap if
   * something is left), a negative error number, or undefined once the handle is closed.
   */
  writeBuffer(wrap: WriteWrap | null, bytes: Buffer): number | WriteWrap | undefined;
  /** Bytes that are still to be written. */
  readonly writeQueueSize: number;
}

/** Node's `WriteWrap` represents an unfinished write. It can be passed again if nothing was left to write. */
interface WriteWrap {
  oncomplete?: (status: number) => unknown;
}

/**
 * The WriteWrap for the next write. Null from Node 26 on, which makes its own; undefined until a stream's write has
 * shown which.
 */
let spareWrap: WriteWrap | null | undefined;

/**
 * Writes requests to one connected socket, each after the previous response has arrived.
 *
 * A stream makes half a dozen objects and a tick for each write, in order to wait for a kernel that accepts no more
 * data. Here the kernel practically always accepts. If it does not, the stream writes all further requests of this
 * socket.
 */
export class RequestWriter {
  readonly #socket: Socket;
  /** Undefined if the stream writes. */
  #handle: Handle | undefined;
  #isUnfinished = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#handle = handleOf(socket);
  }

  /** Whether the kernel has not accepted all of the last request. */
  get isUnfinished(): boolean {
    return this.#isUnfinished || this.#socket.writableLength > 0;
  }

  write(request: Buffer): void {
    const handle = this.#handle;
    if (handle === undefined) this.#socket.write(request);
    else if (spareWrap === undefined) captureWrap(handle, () => this.#socket.write(request));
    else this.#writePastStream(handle, spareWrap, request);
  }

  #writePastStream(handle: Handle, wrap: WriteWrap | null, request: Buffer): void {
    const result = handle.writeBuffer(wrap, request);
    if (result === 0 && handle.writeQueueSize === 0) return;
    this.#handle = undefined;
    this.#isUnfinished = true;
    if (typeof result === 'object') this.#follow(result);
    else if (result === 0) this.#follow(wrap);
    else this.#fail(result);
  }

  #follow(wrap: WriteWrap | null): void {
    if (wrap !== null) {
      wrap.oncomplete = (status) => {
        if (status < 0) this.#fail(status);
        else this.#isUnfinished = false;
      };
    }
    if (wrap === spareWrap) spareWrap = newWrap(wrap);
  }

  #fail(status: number | undefined): void {
    this.#socket.destroy(new Error(`a write failed with ${status}`));
  }
}

/** Captures the WriteWrap that a stream passes to its handle: its class cannot be reached otherwise. */
function captureWrap(handle: Handle, writeByStream: () => void): void {
  handle.writeBuffer = (wrap, bytes) => {
    spareWrap = newWrap(wrap);
    Reflect.deleteProperty(handle, 'writeBuffer');
    return handle.writeBuffer(wrap, bytes);
  };
  writeByStream();
  Reflect.deleteProperty(handle, 'writeBuffer');
}

function newWrap(wrap: WriteWrap | null): WriteWrap | null {
  return wrap && new (wrap.constructor as new () => WriteWrap)();
}

function handleOf(socket: Socket): Handle | undefined {
  const { _handle: handle } = socket as Socket & { _handle?: Partial<Handle> | null };
  if (handle?.constructor.name !== 'TCP' || typeof handle.writeBuffer !== 'function') return undefined;
  return typeof handle.writeQueueSize === 'number' ? (handle as Handle) : undefined;
}
