/**
 * What each column contributes to a prediction, in the space of the model's margin (before its link is undone).
 *
 * <p>Trees: exact path-dependent TreeSHAP as H2O defines it, node by node. A contribution is an integral over t in (0, 1) of
 * a product with one factor per distinct feature of a path, hence a polynomial, which Gauss-Legendre quadrature integrates
 * exactly. Per tree and point t, z being the share of a node's cover that goes to a child, <em>hot</em> the child where the row
 * goes, weight the quadrature's:
 *
 * <pre>
 * down  G(root) = weight;  G(child) = G(node) * (a * z(child) + (1 - a) * hot(child))
 * up    S(leaf) = value;   m = z(left) * S(left) + z(right) * S(right);  S(node) = a * m + (1 - a) * S(hot child)
 * gain  contribution(feature of node) += sum over t of b * G(node) * (S(hot child) - m)
 * </pre>
 *
 * At the first split on a feature of a path a = 1 - t and b = 1. At a later one, p being the product of the shares at the
 * earlier ones: a = p (1 - t) / (p (1 - t) + t) and b = p / (p (1 - t) + t)^2 while the row satisfies all the earlier ones,
 * else a = 1 and b = 0. All factors lie in [0, 1] and nothing is divided per row, so the result is exact to some ulps at any
 * depth.
 *
 * <p>Linear models: coefficient times (value - baseline).
 */
@NullMarked
package io.connectmojo.score.explain;

import org.jspecify.annotations.NullMarked;
