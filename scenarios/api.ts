/** The names that a scenario's module imports from `cluster-bench`. */
export { defineScenario } from './define-scenario.ts';
export type { DefinedScenario, ScenarioDefinition, SocketDefinition } from './definition.ts';
export type { PlannedEvent } from './events/planned-event.ts';
export type { Expectation } from './expectation.ts';
export { del, get, type OtherOptions, patch, post, put } from './methods.ts';
export { pick } from './pick.ts';
export { type Request, type RequestOptions, request } from './request.ts';
export { check, RequestFailed, type Response } from './response.ts';
export type { DueMessage, Handshake, SocketContext } from './socket-user.ts';
export { endIteration, type IterationEnd, type Pause, pause, type Step } from './step.ts';
export type { Row, Script, UserContext } from './user.ts';
