// What the desk knows: the last body of every topic (docs/EVENTS.md) and the look-ups that several regions share. Draws nothing.

/** @typedef {import("../helpers/countdown.js").Countdown} Countdown */
/** @typedef {{number: number, name: string, kind: "together"|"each", heats: boolean, seconds: number}} Stage */
/** @typedef {{number: number, name: string, maximum: string, step: string, weight: string, stage: number|null}} Criterion */
/** @typedef {{number: number, name: string, phase: "planned"|"open"|"closed", curtain: CurtainName, revision_of_curtain: number, maximum: string, go_on: number|null, stages: Stage[], criteria: Criterion[]}} Round */
/** @typedef {{number: number, order: number, name: string, short_name: string, concept: string, withdrawn: boolean, heat: number|null}} Entry */
/** @typedef {"live"|"suspense"|"frozen"|"revealing"|"published"} CurtainName */
/**
 * @typedef {{title: string, motif: string, phase: "setup"|"running"|"official"|"archived", curtain: CurtainName, decimals: number, round: number|null,
 *   revision_of_curtain: number, rounds: Round[], divisions: {number: number, name: string}[], entries: Entry[]}} Contest
 */
/** @typedef {"competing"|"not_placed"|"disqualified"|"withdrawn"} Status */
/** @typedef {"recused"|"left"|"not_in_round"} OutBecause */
/** @typedef {{judge: number, state: "blank"|"part"|"complete"|"signed", out: OutBecause|null, entered: number, of: number, total: string|null, revision: number, unconfirmed: string|null, paper: boolean}} Cell */
/**
 * @typedef {{entry: number, name: string, order: number, status: Status, reason: string, cells: Cell[], received: number, panel: number,
 *   penalty: string|null, points: string|null}} Row
 */
/** @typedef {{number: number, name: string, head: boolean, counts: boolean, left: number|null}} Judge */
/**
 * What came after the lock; `criterion` null: a comment. `stands`: what counts there.
 * @typedef {{late: number, round: number, entry: number, judge: number, criterion: number|null, value: string|null, stands: string|null,
 *   why: "scoresheet_signed"|"round_closed"|"result_official"|"score_stale", revision: number}} Late
 */
/** @typedef {{round: number|null, judges: Judge[], rows: Row[], late: Late[]}} Scoresheets */
/** @typedef {{entry: number, short_name: string, seconds: number|null, late: number, how: string|null}} Finish */
/** @typedef {{round: number|null, stage: number|null, entries: Finish[]}} Finishes */
/**
 * @typedef {{penalty: number, round: number, stage: number|null, entry: number, name: string, kind: "time"|"other",
 *   state: "proposed"|"confirmed"|"dismissed"|"withdrawn", late_seconds: number|null, points: string,
 *   effect: Exclude<Status, "competing"|"withdrawn">|"points", reason: string, on: "total"|"sheet"}} Penalty
 */
/**
 * @typedef {{room: number|null, state: "open"|"closed"|"dropped", entries: {entry: number, name: string}[],
 *   judges: {judge: number, missing: number}[], is_complete: boolean, is_tied: boolean}} TieRoom
 */
/**
 * @typedef {{screen: string, number: number, title: string, scene: string, message: string, theme: string, entry: number|null,
 *   identified_until: number|null, revision: number}} Screen
 */
/** @typedef {{set: number, title: string, screens: {screen: string, scene: string, message: string, theme: string, entry: number|null}[]}} SceneSet */
/** @typedef {{draw: number|null, opened: number, turns: (number|null)[]}} Lots a turn is null while its lot is shut */
/**
 * @typedef {{judge: number, device: string|null, connected: boolean, since: number|null, unsent: number|null, offset: number|null,
 *   battery: number|null, charging: boolean|null}} Seat
 */
/** @typedef {{judge: number, number: number, device: string, at: number}} Asking a device that waits for a judge's seat */
/**
 * What stands between here and an official result.
 * @typedef {{code: "nothing_scored", details: {}}
 *   | {code: "sheets_unsigned", details: {round: number, judge: number, entries: number[]}}
 *   | {code: "sheets_unconfirmed", details: {round: number, judge: number, entries: number[]}}
 *   | {code: "marks_apart", details: {round: number, entry: number, criterion: number}}
 *   | {code: "penalty_proposed", details: {penalty: number, entry: number}}
 *   | {code: "round_lacking", details: {round: number, code: string, details: Record<string, any>}}
 *   | {code: "cut_open", details: {round: number, entries: number[]}}
 *   | {code: "tie_open", details: {entries: number[], place: number}}} Undecided
 */
/** @typedef {{round: number, entries: number[]}} GoingOn */
/** @typedef {{entry: number, name: string, place: number|null, division: number|null}} Standing */
/** @typedef {{number: number, name: string, kind: "criterion"|"jury"|"vote", entries: number[]}} SpecialPrize */
/**
 * What people should know about the prizes before the ceremony.
 * @typedef {{code: "prize_crossed", details: {prize: string, entries: number[], left: number}}
 *   | {code: "prize_withheld", details: {prize: string, count: number}}
 *   | {code: "special_tied", details: {prize: string, entries: number[]}}
 *   | {code: "special_open", details: {prize: string}}
 *   | {code: "special_twice", details: {entry: number, prizes: string[]}}} Warned
 */
/**
 * @typedef {{rows: Standing[], frozen_at: number|null, undecided: Undecided[], goes_on: GoingOn[], warnings: Warned[],
 *   special_prizes: SpecialPrize[]}} Standings
 */
/**
 * @typedef {{backup: {at: number|null, ok: boolean, message: string|null}, clock: {ok: boolean, message: string|null},
 *   database: {safe: boolean, message: string|null}, storage: {ok: boolean, message: string|null}, neighbours: {ok: boolean, message: string|null}, late_ms: number, address: string, printed_address: string|null}} Health
 */
/**
 * The organizer's alone; `votes`, `counts` (most first) and `ahead` once it is closed.
 * @typedef {{state: "none"|"planned"|"open"|"closed", revision: number, title: string, by_ticket: boolean, by_device: boolean, tickets: number,
 *   prize: string|null, share: string|null, round: number|null, votes: number|null, counts: [number, number][], ahead: number[]}} BallotBox
 */
/** @typedef {{key: string, kind: "place"|"prize"|"special"|"audience", name: string, rank: number|null, division: number|null}} Award */
/** @typedef {{index: number, kind: "hush"|"open"|"finale", award: Award, entries: {entry: number, name: string}[]}} RevealStep */
/**
 * As the organizer gets it: with every step ahead.
 * @typedef {{state: "none"|"running"|"paused"|"done", rehearsal: boolean, revision: number, scene: {kind: string, award: Award}|null, steps: RevealStep[],
 *   at: number, next: RevealStep|null, plan: {order: "places"|"prizes", extras: {key: string, after: string|null}[]}, beside: Award[],
 *   after: {places: Award[], prizes: Award[]}}} Reveal
 */
/**
 * @typedef {object} Bodies
 * @property {Contest} contest
 * @property {Countdown} countdown
 * @property {Standings} standings
 * @property {Scoresheets} scoresheets
 * @property {Finishes} finishes
 * @property {{penalties: Penalty[]}} penalties
 * @property {TieRoom} tie_room
 * @property {import("./practice_table.js").Practice} calibration
 * @property {{screens: Screen[]}} screens
 * @property {{sets: SceneSet[]}} scene_sets
 * @property {Lots} lots
 * @property {{judges: Seat[], helpers: {seat: string, name: string, connected: boolean, since: number|null}[], asking: Asking[], locked: string[], screens: {screen: string, connected: boolean}[], viewers: number, sound: import("./sound.js").Device[]}} presence
 * @property {Health} health
 * @property {import("../models/sounding.js").SoundBody} sound
 * @property {BallotBox} ballot_box
 * @property {Reveal} reveal
 * @property {import("../helpers/photos.js").Gallery} gallery
 */

/** @type {(keyof Bodies)[]} */
export const TOPICS = [
  "contest", "countdown", "standings", "scoresheets", "finishes", "penalties", "tie_room", "calibration", "screens", "scene_sets", "lots",
  "presence", "sound", "health", "gallery",
]

export class State {
  /** @type {Partial<Bodies>} */
  #bodies = {}

  /** @param {string} topic @param {any} body */
  take(topic, body) {
    this.#bodies = { ...this.#bodies, [topic]: body }
  }

  /** Whether every one of these topics has arrived. @param {(keyof Bodies)[]} topics */
  has(...topics) {
    return topics.every((topic) => this.#bodies[topic] !== undefined)
  }

  /**
   * The body of a topic that has arrived; a region is drawn only when all of its topics have.
   * @template {keyof Bodies} T
   * @param {T} topic
   * @returns {Bodies[T]}
   */
  body(topic) {
    return /** @type {Bodies[T]} */ (this.#bodies[topic])
  }

  /** @param {number|null} number */
  round(number) {
    return this.body("contest").rounds.find((round) => round.number === number) ?? null
  }

  /** The round and stage that desk and screens look at now. */
  stage() {
    const { round, stage } = this.body("countdown")
    return this.round(round)?.stages.find((one) => one.number === stage) ?? null
  }

  /** @param {number|null} number */
  entry(number) {
    return this.body("contest").entries.find((entry) => entry.number === number) ?? null
  }

  /** @param {number} number */
  nameOf(number) {
    return this.entry(number)?.name ?? String(number)
  }

  /** Entries still in the contest, in running order. */
  running() {
    return this.body("contest").entries.filter((entry) => !entry.withdrawn)
  }

  /** @param {number} judge @returns {Seat} */
  seat(judge) {
    return this.body("presence").judges.find((seat) => seat.judge === judge) ?? { ...NOT_SEATED, judge }
  }

  /** @param {number} judge */
  judgeName(judge) {
    return this.body("scoresheets").judges.find((one) => one.number === judge)?.name ?? String(judge)
  }
}

const NOT_SEATED = { device: null, connected: false, since: null, unsent: null, offset: null, battery: null, charging: null }

/** Scored but not signed. @param {Cell} cell */
export function isUnderWay(cell) {
  return cell.state === "part" || cell.state === "complete"
}
