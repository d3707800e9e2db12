/** What a trial is busy with. */
export type Phase = 'starting' | 'warming up' | 'seeking' | 'measuring' | 'stopping';
