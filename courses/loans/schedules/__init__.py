"""Payments in time: cash flows, schedules of every kind, and the yearly rates of a series of payments."""
