/** What came is no HTTP/1.1 response; the message is one sentence that says what is wrong with it. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}
