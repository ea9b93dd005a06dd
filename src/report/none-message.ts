import { categoryOf } from '../crime/category.ts'
import { monthsInWords } from '../crime/month.ts'
import type { Report } from '../crime/report.ts'
import { type Message, words } from '../slack/ui/blocks.ts'
import { button } from '../slack/ui/elements.ts'
import { incidents } from '../slack/ui/format.ts'
import { notice } from '../slack/ui/notice.ts'
import { allCategories } from './actions.ts'

/** A category was asked for, and the place has none of it in this month. What everyone sees has no button. */
export const noneOfCategory = (
  { postcode, months, total }: Report,
  category: string,
  { withButton }: { readonly withButton: boolean },
): Message =>
  notice({
    happened: `${categoryOf(category).name}: none recorded near ${postcode} in ${monthsInWords(months)}.`,
    next: [
      words(
        total === 1
          ? 'There was 1 incident of another kind.'
          : `There were ${incidents(total)} of other kinds.`,
      ),
    ],
    buttons: withButton ? [button('All categories', allCategories.press({ postcode, category: null }))] : [],
  })
