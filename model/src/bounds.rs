//! What pairs say of many: sharp bounds on all missing together, whatever makes them alike.

/// The least and the largest P(all of so many reviewers miss an error) if one misses it with chance μ₁ and two with μ₂, and
/// reviewers are interchangeable, drawn from as many as one likes.
///
/// Given what makes them alike, each misses with some chance of which μ₁ and μ₂ are the mean and the mean square. Among all
/// distributions on 0–1 with these, the least mean of the R-th power is that of one value and 0, the largest that of one
/// value and 1 (Chebyshev and Markov):
///
/// ```text
/// μ₁·(μ₂/μ₁)^(R−1)  ≤  P(all miss)  ≤  w + (1−w)·t^R
/// t = (μ₁−μ₂)/(1−μ₁)      w = (μ₂−μ₁²)/((1−μ₁)² + μ₂ − μ₁²)
/// ```
#[must_use]
pub fn joint_miss(one: f64, two: f64, reviewers: usize) -> (f64, f64) {
    // Rounding must not take pairs out of what is possible.
    let one = one.clamp(0.0, 1.0);
    let two = two.max(one * one).min(one);
    match reviewers {
        0 => (1.0, 1.0),
        1 => (one, one),
        2 => (two, two),
        _ if one <= 0.0 || one >= 1.0 => (one, one),
        _ => {
            let power = |base: f64, exponent: usize| libm::pow(base, exponent as f64);
            let (caught, spread) = (1.0 - one, two - one * one);
            let always = spread / (caught * caught + spread);
            let otherwise = (one - two) / caught;
            (one * power(two / one, reviewers - 1), always + (1.0 - always) * power(otherwise, reviewers))
        }
    }
}

/// The same for versions of which there is a limited number: `others` beside the one that fails. Of them a whole number
/// fails with it, so bounds are closer.
///
/// The least is that of a number, the next, and 0; the largest that of a number, the next, and all (Prékopa 1990).
#[must_use]
pub fn joint_failure(one: f64, two: f64, further: usize, others: usize) -> (f64, f64) {
    let n = others as f64;
    if further <= 1 || others < 2 {
        return if further == 0 { (1.0, 1.0) } else { (one, one) };
    }
    if further == 2 {
        return (two, two);
    }
    // P(so many drawn from `failing` of all others) for a number of failing ones.
    let all_fail =
        |failing: f64| (0..further).map(|i| ((failing - i as f64) / (n - i as f64)).max(0.0)).product::<f64>();
    // E K and E K(K−1) for the number K that fails, and for the number that does not.
    let least = two_and_none(one * n, two * n * (n - 1.0));
    let sound = (1.0 - 2.0 * one + two) * n * (n - 1.0);
    let largest = two_and_none((1.0 - one) * n, sound);
    let low = least.iter().map(|(number, weight)| weight * all_fail(*number)).sum();
    let high = largest.iter().map(|(number, weight)| weight * all_fail(n - number)).sum();
    (low, high)
}

/// The distribution on 0, a whole number and the next with this mean and this mean of K(K−1).
fn two_and_none(mean: f64, pairs: f64) -> [(f64, f64); 3] {
    if mean <= 0.0 {
        return [(0.0, 1.0), (1.0, 0.0), (2.0, 0.0)];
    }
    let ratio = pairs / mean;
    let number = libm::floor(ratio) + 1.0;
    let next = ratio - (number - 1.0);
    let weights = [mean * (1.0 - next) / number, mean * next / (number + 1.0)];
    [(0.0, 1.0 - weights[0] - weights[1]), (number, weights[0]), (number + 1.0, weights[1])]
}
