import { z } from 'zod'
import { richText } from './rich-text.ts'
import { blockPage, blocksPage, chars, list, textLength, unconfirmed, whole } from './rule.ts'

const tablePage = blockPage('table')
const dataTablePage = blockPage('data-table')
const blockId = chars(255, blocksPage, 1).optional()
const some = chars(10_000, tablePage, 1)
const rawText = z.strictObject({ type: z.literal('raw_text'), text: some })
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: some })
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richText])

const underTenThousand = {
  message: 'at most 10,000 characters over all cells',
  params: { source: tablePage },
}
const fits = (rows: unknown): boolean => textLength(rows) <= 10_000

export const table = z.strictObject({
  type: z.literal('table'),
  block_id: blockId,
  rows: list(list(cell, 20, tablePage), 100, tablePage).refine(fits, underTenThousand),
  column_settings: list(
    z
      .strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      })
      .nullable(),
    20,
    tablePage,
  ).optional(),
})

const plainHeader = { message: 'header cells may not be rich_text', params: { source: dataTablePage } }

export const dataTable = z.strictObject({
  type: z.literal('data_table'),
  block_id: blockId,
  caption: chars(10_000, dataTablePage, 1),
  rows: list(list(cell, 20, unconfirmed(dataTablePage)), 201, dataTablePage, 2)
    .refine((rows) => rows[0]?.every((it) => it.type !== 'rich_text') ?? true, plainHeader)
    .refine((rows) => textLength(rows) <= 20_000, {
      message: 'at most 20,000 characters over all cells',
      params: { source: dataTablePage },
    }),
  page_size: whole(1, 100, dataTablePage).optional(),
  row_header_column_index: z.number().int().min(0).optional(),
})
