// The overlay of a scene that a stream does not repeat: nothing at all.

/** @type {string[]} */
export const topics = []

export function render() {}
