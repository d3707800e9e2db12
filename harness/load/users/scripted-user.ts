/** Runs the script of one virtual user, and keeps its cookies. */
import type { Request } from '../../../scenarios/request.ts';
import { CheckFailed, RequestFailed } from '../../../scenarios/response.ts';
import { isStep, type Step } from '../../../scenarios/step.ts';
import type { Script, ScriptedUser, UserContext } from '../../../scenarios/user.ts';
import type { LoadErrors } from '../../records/run.ts';
import type { ParsedResponse } from '../direct/parsed-response.ts';
import { CookieJar } from './cookie-jar.ts';
import type { EncodedRequest, RequestEncoder } from './encode-request.ts';
import { locatedMessage } from './locate-error.ts';
import { ScriptResponse } from './script-response.ts';
import type { Action, VirtualUser } from './virtual-user.ts';

const SENDS_NOTHING = 'an iteration of the scenario ended without a request or a pause';
const YIELDS_OTHER = 'the script yielded something else than a request, pause() or endIteration()';

export class RunningScript implements VirtualUser {
  readonly #user: ScriptedUser;
  readonly #context: UserContext;
  readonly #encoder: Pick<RequestEncoder, 'encode'>;
  #script: Script | null = null;
  #cookies = new CookieJar();
  #response = NO_RESPONSE;
  #isCorrect = true;
  /** Whether the iteration has sent a request or paused. */
  #isActive = false;
  /** Requests with the cookies that they were last sent with. */
  readonly #withCookies = new WeakMap<Request, { cookie: string; encoded: EncodedRequest }>();

  constructor(user: ScriptedUser, context: UserContext, encoder: Pick<RequestEncoder, 'encode'>) {
    this.#user = user;
    this.#context = context;
    this.#encoder = encoder;
  }

  begin(): Action {
    this.#isCorrect = true;
    this.#isActive = false;
    return this.#guard(() => {
      const script = this.#script;
      if (script !== null) return this.#follow(script.next(this.#response));
      if (!this.#cookies.isEmpty) this.#cookies = new CookieJar();
      const made = this.#user.run(this.#context);
      if (isStep(made)) return this.#send(made);
      this.#script = made;
      return this.#follow(made.next(this.#response));
    });
  }

  responded(parsed: ParsedResponse, isExpected: boolean): Action {
    if (!isExpected) this.#isCorrect = false;
    this.#response = new ScriptResponse(parsed, isExpected);
    const setCookies = this.#response.setCookies();
    if (setCookies.length > 0) this.#cookies.store(setCookies);
    return this.#next();
  }

  failed(failure: keyof LoadErrors): Action {
    this.#isCorrect = false;
    const script = this.#script;
    if (script === null) return this.#end();
    return this.#guard(() => this.#follow(script.throw(new RequestFailed(failure))));
  }

  resume(): Action {
    return this.#next();
  }

  #next(): Action {
    const script = this.#script;
    return script === null ? this.#end() : this.#guard(() => this.#follow(script.next(this.#response)));
  }

  #follow(step: IteratorResult<Step, void>): Action {
    if (step.done) {
      this.#script = null;
      return this.#end();
    }
    const { value } = step;
    if (!isStep(value)) throw new TypeError(YIELDS_OTHER);
    if (value.kind === 'request') return this.#send(value);
    if (value.kind === 'iteration-end') return this.#end();
    this.#isActive = true;
    return value;
  }

  #send(request: Request): Action {
    this.#isActive = true;
    const cookie = this.#cookies.headerFor(request.path);
    if (cookie === null) return { kind: 'send', request: this.#encoder.encode(request) };
    const known = this.#withCookies.get(request);
    if (known?.cookie === cookie) return { kind: 'send', request: known.encoded };
    const encoded = this.#encoder.encode(request, cookie);
    this.#withCookies.set(request, { cookie, encoded });
    return { kind: 'send', request: encoded };
  }

  #end(): Action {
    // A loop that does nothing would keep the process busy for ever.
    const thrown = this.#isActive ? null : SENDS_NOTHING;
    return { kind: 'end', isCorrect: this.#isCorrect && thrown === null, thrown };
  }

  /** A script that throws ends with its iteration; the next one begins with a new user. */
  #guard(step: () => Action): Action {
    try {
      return step();
    } catch (error) {
      this.#script = null;
      const thrown = error instanceof RequestFailed ? null : thrownBy(error);
      return { kind: 'end', isCorrect: false, thrown };
    }
  }
}

const NO_RESPONSE = new ScriptResponse(
  {
    status: 0,
    keepAlive: false,
    idleTimeoutMs: null,
    asksToRetry: false,
    encodings: [],
    body: Buffer.alloc(0),
    head: null,
  },
  false,
);

/** A check that fails says in the user's own words what is wrong; any other error says where it was thrown. */
function thrownBy(error: unknown): string {
  return error instanceof CheckFailed ? error.message : locatedMessage(error);
}
