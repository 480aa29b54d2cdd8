/// What a laser range finder sees in the plane: the distance along a ray to discs and segments, and
/// `range` where there is nothing.
///
/// A ray begins at `origin` and has a `direction` of length 1. Each object is asked for by itself;
/// the nearest is the smallest of all:
///
///     let seen[n] : m = [laser.to_disc([x, y], laser.beam(psi), trees[i, :], radius[i], 5 [m]) for i in 1:n];
///     observe ahead : m = min(seen);
///
/// Distances jump where a ray passes an edge. The `soft_` ones do so over a `width`, for costs and
/// for plans that should notice an obstacle before a ray touches it, and their minimum is smooth,
/// too:
///
///     laser.soft_nearest(sum(laser.closeness(seen[i], 5 [m], 0.05 [m]) for i in 1:n), 5 [m], 0.05 [m])
module lib.laser;

import lib.rotation {cross2};
import lib.smooth {smooth_abs, smooth_clamp, smooth_step, softplus, safe_divide};

/// The direction of a ray at `angle` from the x axis.
function beam(angle)[2] = [cos(angle), sin(angle)];

/// Distance to a disc; 0 inside of it.
function to_disc(origin[2] : m, direction[2], centre[2] : m, radius : m, range : m) : m {
  let d[2] : m = centre - origin;
  let along    = dot(d, direction);
  let half     = radius^2 - cross2(direction, d)^2;
  return if sumsq(d) <= radius^2 then 0
      else if half > 0 and along > 0 then min(along - sqrt(half), range)
      else range;
}

/// Distance to the segment from a to b; a ray along the segment does not see it.
function to_segment(origin[2] : m, direction[2], a[2] : m, b[2] : m, range : m) : m {
  let side[2] : m = b - a;
  let d[2]    : m = a - origin;
  let turn        = cross2(direction, side);
  let across      = cross2(d, direction);
  let ahead       = cross2(d, side);
  return if turn^2 > 0 and 0 <= across*turn <= turn^2 and ahead*turn >= 0
      then min(ahead/turn, range)
      else range;
}

/// Like `to_disc` with an edge that is blurred by `width`.
function soft_disc(origin[2] : m, direction[2], centre[2] : m, radius : m, range : m,
    width : m) : m {
  let d[2] : m = centre - origin;
  let along    = dot(d, direction);
  let beside   = cross2(direction, d);
  let chord    = sqrt(softplus(radius^2 - beside^2, width^2));
  let hit      =
      smooth_step(radius - smooth_abs(beside, width), width)*smooth_step(along + chord, width);
  return range + hit*(smooth_clamp(along - chord, 0, range, width) - range);
}

/// Like `to_segment` with ends that are blurred by `width`.
function soft_segment(origin[2] : m, direction[2], a[2] : m, b[2] : m, range : m, width : m) : m {
  let side[2] : m = b - a;
  let d[2]    : m = a - origin;
  let length      = sqrt(sumsq(side) + width^2);
  let turn        = cross2(direction, side);
  let place       = safe_divide(cross2(d, direction), turn, width)*length;
  let near        = safe_divide(cross2(d, side), turn, width);
  let hit = smooth_step(place, width)*smooth_step(length - place, width)*smooth_step(near, width);
  return range + hit*(smooth_clamp(near, 0, range, width) - range);
}

/// What an object at `distance` adds to the sum that `soft_nearest` takes.
function closeness(distance : m, range : m, width : m) = exp((range - distance)/width);

/// The smallest of some distances and `range`, made smooth: with n objects it is too small by at
/// most width*log(n + 1). The sum of their `closeness` overflows where range/width exceeds 700.
function soft_nearest(total, range : m, width : m) : m = range - width*log1p(total);
