"""Columns of what the judges' tablets need beside the scores themselves: devices, late operations, paper sheets, samples."""
