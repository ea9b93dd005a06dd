import type { Example } from './examples/example.ts'

import { elementText, isPart, type Part, partsIn, rest, textOf, withIndent } from './golden-elements.ts'

const STYLES = { bold: '**', italic: '_', strike: '~', code: '`', underline: '__' }

const styled = (text: string, style: unknown): string => {
  const marks = Object.entries(STYLES).flatMap(([name, mark]) => (Object(style)[name] ? [mark] : []))
  return marks.reduce((inner, mark) => `${mark}${inner}${mark}`, text)
}

const inlineText = (part: Part): string => {
  const { type, text, url, style, user_id, channel_id, timestamp, format, fallback } = part
  if (type === 'text') return styled(String(text), style)
  if (type === 'link') return styled(`[${text ?? ''}](${url})`, style)
  if (type === 'user') return `@${user_id}`
  if (type === 'channel') return `#${channel_id}`
  if (type === 'date') return styled(`<date ${timestamp} ${format} | ${fallback}>`, style)
  return JSON.stringify(part)
}

const richText = ({ type, elements, border, ...part }: Part): string => {
  if (type === 'rich_text_list')
    return partsIn(elements)
      .map((item) => `- ${richText(item)}`)
      .join('\n')
  const text = partsIn(elements).map(inlineText).join('') + rest(part, [])
  if (type === 'rich_text_preformatted') return withIndent(text, '    ')
  return type === 'rich_text_quote' ? withIndent(text, '> ') : text
}

const pointsText = (points: unknown): string =>
  partsIn(points)
    .map(({ label, value }) => `    ${String(value).padStart(6)}  ${label}`)
    .join('\n')

const chartText = ({ title, chart, ...block }: Part): string => {
  const { type, series, segments, axis_config: axes }: Part = Object(chart)
  const lines = partsIn(series).map(({ name, data }) => `  ${name}\n${pointsText(data)}`)
  // Its categories are the labels of its points: the block rules see to that.
  const scales = isPart(axes) ? rest(axes, ['categories']) : ''
  return [`${type} chart "${title}"${rest(block, ['block_id'])}${scales}`, ...lines, pointsText(segments)]
    .filter((line) => line !== '')
    .join('\n')
}

const blockText = (block: Part): string => {
  const { type, text, element, elements, label, hint, accessory, fields } = block
  if (type === 'header') return `# ${textOf(text)}${rest(block, ['text', 'block_id'])}`
  if (type === 'divider') return '----'
  if (type === 'section') {
    const lines = [...(text ? [textOf(text)] : []), ...partsIn(fields).map((it) => `| ${textOf(it)}`)]
    const beside = isPart(accessory) ? [elementText(accessory)] : []
    return [...lines, ...beside].join('\n') + rest(block, ['text', 'fields', 'accessory', 'block_id'])
  }
  if (type === 'context')
    return partsIn(elements)
      .map((it) => `~ ${textOf(it)}`)
      .join('\n')
  if (type === 'rich_text') return partsIn(elements).map(richText).join('\n')
  if (type === 'actions') return partsIn(elements).map(elementText).join('\n')
  if (type === 'data_visualization') return chartText(block)
  if (type !== 'input') return JSON.stringify(block)
  const optional = block.optional === true ? ' (optional)' : ''
  const more = rest(block, ['label', 'hint', 'element', 'optional', 'block_id'])
  const field = `${textOf(label)}${optional}: ${elementText(Object(element))}${more}`
  return hint ? `${field}\n    ${textOf(hint)}` : field
}

const blocksText = (blocks: readonly object[]): string =>
  blocks
    .map((block) => {
      const part: Part = Object(block)
      return `${part.block_id === undefined ? '' : `{${part.block_id}}\n`}${blockText(part)}`
    })
    .join('\n\n')

const viewHead = (view: object): string => {
  const { title, submit, close, blocks: _, type, ...more }: Part = Object(view)
  const buttons = [submit, close].flatMap((it) => (it ? [`[${textOf(it)}]`] : []))
  const head = type === 'home' ? [] : [`Title: ${textOf(title)}`, `Buttons: ${buttons.join(' ')}`]
  return [...head, ...Object.entries(more).map(([key, value]) => `${key}: ${value}`)].join('\n')
}

/** An example as a person reads it: where it goes, its words, one line a row, button or field. */
export const goldenText = (example: Example): string => {
  const { how, kind } = example
  if (kind === 'page') return `${how}\nPage, status ${example.status}\n\n${example.html}\n`
  if (kind === 'message') {
    const { text, blocks } = example.message
    const body = blocks.length === 0 ? '' : `\n${blocksText(blocks)}\n`
    return `${how}\nMessage to: ${example.to}\nText: ${text}\n${body}`
  }
  const name = kind === 'home' ? 'Home' : 'Modal'
  return `${how}\n${name}\n${viewHead(example.view)}\n\n${blocksText(example.view.blocks)}\n`
}
