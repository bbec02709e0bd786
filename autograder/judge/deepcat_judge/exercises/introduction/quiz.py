"""The answer sheet of lesson 1: ten questions on sections 1.1 to 1.5."""

from __future__ import annotations

from deepcat_judge.exercise import Quiz
from deepcat_judge.sheet import questions

_SHEET = r"""
component_cat_score: section 1.1.2
A program receives a picture of 64 × 64 pixels and gives back 0.87, which it calls "the
probability that this is a cat". Nothing is stored, nothing changes, and the right answer is not
consulted. Which of the three components is this?
a) The predictive function
b) The goodness measure
   → A goodness measure needs something to compare with: the right answers. Here no right answer
     comes in.
c) The learning procedure
   → A learning procedure changes parameters. Here nothing changes.
d) None of the three
   → It is one of the three. Ask what goes in (a picture) and what comes out (an answer about that
     picture).

component_mean_mistake: section 1.1.2
A piece of code receives 500 predicted prices and the 500 true prices. It gives back one number:
the mean of the squared differences. Which component is this?
a) The predictive function
   → It makes no prediction of its own: the predictions are already made when they come in.
b) The learning procedure
   → No parameter is changed here. The number may be used by a procedure that learns, but
     computing it is a separate step.
c) The goodness measure
d) The data
   → The prices are data. The question is about the code that turns them into one number.

component_nudge: section 1.1.2
"Change each weight by a small amount. If the error went down, keep the change; if it went up,
take it back. Repeat." Which component is this?
a) The goodness measure
   → The recipe uses a goodness measure (it asks whether the error went down), but it does more
     than measure.
b) The learning procedure
c) The predictive function
   → A predictive function turns an input into an answer. This recipe never looks at a new input;
     it looks for better weights.
d) The architecture
   → "Architecture" is a word for the shape of the predictive function. This recipe leaves the
     shape as it is.

component_swap: section 1.1.2
Two teams use the same network and the same way of searching for its weights. Team A searches for
the smallest mean squared error, team B for the smallest mean absolute error. They end with
different weights. In which component did they differ?
a) The learning procedure
   → The way of searching is the same in both teams. Look at what they search for.
b) The predictive function
   → The network has the same shape in both teams; only the weights found in the end differ, and
     that is the consequence.
c) They differ in nothing but luck
   → Luck may play a part, but there is a real difference between the two teams: read again what
     each of them makes small.
d) The goodness measure

parameters: section 1.1.3
In the line $\hat{y} = w x + b$, which are the *parameters*?
a) $x$ and $\hat{y}$
   → One of these is the input and the other the output. They change from example to example;
     parameters stay the same for all examples until learning changes them.
b) $w$, $b$ and $x$
   → One of the three is different: it comes with each example, and learning may not touch
     it.
c) $w$ and $b$
d) Only $w$, because $b$ is a constant
   → The number b is also unknown at first and also chosen by learning. Without it every line
     would pass through the origin.

deep: section 1.1.1
What does the word "deep" in "deep learning" refer to?
a) The network has several layers, one feeding the next
b) The program understands its subject deeply
   → This is the word's everyday meaning, and a frequent misunderstanding. Nothing in the method
     promises understanding.
c) The network needs a great deal of data
   → Much data often helps, but a network does not become deep by being given more data.
d) The program runs on powerful hardware
   → Hardware makes large networks practical, but it has nothing to do with the name.

why_not_rules: section 1.2.1
Why is it hard to write a cat detector as a list of rules about pixels?
a) Because a computer cannot store enough rules
   → Storage is cheap. The difficulty comes before storage: what should the rules say?
b) Because the same animal gives very different pixel values when it moves, turns or stands in
   another light
c) Because the pixels of a picture are not numbers
   → They are numbers: three for each pixel, from 0 to 255. That is what a network receives.
d) Because rules are always less accurate than a network
   → "Always" is too strong. For many tasks (sorting a list, computing a tax) a short rule is
     better. Think of what is special about pictures.

why_now: section 1.3
The central ideas (neurons, layers, learning by backpropagation) were known by 1986. What had
changed most by 2012, when AlexNet won the ImageNet competition by a wide margin?
a) A proof was found that neural networks think as the brain does
   → There is no such proof, then or now. The likeness to the brain is loose.
b) The mathematics of the neuron was corrected
   → The neuron computes the same weighted sum as before. What had changed is how much one can do
     with it.
c) Backpropagation was discovered
   → Look at the date in the question: it was known, and widely read, in 1986.
d) Far larger labelled data sets and far faster processors had become available

baseline: section 1.4.1
In a test set 95 of 100 pictures show no cat. A detector is right on 94 of the 100. What is the
fairest first judgement?
a) Very good: 94 % is close to perfect
   → Compare it with the simplest thing that could be done without looking at the pictures at all.
b) It must be overfitted
   → Overfitting is a gap between seen and unseen examples. Only one of these two figures is given
     here.
c) Poor: saying "no cat" to every picture would be right more often
d) Nothing can be said without knowing the number of parameters
   → The number of parameters does not enter. Count how many pictures the laziest possible
     detector would get right.

overfitting: section 1.4.2
A detector is right on every picture it was trained on and on 60 % of new pictures, half of which
are cats. What is the most likely explanation?
a) It has memorised its training pictures more than it has found what cats have in common
b) It was trained with too many pictures
   → More training pictures make this particular trouble smaller, not larger.
c) The new pictures were labelled wrongly
   → Possible in part, but 40 % wrong labels would be extraordinary. There is a common explanation
     for a large gap between seen and unseen.
d) Its goodness measure was too strict on the training pictures
   → The training pictures were all answered rightly, so the measure had nothing left to be strict
     about. Look at the gap between the two figures.
"""

QUIZ = Quiz(
    id="introduction.quiz",
    title="The three components",
    questions=questions(_SHEET),
    hints=(
        "Three questions sort almost everything in this lesson: does it turn an input into an "
        "answer, does it measure answers against the truth, or does it change the parameters?",
        "The message names the section each missed question comes from. Reread that section and "
        "look for the sentence that settles it.",
        "For each question, strike out first what is surely not so. Then say in your own words "
        "what a predictive function, a goodness measure and a learning procedure each receive "
        "and each give back.",
    ),
)
