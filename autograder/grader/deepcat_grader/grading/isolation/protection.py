"""What this tier of grading holds, said wherever a student's code is run."""

PROTECTION = (
    "Students' code runs in a process of its own, with limits on time and memory, and never sees "
    "the reference or the hidden cases. It is not yet confined: it can read files and reach the "
    "network as you can. Grade only the work of people whom you trust that far."
)
