/// Smooth stand-ins for functions with kinks, jumps or poles, for dynamics and costs: a solver can
/// follow their derivatives.
///
/// Arguments may have any unit, as long as those that are compared have the same. A `width` is
/// where the stand-in and the original differ; it is positive and has the unit of what it smooths.
/// Squares overflow where |x| exceeds 1e150.
module lib.smooth;

/// |x|, too large by at most `width`, which is its value at 0.
function smooth_abs(x, width) = sqrt(x^2 + width^2);

/// max(x, y), too large by at most half of `width`.
function smooth_max(x, y, width) = 0.5*(x + y + sqrt((x - y)^2 + width^2));

/// min(x, y), too small by at most half of `width`.
function smooth_min(x, y, width) = 0.5*(x + y - sqrt((x - y)^2 + width^2));

/// clamp(x, low, high): rises with x, stays inside the limits, and is off by less than half of
/// `width`.
function smooth_clamp(x, low, high, width) {
  let a = sqrt((x - low)^2 + width^2);
  let b = sqrt((x - high)^2 + width^2);
  return 0.5*(low + high + (high - low)*((2*x - low - high)/(a + b)));
}

/// 0 while |x| is below `half`, and what is beyond it elsewhere; off by less than half of `width`.
function deadband(x, half, width) = x - smooth_clamp(x, -half, half, width);

/// From 0 to 1 as x passes 0: 0.12 at -width, 0.88 at width. It has a slope everywhere.
function smooth_step(x, width) = 0.5*(1 + tanh(x/width));

/// From -1 to 1 as x passes 0: the sign of x to 4 % outside of two widths.
function smooth_sign(x, width) = tanh(x/width);

/// max(x, 0), too large by at most 0.7 widths; never overflows, and never 0 before doubles end.
function softplus(x, width) =
    if x > 0 then x + width*log1p(exp(-x/width)) else width*log1p(exp(x/width));

/// sqrt(x), exactly, from `eps` upwards; below, its Taylor parabola, so that two derivatives are
/// continuous.
function safe_sqrt(x, eps) =
    if x >= eps then sqrt(x) else 0.125*sqrt(eps)*(3 + 6*(x/eps) - (x/eps)^2);

/// log(x), exactly, from `eps` upwards; below, its Taylor parabola, so that two derivatives are
/// continuous. x is a pure number.
function safe_log(x, eps) = if x >= eps then log(x) else log(eps) + (x/eps - 1) - 0.5*(x/eps - 1)^2;

/// x/y, too small by the factor 1 - (eps/y)^2 while y is large; 0 at y = 0, and never larger than
/// x/(2*eps).
function safe_divide(x, y, eps) = x*y/(y^2 + eps^2);

/// norm(v) of two numbers, too large by at most `eps`, which is its value at 0.
function safe_norm2(v[2], eps) = sqrt(sumsq(v) + eps^2);

/// norm(v) of three numbers, too large by at most `eps`, which is its value at 0.
function safe_norm3(v[3], eps) = sqrt(sumsq(v) + eps^2);

/// sin(x)/x, to the last digits also at 0.
function sinc(x) = sinc_sqrt(x^2);

/// sinc(sqrt(y)), which has derivatives at y = 0: with y = sumsq(v) it is smooth where norm(v) is
/// not.
function sinc_sqrt(y) =
    if y < 0.25 then 1 - y/6*(1 - y/20*(1 - y/42*(1 - y/72*(1 - y/110*(1 - y/156)))))
    else sin(sqrt(y))/sqrt(y);
