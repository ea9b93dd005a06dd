import { contentSteps } from '../../src/postcodearea/response.ts'

/** Reads the body of a 200 at once, without turns for others. */
export const readContents = (body: string) => {
  const steps = contentSteps(body)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
