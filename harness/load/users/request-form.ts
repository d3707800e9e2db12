/** RequestForm is a request compiled for the wire: only the values of a row and cookies are still to be put in. */
import type { Request } from '../../../scenarios/request.ts';
import type { Row } from '../../../scenarios/user.ts';
import type { RequestFrame } from '../direct/request.ts';
import { FixedForm } from './fixed-form.ts';
import { TemplateForm } from './template-form.ts';
import { RequestTemplate } from './templates.ts';

export interface RequestForm {
  /** Returns the request with the values of a row, and with the value of a Cookie header unless that is null. */
  bytes(row: Row, cookie: string | null): Buffer;
}

/** requestForm compiles a request or a template. */
export function requestForm(source: Request | RequestTemplate, frame: RequestFrame): RequestForm {
  return source instanceof RequestTemplate ? new TemplateForm(source, frame) : new FixedForm(source, frame);
}
