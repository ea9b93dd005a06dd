/** Parses JSON without checking its shape. Undefined for text that is not JSON: no JSON text parses to undefined. */
export const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
