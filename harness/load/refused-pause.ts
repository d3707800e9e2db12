/** Who was refused asks again after this time: a client that did at once would do nothing else. */
export const REFUSED_PAUSE_MS = 10;
