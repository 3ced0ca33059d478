/** Which photos a choice is for: the one that is looked at, or all and those to come. */
export type Scope = 'photo' | 'all'
