"""The written exercise of lesson 1, graded by hand."""

from __future__ import annotations

from deepcat_judge.exercise import Part, Written

FORMULATE = Written(
    id="introduction.formulate",
    title="Frame a problem of your own",
    prompt="""\
Choose a problem from your own work, studies or town that you think might be solved with deep \
learning (not cats). Write 200 to 400 words, in whole sentences.

1. **The prediction.** What goes in (one example, as numbers: which, and how many)? What should \
come out? Who would use the answer, and to decide what?
2. **The measure.** How will you know whether it works? Name a goodness measure, the simplest \
baseline that any useful system has to beat, and on which examples you will measure.
3. **The data.** Where would the examples and their labels come from? About how many could you \
get, and who would label them? Whom or what would your collection leave out?
4. **The risks.** What happens when the answer is wrong, and to whom? Name two ways in which your \
system could look good in the laboratory and fail in use (section 1.4 will help). Say when it \
would be better not to build it.""",
    rubric=(
        Part(
            "prediction",
            "Input, output and use are stated exactly enough that another student could collect "
            "an example",
            2.0,
        ),
        Part(
            "measure",
            "A goodness measure that fits the use, a baseline without learning, and measurement "
            "on unseen examples",
            2.0,
        ),
        Part(
            "data",
            "A real source of examples and labels, a plausible number, and what the collection "
            "leaves out",
            2.0,
        ),
        Part(
            "risks",
            "Who is harmed by a wrong answer, two specific ways to fail in use, and when not to "
            "build it",
            2.0,
        ),
    ),
    hints=(
        "Begin with one example. Write it down as a teacher would: this goes in, that should "
        "come out.",
        "For the measure, think first of someone who never looks at the input and always gives "
        "the same answer. How often are they right?",
        "For the risks, take the list of section 1.4 (labels, bias, shift, cost, overfitting, "
        "explanation) and ask of each: how would this one look in my problem?",
    ),
)
