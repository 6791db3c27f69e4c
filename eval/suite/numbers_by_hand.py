"""Statistics written out by hand, so that a truth never comes from the libraries that the product uses."""

import math


def mean(values):
    return sum(values) / len(values)


def median(values):
    return quantile(values, 0.5)


def quantile(values, share):
    """Linear interpolation between the two nearest, as most programs do it."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = math.floor(place)
    high = math.ceil(place)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def deviation(values):
    middle = mean(values)
    return math.sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))


def pearson(left, right):
    a, b = mean(left), mean(right)
    over = sum((x - a) * (y - b) for x, y in zip(left, right))
    return over / math.sqrt(sum((x - a) ** 2 for x in left) * sum((y - b) ** 2 for y in right))


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    made = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for place in range(at, end + 1):
            made[order[place]] = (at + end) / 2 + 1
        at = end + 1
    return made


def spearman(left, right):
    return pearson(ranks(left), ranks(right))


def welch(left, right):
    a, b = deviation(left) ** 2 / len(left), deviation(right) ** 2 / len(right)
    return (mean(left) - mean(right)) / math.sqrt(a + b)


def chi_square(table):
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table)]
    whole = sum(rows)
    return sum((table[r][c] - rows[r] * columns[c] / whole) ** 2 / (rows[r] * columns[c] / whole) for r in range(len(rows)) for c in range(len(columns)))


def least_squares(features, target):
    """Intercept first, then one weight for each feature: the normal equations, solved by elimination."""
    rows = [[1.0, *row] for row in zip(*features)]
    width = len(rows[0])
    left = [[sum(row[i] * row[j] for row in rows) for j in range(width)] for i in range(width)]
    right = [sum(row[i] * y for row, y in zip(rows, target)) for i in range(width)]
    for i in range(width):
        best = max(range(i, width), key=lambda k: abs(left[k][i]))
        left[i], left[best], right[i], right[best] = left[best], left[i], right[best], right[i]
        for k in range(width):
            if k != i:
                factor = left[k][i] / left[i][i]
                left[k] = [x - factor * y for x, y in zip(left[k], left[i])]
                right[k] -= factor * right[i]
    return [right[i] / left[i][i] for i in range(width)]


def explained(features, target, weights):
    """R squared."""
    middle = mean(target)
    said = [weights[0] + sum(w * x for w, x in zip(weights[1:], row)) for row in zip(*features)]
    return 1 - sum((y - s) ** 2 for y, s in zip(target, said)) / sum((y - middle) ** 2 for y in target)
