// The scene black: nothing, for when the hall should look elsewhere.

/** @type {string[]} */
export const topics = []

export function render() {}
