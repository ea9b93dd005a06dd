import manifest from '../package.json' with { type: 'json' }

/** What `npm start` hands to node: options, then the file, from the project's folder. */
export const START: readonly string[] = manifest.scripts.start.split(' ').slice(1)
