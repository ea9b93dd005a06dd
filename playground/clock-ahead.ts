/**
 * Imported before a program of another process (`node --import`): its clock is CLOCK_AHEAD_MS ahead, so that what is
 * done by day only can be seen at any hour.
 */
const ahead = Number(process.env.CLOCK_AHEAD_MS ?? 0)
const now = () => performance.timeOrigin + performance.now() + ahead

globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new Date().toString(),
  get: (target, name, receiver) =>
    name === 'now' ? () => Math.floor(now()) : Reflect.get(target, name, receiver),
})
