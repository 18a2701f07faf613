/**
 * Moves this thread's clock by so many milliseconds, now or as they come to be, so that code which asks for the time gets
 * a day of our choosing. Covers `Date`; not `performance.now()`, which tells durations, nor a DateTimeFormat that is given
 * no date.
 */
export function shiftClock(offset: () => number): void {
  const RealDate = Date;
  const now = () => RealDate.now() + offset();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
  });
  globalThis.Date.prototype.constructor = globalThis.Date;
}
