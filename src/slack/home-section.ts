import type { WebClient } from '@slack/web-api'
import type { Owner } from './owner.ts'
import type { Block } from './ui/blocks.ts'

/** What a feature shows of itself on a person's Home. Never rejects for a reason people should read. */
export type HomeSection = (owner: Owner) => Promise<readonly Block[]>

/**
 * Draws a person's Home again after something of another feature has changed; `metadata` is the private_metadata
 * of the Home they had in front of them.
 */
export type RedrawHome = (client: WebClient, owner: Owner, metadata: string) => Promise<void>
