"""The scorecard's parts: sets, calibration, noise, the gate, the history and the page."""
