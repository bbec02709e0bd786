"""Lesson 7: the cat detector, a network of two layers that learns from labelled pictures."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np

from deepcat_solutions.backprop import backward, gradient_step, minibatches
from deepcat_solutions.hidden_layer import cost, forward, initialize
from deepcat_solutions.losses import categorical_cross_entropy, softmax


def train_validation_split(X, Y, fraction, rng):
    """Set examples aside for validation: `fraction` of each class, chosen at random.

    Every example is in one of the two parts, with its own label, and none is in both. The order
    within a part is free.

    Parameters
    ----------
    X : (n_x, m) array
        One example a column.
    Y : (1, m) array
        Their labels, 0 or 1.
    fraction : float
        The share for validation, between 0 and 1. Where it gives no whole number of a class's
        examples, one of the two whole numbers beside it will do.
    rng : numpy.random.Generator
        Decides who is set aside: the same seed gives the same two parts.

    Returns
    -------
    X_train, Y_train : arrays of shapes (n_x, m_train) and (1, m_train)
        The examples to learn from, and their labels.
    X_val, Y_val : arrays of shapes (n_x, m_val) and (1, m_val)
        The examples set aside, and their labels.

    Examples
    --------
    Six examples, four of them cats. Half of the cats are set aside, and half of the others:

    >>> pictures = np.array([[10, 11, 12, 13, 14, 15]])
    >>> is_cat = np.array([[1, 1, 0, 1, 0, 1]])
    >>> parts = train_validation_split(pictures, is_cat, 0.5, np.random.default_rng(1))
    >>> learnt_from, their_labels, set_aside, held_labels = parts
    >>> np.sort(held_labels)
    array([[0, 1, 1]])
    >>> np.sort(np.concatenate([learnt_from, set_aside], axis=1))
    array([[10, 11, 12, 13, 14, 15]])
    """
    ### BEGIN SOLUTION
    aside = np.zeros(Y.shape[1], dtype=bool)
    for label in np.unique(Y):
        members = np.flatnonzero(Y[0] == label)
        chosen = rng.permutation(members)[: round(fraction * members.size)]
        aside[chosen] = True
    return X[:, ~aside], Y[:, ~aside], X[:, aside], Y[:, aside]
    ### END SOLUTION


def standardize(X_train, *others):
    """Bring every feature to mean 0 and standard deviation 1: (x - μ) / σ.

    μ and σ of a feature are its mean and its standard deviation, the root of the mean squared
    distance from μ, over the training examples alone. What was set aside is moved and scaled by
    the same two numbers: it must not decide anything.

    Parameters
    ----------
    X_train : (n_x, m) array
        Training examples, one a column. A feature that has the same value in all of them becomes
        0 there, up to 1e-6, and something finite in the other sets.
    *others : arrays of n_x rows
        Further sets, as many as you like: validation, test, a single picture.

    Returns
    -------
    tuple of arrays
        The training set and the others, standardized, in the order in which they came.

    Examples
    --------
    The training ages have the mean 4 and the standard deviation 2. Nobody asks the others for
    theirs:

    >>> known_ages, new_ages = np.array([[2.0, 6.0]]), np.array([[4.0, 10.0, 10.0]])
    >>> standardize(known_ages, new_ages)
    (array([[-1.,  1.]]), array([[0., 3., 3.]]))
    """
    ### BEGIN SOLUTION
    mean = np.mean(X_train, axis=1, keepdims=True)  # (n_x, 1)
    deviation = np.std(X_train, axis=1, keepdims=True)  # (n_x, 1)
    constant = np.ptp(X_train, axis=1, keepdims=True) == 0
    deviation = np.where(constant, 1.0, deviation)  # rounding may have left 1e-17 of it
    return tuple((X - mean) / deviation for X in [X_train, *others])
    ### END SOLUTION


def majority_baseline(Y):
    """Measure the accuracy of whoever gives the most frequent label every time.

    It needs no picture and no network: what a detector is worth is how far it gets beyond this.

    Parameters
    ----------
    Y : (1, m) array
        Labels, 0 or 1, as whole numbers or floats.

    Returns
    -------
    float
        The share of the most frequent label, from 0.5 to 1.

    Examples
    --------
    Three of four are cats, so "cat" is right three times of four:

    >>> majority_baseline(np.array([[1, 1, 0, 1]]))
    0.75
    """
    ### BEGIN SOLUTION
    counts = np.unique(Y, return_counts=True)[1]  # of each label
    return float(np.max(counts) / Y.size)
    ### END SOLUTION


class CatDetector:
    """A network of one hidden layer (ReLU) and one output (sigmoid) that tells cats from the rest.

    Parameters
    ----------
    n_hidden : int
        Units in the hidden layer.
    learning_rate : float
        Length of a step against the gradient.
    n_epochs : int
        How often every training example is used.
    batch_size : int
        Examples a step.
    seed : int
        Decides the start and the order of the examples: the same seed gives the same detector.

    Attributes
    ----------
    history_ : dict of lists
        After `fit`: one number an epoch in each list, the training loss in ``history_["loss"]``.

    Examples
    --------
    A toy: the sign of a number.

    >>> heights = np.array([[-2.0, -1.0, -0.5, 0.5, 1.0, 2.0]])
    >>> is_tall = np.array([[0.0, 0.0, 0.0, 1.0, 1.0, 1.0]])
    >>> small = CatDetector(n_hidden=4, learning_rate=0.5, n_epochs=100, batch_size=2, seed=1)
    >>> small.fit(heights, is_tall).predict(np.array([[-3.0, 3.0]]))
    array([[0, 1]])
    >>> len(small.history_["loss"])
    100
    """

    def __init__(self, n_hidden, learning_rate, n_epochs, batch_size, seed):
        ### BEGIN SOLUTION
        self.n_hidden = n_hidden
        self.learning_rate = learning_rate
        self.n_epochs = n_epochs
        self.batch_size = batch_size
        self.seed = seed
        ### END SOLUTION

    def fit(self, X, Y, X_val=None, Y_val=None):
        """Learn from examples. Called again, it starts afresh.

        Parameters
        ----------
        X : (n_x, m) array
            Training examples, one a column.
        Y : (1, m) array
            Their labels, 0 or 1.
        X_val, Y_val : arrays, optional
            Validation examples. Where they are given, the parameters of the epoch with the lowest
            validation loss are kept, else those of the last epoch.

        Returns
        -------
        CatDetector
            Itself.
        """
        ### BEGIN SOLUTION
        rng = np.random.default_rng(self.seed)
        parameters = initialize(X.shape[0], self.n_hidden, rng)
        self.parameters_, losses, validation_losses = parameters, [], []
        for _ in range(self.n_epochs):
            for X_b, Y_b in minibatches(X, Y, self.batch_size, rng):
                _, cache = forward(X_b, parameters)
                gradients = backward(Y_b, parameters, cache)
                parameters = gradient_step(parameters, gradients, self.learning_rate)
            losses.append(cost(Y, forward(X, parameters)[0]))
            if X_val is not None:
                validation_losses.append(cost(Y_val, forward(X_val, parameters)[0]))
            if X_val is None or validation_losses[-1] == min(validation_losses):
                self.parameters_ = parameters  # the best so far
        self.history_ = {"loss": losses, "validation_loss": validation_losses}
        return self
        ### END SOLUTION

    def predict_proba(self, X):
        """Compute how sure the detector is that each example is a cat.

        Parameters
        ----------
        X : (n_x, m) array
            Examples, one a column.

        Returns
        -------
        (1, m) array
            Numbers between 0 and 1.
        """
        ### BEGIN SOLUTION
        return forward(X, self.parameters_)[0]
        ### END SOLUTION

    def predict(self, X):
        """Decide for each example: 1 for a cat, 0 for none.

        Parameters
        ----------
        X : (n_x, m) array
            Examples, one a column.

        Returns
        -------
        (1, m) array
            1 where the probability is above 0.5, else 0.
        """
        ### BEGIN SOLUTION
        return (self.predict_proba(X) > 0.5).astype(int)
        ### END SOLUTION


def confusion_matrix(Y, Y_pred, n_classes=2):
    """Count for each true class what it was taken for.

    Parameters
    ----------
    Y : (1, m) array
        The true classes, from 0 to n_classes - 1, as whole numbers or floats.
    Y_pred : (1, m) array
        The predicted classes.
    n_classes : int
        How many classes there are, K. A class may have no example, and no prediction.

    Returns
    -------
    (K, K) array of integers
        In row i and column j stands how many examples of class i were taken for class j. What is
        right stands on the diagonal.

    Examples
    --------
    Of two others (class 0) both were recognised; of three cats (class 1) one was missed:

    >>> confusion_matrix(np.array([[0, 1, 1, 0, 1]]), np.array([[0, 1, 0, 0, 1]]))
    array([[2, 0],
           [1, 2]])
    """
    ### BEGIN SOLUTION
    confusion = np.zeros((n_classes, n_classes), dtype=int)
    for truth, guess in zip(Y[0], Y_pred[0], strict=True):
        confusion[int(truth), int(guess)] += 1
    return confusion
    ### END SOLUTION


def precision_recall_f1(Y, Y_pred):
    """Measure how far "cat" can be trusted, how many cats are found, and both in one number.

    Precision is the share of cats among those called cats: TP / (TP + FP). Recall is the share of
    the cats that were found: TP / (TP + FN). F1 is their harmonic mean, 2PR / (P + R), which is
    large only if both are. TP counts cats called cats, FP others called cats, and FN cats that
    were missed.

    Parameters
    ----------
    Y : (1, m) array
        The labels: 1 for a cat, 0 for none, as whole numbers or floats.
    Y_pred : (1, m) array
        The decisions, 0 or 1.

    Returns
    -------
    precision, recall, f1 : floats
        Numbers from 0 to 1. One that would be 0 / 0 is 0.0.

    Examples
    --------
    Four were called cats and three of them are; two cats were missed:

    >>> is_cat = np.array([[1, 1, 1, 0, 1, 1, 0]])
    >>> said_cat = np.array([[1, 1, 1, 1, 0, 0, 0]])
    >>> [round(share, 3) for share in precision_recall_f1(is_cat, said_cat)]
    [0.75, 0.6, 0.667]
    """
    ### BEGIN SOLUTION
    found = int(np.sum((Y == 1) & (Y_pred == 1)))
    called, cats = int(np.sum(Y_pred == 1)), int(np.sum(Y == 1))
    precision = found / called if called else 0.0
    recall = found / cats if cats else 0.0
    f1 = 2 * precision * recall / (precision + recall) if found else 0.0
    return precision, recall, f1
    ### END SOLUTION


def confidence_interval(accuracy, m, z=1.96):
    """Say how far an accuracy can be trusted: (p + z²/2m ± z √(p(1 - p)/m + z²/4m²)) / (1 + z²/m).

    This is Wilson's interval for the share p of right decisions among m examples. It stays within
    0 and 1, and is of use for few examples and for a share of 0 or 1, too.

    Parameters
    ----------
    accuracy : float
        The share of right decisions, p, from 0 to 1.
    m : int
        How many examples it was measured on, 1 or more.
    z : float
        How sure the interval is: with 1.96, it holds the true share in about 95 of 100 tries.

    Returns
    -------
    low, high : floats
        The two ends of the interval.

    Notes
    -----
    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927.

    Examples
    --------
    Three of four pictures right, and 300 of 400:

    >>> [round(end, 2) for end in confidence_interval(0.75, 4)]
    [0.3, 0.95]
    >>> [round(end, 2) for end in confidence_interval(0.75, 400)]
    [0.71, 0.79]
    """
    ### BEGIN SOLUTION
    centre = accuracy + z**2 / (2 * m)
    half = z * np.sqrt(accuracy * (1 - accuracy) / m + z**2 / (4 * m**2))
    divisor = 1 + z**2 / m
    return float((centre - half) / divisor), float((centre + half) / divisor)
    ### END SOLUTION


def worst_mistakes(Y, Y_hat, k):
    """Find the wrong decisions that were made with the most confidence: the largest |y - ŷ|.

    An example is a mistake where its probability is on the wrong side of 0.5. No probability is
    exactly 0.5, and no two mistakes are equally bad.

    Parameters
    ----------
    Y : (1, m) array
        The labels, 0 or 1.
    Y_hat : (1, m) array
        The predicted probabilities of a 1.
    k : int
        How many mistakes are wanted.

    Returns
    -------
    (k,) array of ints
        Where they stand among the examples, the worst first. Where there are fewer than k
        mistakes, all of them; right decisions are never among them.

    Examples
    --------
    The examples at 1 and 3 are mistakes, and that at 3 is the worse one:

    >>> is_cat, sure = np.array([[1, 0, 0, 1]]), np.array([[0.9, 0.7, 0.1, 0.05]])
    >>> worst_mistakes(is_cat, sure, 1)
    array([3])
    >>> worst_mistakes(is_cat, sure, 5)
    array([3, 1])
    """
    ### BEGIN SOLUTION
    errors = np.abs(Y - Y_hat).ravel()  # (m,)
    order = np.argsort(-errors)
    return order[errors[order] > 0.5][:k]
    ### END SOLUTION


def prepare_image(image, size):
    """Turn any picture into one column of size · size · 3 numbers from 0 to 1, as in training.

    Grey becomes three equal colours. What is transparent shows a white background: with the
    opacity α from 0 to 1, a colour c becomes α · c + (1 - α). Shapes keep their proportions: a
    picture that is not square is either cut to the square in its middle, or fitted in whole, with
    a border of any colour. How pixels are made from the old ones is free: by averages, by the
    nearest pixel, or between neighbours.

    Parameters
    ----------
    image : (h, w, 3), (h, w, 4) or (h, w) array of uint8
        Red, green and blue, from 0 to 255; or these and the opacity, 255 where nothing shines
        through; or one brightness, grey.
    size : int
        How many rows and columns of pixels are wanted.

    Returns
    -------
    (size * size * 3, 1) array of floats
        One column from 0 to 1: row after row of pixels, of each first red, then green, then blue.

    Examples
    --------
    A grey picture that has the size already, and a red pixel that is 20 % opaque:

    >>> chess = np.array([[0, 255], [255, 0]], dtype=np.uint8)
    >>> prepare_image(chess, 2).T
    array([[0., 0., 0., 1., 1., 1., 1., 1., 1., 0., 0., 0.]])
    >>> red_glass = np.array([[[255, 0, 0, 51]]], dtype=np.uint8)
    >>> prepare_image(red_glass, 1).T
    array([[1. , 0.8, 0.8]])
    """
    ### BEGIN SOLUTION
    pixels = image / 255
    if pixels.ndim == 2:
        pixels = np.stack([pixels, pixels, pixels], axis=2)  # (h, w, 3)
    if pixels.shape[2] == 4:
        alpha = pixels[:, :, 3:]  # (h, w, 1)
        pixels = alpha * pixels[:, :, :3] + (1 - alpha)
    h, w, _ = pixels.shape
    side = min(h, w)
    top, left = (h - side) // 2, (w - side) // 2
    square = pixels[top : top + side, left : left + side]
    # New pixel i covers the old ones from i · side / size on: share[i, j] is what it takes of j.
    edges = np.arange(size + 1)[:, None] * side / size
    covered = np.clip(edges - np.arange(side), 0, 1)  # (size + 1, side)
    share = (covered[1:] - covered[:-1]) * size / side
    small = np.einsum("ij,jkc,lk->ilc", share, square, share)  # (size, size, 3)
    return small.reshape(-1, 1)
    ### END SOLUTION


def fit_softmax_network(X, Y, n_hidden, learning_rate, n_epochs, batch_size, rng):
    """Learn to tell K classes apart: θ ← θ - α ∂L/∂θ, batch after batch, with δ[2] = Ŷ - Y.

    A network of one hidden layer of ReLU units and a softmax output learns by gradient descent on
    the categorical cross-entropy, the mean over the examples of a batch. How the parameters start
    is free, as long as rng draws them and the hidden units do not begin alike.

    Parameters
    ----------
    X : (n_x, m) array
        Training examples, one a column.
    Y : (K, m) array
        Their classes, one-hot: a 1 in the row of the class. K is the number of rows.
    n_hidden : int
        Units in the hidden layer.
    learning_rate : float
        Length of a step against the gradient.
    n_epochs : int
        How often every training example is used, in a new order each time.
    batch_size : int
        Examples a step; the last batch of an epoch may be smaller.
    rng : numpy.random.Generator
        Draws the first weights and the orders, and nothing else does.

    Returns
    -------
    parameters : dict
        ``"W1"`` (n_hidden, n_x), ``"b1"`` (n_hidden, 1), ``"W2"`` (K, n_hidden), ``"b2"`` (K, 1).
    history : list of n_epochs floats
        The training loss of each epoch: before it, after it, or the mean over its examples.

    Examples
    --------
    Three animals, each with a place of its own on a line:

    >>> places, animals = np.array([[-2.0, -1.8, 0.1, -0.1, 2.1, 1.9]]), np.eye(3).repeat(2, axis=1)
    >>> dice = np.random.default_rng(1)
    >>> learned, its_losses = fit_softmax_network(places, animals, 8, 0.5, 100, 2, dice)
    >>> learned["W2"].shape, len(its_losses), its_losses[-1] < 0.1
    ((3, 8), 100, True)
    """
    ### BEGIN SOLUTION
    n_x, K = X.shape[0], Y.shape[0]
    W1 = rng.normal(size=(n_hidden, n_x)) * np.sqrt(2 / n_x)
    b1 = np.zeros((n_hidden, 1))
    W2 = rng.normal(size=(K, n_hidden)) * np.sqrt(1 / n_hidden)
    b2 = np.zeros((K, 1))

    def forward(X):
        Z1 = W1 @ X + b1  # (n_hidden, m)
        A1 = np.maximum(Z1, 0)
        return Z1, A1, softmax(W2 @ A1 + b2)  # (K, m)

    history = []
    for _ in range(n_epochs):
        for X_b, Y_b in minibatches(X, Y, batch_size, rng):
            Z1, A1, Y_hat = forward(X_b)
            delta2 = Y_hat - Y_b  # (K, batch)
            delta1 = (W2.T @ delta2) * (Z1 > 0)  # (n_hidden, batch)
            step = learning_rate / X_b.shape[1]
            W2 = W2 - step * delta2 @ A1.T
            b2 = b2 - step * np.sum(delta2, axis=1, keepdims=True)
            W1 = W1 - step * delta1 @ X_b.T
            b1 = b1 - step * np.sum(delta1, axis=1, keepdims=True)
        history.append(categorical_cross_entropy(Y, forward(X)[2]))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, history
    ### END SOLUTION
