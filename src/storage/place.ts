/** Where the app keeps what must outlive it: a Postgres server, or a folder with nothing to install. */
export type DatabasePlace =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly dataDir: string }
