// A beat from a worker: timers of a page in the background are slowed down, those of a worker are not.

setInterval(() => postMessage(0), 100)
