"""Contest: live scoring for timed, judged events. Nothing is imported here, so `import contest.rules` stays light."""
