// The scene black: nothing, for when the hall should look elsewhere.

export const topics = []

export function render() {}
