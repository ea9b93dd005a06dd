import { z } from 'zod'
import { richText } from './rich-text.ts'
import { chars, limits, list, textLength, unconfirmed, whole } from './rule.ts'

const blockId = chars(255, limits, 1).optional()
const some = chars(10_000, limits, 1)
const rawText = z.strictObject({ type: z.literal('raw_text'), text: some })
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: some })
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richText])

const underTenThousand = { message: 'at most 10,000 characters over all cells', params: { source: limits } }
const fits = (rows: unknown): boolean => textLength(rows) <= 10_000

export const table = z.strictObject({
  type: z.literal('table'),
  block_id: blockId,
  rows: list(list(cell, 20, limits), 100, limits).refine(fits, underTenThousand),
  column_settings: list(
    z
      .strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      })
      .nullable(),
    20,
    limits,
  ).optional(),
})

const plainHeader = {
  message: 'header cells may not be rich_text',
  params: { source: limits },
}

export const dataTable = z.strictObject({
  type: z.literal('data_table'),
  block_id: blockId,
  caption: chars(10_000, limits, 1),
  rows: list(list(cell, 20, unconfirmed(limits)), 101, limits, 2)
    .refine((rows) => rows[0]?.every((it) => it.type !== 'rich_text') ?? true, plainHeader)
    .refine(fits, { ...underTenThousand, params: { source: unconfirmed(limits) } }),
  page_size: whole(1, 100, limits).optional(),
  row_header_column_index: z.number().int().min(0).optional(),
})
