import { expect, it } from 'vitest'
import { onDemand } from '../../src/observability/on-demand.ts'

const counted = (open: (time: number) => Promise<string>) => {
  let times = 0
  const part = onDemand(() => {
    times += 1
    return open(times)
  })
  return { ...part, times: () => times }
}

it('loads nothing before somebody asks, and then once for all', async () => {
  const { loaded, load, times } = counted(async () => 'part')
  expect([loaded(), times()]).toEqual([undefined, 0])
  expect(await Promise.all([load(), load()])).toEqual(['part', 'part'])
  expect(await load()).toBe('part')
  expect([loaded(), times()]).toEqual(['part', 1])
})

it('tells all who wait that it failed, and tries again for the next', async () => {
  const { loaded, load, times } = counted((time) =>
    time === 1 ? Promise.reject(new Error('no such file')) : Promise.resolve('part'),
  )
  const both = await Promise.allSettled([load(), load()])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect([loaded(), times()]).toEqual([undefined, 1])
  expect(await load()).toBe('part')
  expect([loaded(), times()]).toEqual(['part', 2])
})

it('what throws at once is tried again too', async () => {
  const { load, times } = counted((time) => {
    if (time === 1) throw new Error('thrown')
    return Promise.resolve('part')
  })
  await expect(load()).rejects.toThrow('thrown')
  expect(await load()).toBe('part')
  expect(times()).toBe(2)
})
