"""The answer sheet of lesson 1: ten questions on sections 1.1 to 1.5."""

from __future__ import annotations

from deepcat_judge.exercise import Question, Quiz

QUIZ = Quiz(
    id="introduction.quiz",
    title="The three components",
    questions=(
        Question(
            id="component_cat_score",
            text=(
                "A program receives a picture of 64 × 64 pixels and gives back 0.87, which it "
                'calls "the probability that this is a cat". Nothing is stored, nothing '
                "changes, and the right answer is not consulted. Which of the three components"
                " is this?"
            ),
            options={
                "a": "The predictive function",
                "b": "The goodness measure",
                "c": "The learning procedure",
                "d": "None of the three",
            },
            points=1.0,
            look_at="section 1.1.2",
            feedback={
                "b": (
                    "A goodness measure needs something to compare with: the right answers. "
                    "Here no right answer comes in."
                ),
                "c": "A learning procedure changes parameters. Here nothing changes.",
                "d": (
                    "It is one of the three. Ask what goes in (a picture) and what comes out "
                    "(an answer about that picture)."
                ),
            },
        ),
        Question(
            id="component_mean_mistake",
            text=(
                "A piece of code receives 500 predicted prices and the 500 true prices. It "
                "gives back one number: the mean of the squared differences. Which component "
                "is this?"
            ),
            options={
                "a": "The predictive function",
                "b": "The learning procedure",
                "c": "The goodness measure",
                "d": "The data",
            },
            points=1.0,
            look_at="section 1.1.2",
            feedback={
                "a": (
                    "It makes no prediction of its own: the predictions are already made when "
                    "they come in."
                ),
                "b": (
                    "No parameter is changed here. The number may be used by a procedure that "
                    "learns, but computing it is a separate step."
                ),
                "d": (
                    "The prices are data. The question is about the code that turns them into "
                    "one number."
                ),
            },
        ),
        Question(
            id="component_nudge",
            text=(
                '"Change each weight by a small amount. If the error went down, keep the '
                'change; if it went up, take it back. Repeat." Which component is this?'
            ),
            options={
                "a": "The goodness measure",
                "b": "The learning procedure",
                "c": "The predictive function",
                "d": "The architecture",
            },
            points=1.0,
            look_at="section 1.1.2",
            feedback={
                "a": (
                    "The recipe uses a goodness measure (it asks whether the error went down),"
                    " but it does more than measure."
                ),
                "c": (
                    "A predictive function turns an input into an answer. This recipe never "
                    "looks at a new input; it looks for better weights."
                ),
                "d": (
                    '"Architecture" is a word for the shape of the predictive function. This '
                    "recipe leaves the shape as it is."
                ),
            },
        ),
        Question(
            id="component_swap",
            text=(
                "Two teams use the same network and the same way of searching for its weights."
                " Team A searches for the smallest mean squared error, team B for the smallest"
                " mean absolute error. They end with different weights. In which component did"
                " they differ?"
            ),
            options={
                "a": "The learning procedure",
                "b": "The predictive function",
                "c": "They differ in nothing but luck",
                "d": "The goodness measure",
            },
            points=1.0,
            look_at="section 1.1.2",
            feedback={
                "a": (
                    "The way of searching is the same in both teams. Look at what they search "
                    "*for*."
                ),
                "b": (
                    "The network has the same shape in both teams; only the weights found in "
                    "the end differ, and that is the consequence."
                ),
                "c": (
                    "Luck may play a part, but there is a real difference between the two "
                    "teams: read again what each of them makes small."
                ),
            },
        ),
        Question(
            id="parameters",
            text="In the line $\\hat{y} = w x + b$, which are the *parameters*?",
            options={
                "a": "$x$ and $\\hat{y}$",
                "b": "$w$, $b$ and $x$",
                "c": "$w$ and $b$",
                "d": "Only $w$, because $b$ is a constant",
            },
            points=1.0,
            look_at="section 1.1.3",
            feedback={
                "a": (
                    "One of these is the input and the other the output. They change from "
                    "example to example; parameters stay the same for all examples until "
                    "learning changes them."
                ),
                "b": (
                    "One of the three is different: it is given anew with each example, and "
                    "learning may not touch it."
                ),
                "d": (
                    "The number $b$ is also unknown at first and also chosen by learning. "
                    "Without it every line would pass through the origin."
                ),
            },
        ),
        Question(
            id="deep",
            text='What does the word "deep" in "deep learning" refer to?',
            options={
                "a": "The network has several layers, one feeding the next",
                "b": "The program understands its subject deeply",
                "c": "The network needs a great deal of data",
                "d": "The program runs on powerful hardware",
            },
            points=1.0,
            look_at="section 1.1.1",
            feedback={
                "b": (
                    "This is the word's everyday meaning, and a frequent misunderstanding. "
                    "Nothing in the method promises understanding."
                ),
                "c": (
                    "Much data often helps, but a network does not become deep by being given "
                    "more data."
                ),
                "d": (
                    "Hardware makes large networks practical, but it has nothing to do with "
                    "the name."
                ),
            },
        ),
        Question(
            id="why_not_rules",
            text="Why is it hard to write a cat detector as a list of rules about pixels?",
            options={
                "a": "Because a computer cannot store enough rules",
                "b": (
                    "Because the same animal gives very different pixel values when it moves, "
                    "turns or stands in another light"
                ),
                "c": "Because the pixels of a picture are not numbers",
                "d": "Because rules are always less accurate than a network",
            },
            points=1.0,
            look_at="section 1.2.1",
            feedback={
                "a": (
                    "Storage is cheap. The difficulty comes before storage: what should the "
                    "rules say?"
                ),
                "c": (
                    "They are numbers: three for each pixel, from 0 to 255. That is what a "
                    "network receives."
                ),
                "d": (
                    '"Always" is too strong. For many tasks (sorting a list, computing a tax) '
                    "a short rule is better. Think of what is special about pictures."
                ),
            },
        ),
        Question(
            id="why_now",
            text=(
                "The central ideas (neurons, layers, learning by backpropagation) were known "
                "by 1986. What had changed most by 2012, when AlexNet won the ImageNet "
                "competition by a wide margin?"
            ),
            options={
                "a": "A proof was found that neural networks think as the brain does",
                "b": "The mathematics of the neuron was corrected",
                "c": "Backpropagation was discovered",
                "d": (
                    "Far larger labelled data sets and far faster processors had become available"
                ),
            },
            points=1.0,
            look_at="section 1.3",
            feedback={
                "a": "There is no such proof, then or now. The likeness to the brain is loose.",
                "b": (
                    "The neuron computes the same weighted sum as before. What had changed is "
                    "how much one can do with it."
                ),
                "c": "Look at the date in the question: it was known, and widely read, in 1986.",
            },
        ),
        Question(
            id="baseline",
            text=(
                "In a test set 95 of 100 pictures show no cat. A detector is right on 94 of "
                "the 100. What is the fairest first judgement?"
            ),
            options={
                "a": "Very good: 94 % is close to perfect",
                "b": "It must be overfitted",
                "c": 'Poor: saying "no cat" to every picture would be right more often',
                "d": "Nothing can be said without knowing the number of parameters",
            },
            points=1.0,
            look_at="section 1.4.1",
            feedback={
                "a": (
                    "Compare it with the simplest thing that could be done without looking at "
                    "the pictures at all."
                ),
                "b": (
                    "Overfitting is a gap between seen and unseen examples. Only one of these "
                    "two figures is given here."
                ),
                "d": (
                    "The number of parameters does not enter. Count how many pictures the "
                    "laziest possible detector would get right."
                ),
            },
        ),
        Question(
            id="overfitting",
            text=(
                "A detector is right on every picture it was trained on and on 60 % of new "
                "pictures, half of which are cats. What is the most likely explanation?"
            ),
            options={
                "a": (
                    "It has memorised its training pictures more than it has found what cats "
                    "have in common"
                ),
                "b": "It was trained with too many pictures",
                "c": "The new pictures were labelled wrongly",
                "d": "Its goodness measure was too strict on the training pictures",
            },
            points=1.0,
            look_at="section 1.4.2",
            feedback={
                "b": "More training pictures make this particular trouble smaller, not larger.",
                "c": (
                    "Possible in part, but 40 % wrong labels would be extraordinary. There is "
                    "a common explanation for a large gap between seen and unseen."
                ),
                "d": (
                    "The training pictures were all answered rightly, so the measure had "
                    "nothing left to be strict about. Look at the gap between the two figures."
                ),
            },
        ),
    ),
    hints=(
        (
            "Three questions sort almost everything in this lesson: does it turn an input into"
            " an answer, does it measure answers against the truth, or does it change the "
            "parameters?"
        ),
        (
            "The message names the section each missed question comes from. Reread that "
            "section and look for the sentence that settles it."
        ),
        (
            "For each question, strike out first what is surely not so. Then say in your own "
            "words what a predictive function, a goodness measure and a learning procedure "
            "each receive and each give back."
        ),
    ),
)
