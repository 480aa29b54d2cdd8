/// Shapes of costs. A shape turns an error x into a price; the weight stands before the call,
/// `2*cost.huber(x, 0.1)`.
///
/// An error may have any unit; the scale beside it has the same unit and is positive. Some results
/// have the unit of x or of its square, as their comments say; the weight makes a price of it.
module lib.cost;

/// Tassa's smooth |x|: 0 at 0, x^2/(2*p) near it, |x| - p far away. (Tassa, Mansard, Todorov, ICRA
/// 2014.)
function sabs(x, p) = x^2/(sqrt(x^2 + p^2) + p);

/// x^2/2 while |x| is below `delta`, from there on straight with the same slope. (Huber, 1964.) In
/// units of x^2.
function huber(x, delta) = if abs(x) <= delta then 0.5*x^2 else delta*(abs(x) - 0.5*delta);

/// Like `huber`, with derivatives of all orders: x^2/2 near 0, delta*|x| - delta^2 far away. In
/// units of x^2.
function pseudo_huber(x, delta) = x^2/(1 + sqrt(1 + (x/delta)^2));

/// huber(x, beta)/beta: |x| - beta/2 from `beta` on. In units of x.
function smooth_l1(x, beta) = if abs(x) < beta then 0.5*x^2/beta else abs(x) - 0.5*beta;

/// How far x is beyond `limit`, squared; 0 below it. In units of x^2.
function excess(x, limit) = if x > limit then (x - limit)^2 else 0*(x - limit)^2;

/// log(y/length^2 + alpha) - log(alpha) of a squared distance y: a narrow funnel at the goal that a
/// quadratic cost lacks. Beside a quadratic one, `10*y + 1*cost.log_reach(y, 1 [m], 1e-4)`, it
/// places a hand precisely. (Levine, Finn, Darrell, Abbeel, JMLR 2016.)
function log_reach(y, length, alpha) = log1p(y/(alpha*length^2));

/// The barrier -log(z/delta) of a constraint z >= 0, and from z = delta downwards its Taylor
/// parabola, which is finite where z is negative. (Hauser, Saccon, CDC 2006.)
function barrier_log(z, delta) = if z > delta then -log(z/delta) else 0.5*((z/delta - 2)^2 - 1);

/// 1 - cos(a - target): a turn more or less makes no difference; x^2/2 for small errors, 2 at the
/// opposite side.
function angle_cost(a, target) = 2*sin(0.5*(a - target))^2;

/// x'*Q*x of two numbers, each in units of its own where Q has the matching units.
function quadratic2(x[2], Q[2, 2]) = x'*Q*x;

/// x'*Q*x of three numbers.
function quadratic3(x[3], Q[3, 3]) = x'*Q*x;

/// x'*Q*x of four numbers.
function quadratic4(x[4], Q[4, 4]) = x'*Q*x;
