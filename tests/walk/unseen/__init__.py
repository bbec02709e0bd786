"""Answers that the bank has never seen: right ones and wrong ones, written from the stubs alone."""
