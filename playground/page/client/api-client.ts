import type { Delivered } from '../snapshot.ts'

/** An answer, or one sentence to show. */
export type ApiResult<T> = { answer: T } | { error: string }

/** Posts JSON to the playground. */
export async function postJson<T>(path: string, body: object): Promise<ApiResult<T>> {
  return requestJson(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Asks the playground for JSON; never throws. */
export async function requestJson<T>(path: string, init?: RequestInit): Promise<ApiResult<T>> {
  try {
    const response = await fetch(path, init)
    const body = await response.json()
    return response.ok ? { answer: body } : { error: body.error }
  } catch {
    return { error: 'The playground isn’t answering. Is it still running?' }
  }
}

/** The sentence for a delivery that the app did not take; undefined when it did. */
export function deliveryError({ outcome, status }: Delivered): string | undefined {
  switch (outcome) {
    case 'acked':
      return undefined
    case 'timeout':
      return 'The app didn’t answer within three seconds.'
    case 'refused':
      return `The app refused this (HTTP ${status}).`
    case 'unreachable':
      return 'The app couldn’t be reached.'
  }
}
