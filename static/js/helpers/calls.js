// Which sounds are due: the running clocks and a server time go in, what to play and when comes out. Pure; plays nothing.
// A moment that was not waited for (a page opened late, a tablet that slept) is passed over: nothing is ever told late or twice.

/** @typedef {import("./countdown.js").Countdown} Countdown */
/** `call` 0 is the end; a tick's `call` the second it counts. @typedef {{kind: "begin"|"lead"|"call"|"tick"|"end", call: number, at: number}} Cue */
/** Moments still ahead, by clock. @typedef {Map<string, Set<string>>} Awaited */

const LATE_MS = 1500
const LEAD_LATE_MS = 900 // a start without 3-2-1 must not sound like the last second of one
const LEAD = [3, 2, 1]
const TICKS = [3, 2, 1]

/**
 * @param {Awaited} awaited what was still ahead at the last look; changed to what is ahead now
 * @param {Countdown[]} clocks
 * @param {number} now server time up to which to look, ms
 * @returns {Cue[]} in the order of their moments
 */
export function dueCues(awaited, clocks, now) {
  const due = clocks.flatMap((clock) => dueOf(awaited, clock, now))
  const known = new Set(clocks.map(nameOf))
  for (const name of [...awaited.keys()]) if (!known.has(name)) awaited.delete(name)
  return due.sort((one, other) => one.at - other.at)
}

/** @param {Awaited} awaited @param {Countdown} clock @param {number} now */
function dueOf(awaited, clock, now) {
  const ahead = awaited.get(nameOf(clock)) ?? new Set()
  awaited.set(nameOf(clock), ahead)
  return momentsOf(clock).filter(({ kind, call, at }) => {
    const key = `${kind} ${call}`
    if (at > now) {
      ahead.add(key)
      return false
    }
    return ahead.delete(key) && now - at < (kind === "lead" ? LEAD_LATE_MS : LATE_MS)
  })
}

/** Where a clock stands still, its moments lie beyond every time. @param {Countdown} clock @returns {Cue[]} */
function momentsOf(clock) {
  const total = clock.seconds + clock.added
  const begin = clock.state === "waiting" ? Infinity : clock.started_at ?? -Infinity
  const moment = (/** @type {number} */ call) => momentLeft(clock, call)
  return [
    ...LEAD.map((call) => /** @type {Cue} */ ({ kind: "lead", call, at: begin - call * 1000 })),
    { kind: "begin", call: total, at: begin },
    ...clock.calls.filter((call) => call < total).map((call) => /** @type {Cue} */ ({ kind: "call", call, at: moment(call) })),
    ...TICKS.map((call) => /** @type {Cue} */ ({ kind: "tick", call, at: moment(call) })),
    { kind: "end", call: 0, at: moment(0) },
  ]
}

/** When so many seconds are left; never (Infinity) while it stands with more, long ago while it stands with less. @param {Countdown} clock @param {number} call */
function momentLeft(clock, call) {
  if (clock.state === "running" && clock.ends_at !== null) return clock.ends_at - call * 1000
  const left = clock.remaining_ms ?? (clock.seconds + clock.added) * 1000
  return clock.state !== "ended" && left > call * 1000 ? Infinity : -Infinity
}

/** @param {Countdown} clock */
function nameOf({ round, stage, entry }) {
  return [round, stage, entry].join(" ")
}
