/** The value of a JSON text, unchecked; undefined where the text is no JSON, which no JSON text stands for. */
export const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
