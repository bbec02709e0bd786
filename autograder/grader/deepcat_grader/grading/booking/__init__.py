"""Booking: verdicts go to nbgrader's gradebook and to the feedback pages."""
