/** Phase is the current step of a trial. */
export type Phase = 'starting' | 'warming up' | 'seeking' | 'measuring' | 'stopping';
