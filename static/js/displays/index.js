// Every scene a screen can show, by the name the desk chooses it with. A new scene is one module, one css file of its
// stem, and its line here.

import * as black from "./black.js"
import * as countdown from "./countdown.js"
import * as entry from "./entry.js"
import * as gallery from "./gallery.js"
import * as leaderboard from "./leaderboard.js"
import * as lots from "./lots.js"
import * as message from "./message.js"
import * as podium from "./podium.js"
import * as presenting from "./presenting.js"
import * as progress from "./progress.js"
import * as reveal from "./reveal.js"
import * as ticker from "./ticker.js"
import * as title from "./title.js"
import * as vote from "./vote.js"

/** @type {Record<string, import("../screen.js").Scene>} */
export const SCENES = {
  title, countdown, leaderboard, progress, presenting, reveal, podium, message, black,
  gallery, entry, lots, vote, ticker,
}
