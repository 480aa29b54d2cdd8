/// Soft contact of a point with a plane or a box: forces that grow smoothly as the point sinks in,
/// with dissipation and friction.
///
/// A gap is a distance from the surface, negative inside. `stiffness` is force by depth; `softness`
/// is how far from the surface the force begins, in the unit of the gap; `dissipation`, the inverse
/// of a speed, says how much harder it is to go in than out; `slip` is the speed at which friction
/// has grown to 0.7 of its full value. All forces are those on the point. Forces of the elastic
/// part come from a potential, so contact without dissipation and friction keeps the energy.
module lib.contact;

import lib.rotation {quarter_turn, cross2};
import lib.smooth {softplus};

/// How deep a point is inside, max(0, -gap) made smooth: 0.7*softness at the surface.
function depth(gap, softness) = softplus(-gap, softness);

/// The force that pushes out: stiffness*depth*(1 - tanh(dissipation*gap_rate)), between 0 and twice
/// the elastic force, so it never pulls. For small rates it is that of Hunt and Crossley (1975),
/// which has no jump at first touch as a spring with a parallel damper has.
function normal_force(gap : m, gap_rate : m/s, stiffness : N/m, dissipation : s/m,
    softness : m) : N =
    stiffness*depth(gap, softness)*(1 - tanh(dissipation*gap_rate));

/// Coulomb friction along a line, without a jump at rest: it creeps where real friction sticks.
function friction(normal : N, speed : m/s, mu, slip : m/s) : N =
    -mu*normal*speed/sqrt(speed^2 + slip^2);

/// Coulomb friction in a plane that a velocity lies in.
function friction2(normal : N, v[2] : m/s, mu, slip : m/s)[2] : N =
    -mu*normal/sqrt(sumsq(v) + slip^2)*v;

/// How far p is above the line through `origin` with the direction `up` of length 1, which points
/// out of the ground.
function plane_gap(p[2] : m, origin[2] : m, up[2]) : m = dot(p - origin, up);

/// The force of the ground on a point in the plane.
function plane_force(p[2] : m, v[2] : m/s, origin[2] : m, up[2], stiffness : N/m, dissipation : s/m,
    softness : m, mu, slip : m/s)[2] : N {
  let normal : N =
      normal_force(plane_gap(p, origin, up), dot(v, up), stiffness, dissipation, softness);
  let along[2]   = quarter_turn(up);
  return normal*up + friction(normal, dot(v, along), mu, slip)*along;
}

/// The force of level ground at z = 0 on a point in space.
function ground_force(p[3] : m, v[3] : m/s, stiffness : N/m, dissipation : s/m, softness : m, mu,
    slip : m/s)[3] : N {
  let normal : N = normal_force(p[3], v[3], stiffness, dissipation, softness);
  return [friction2(normal, v[1:2], mu, slip), normal];
}

/// Force and torque about its centre of the ground y = 0 on a box: the sum over its four corners.
/// `half` is half of its width and of its height, `angle` its turn, `spin` its rate.
function box_on_ground(centre[2] : m, angle, v[2] : m/s, spin : rad/s, half[2] : m, stiffness : N/m,
    dissipation : s/m, softness : m, mu, slip : m/s)[3] {
  let a[2] : m = [half[1]*cos(angle) - half[2]*sin(angle), half[1]*sin(angle) + half[2]*cos(angle)];
  let b[2] : m = [half[1]*cos(angle) + half[2]*sin(angle), half[1]*sin(angle) - half[2]*cos(angle)];
  return corner(centre, a, v, spin, stiffness, dissipation, softness, mu, slip)
      + corner(centre, -a, v, spin, stiffness, dissipation, softness, mu, slip)
      + corner(centre, b, v, spin, stiffness, dissipation, softness, mu, slip)
      + corner(centre, -b, v, spin, stiffness, dissipation, softness, mu, slip);
}

/// Force and torque of the ground y = 0 on the corner at `arm` from the centre of a body.
function corner(centre[2] : m, arm[2] : m, v[2] : m/s, spin : rad/s, stiffness : N/m,
    dissipation : s/m, softness : m, mu, slip : m/s)[3] {
  let f[2] : N = plane_force(centre + arm, v + spin*quarter_turn(arm), [0, 0], [0, 1], stiffness,
      dissipation, softness, mu, slip);
  return [f, cross2(arm, f)];
}

/// The largest distance of p from the four sides of a box, negative inside; corners are rounded by
/// `width`. `half` is half of its width and of its height, `angle` its turn.
function box_gap(p[2] : m, centre[2] : m, half[2] : m, angle, width : m) : m {
  let d[2] : m = in_box(p - centre, angle);
  let a        = sqrt(d[1]^2 + width^2) - half[1];
  let b        = sqrt(d[2]^2 + width^2) - half[2];
  return 0.5*(a + b + sqrt((a - b)^2 + width^2));
}

/// The derivative of `box_gap` by p: the way out, of length 1 but near corners.
function box_normal(p[2] : m, centre[2] : m, half[2] : m, angle, width : m)[2] {
  let d[2] : m = in_box(p - centre, angle);
  let a        = sqrt(d[1]^2 + width^2);
  let b        = sqrt(d[2]^2 + width^2);
  let c        = (a - half[1]) - (b - half[2]);
  let share    = 0.5*(1 + c/sqrt(c^2 + width^2));
  return in_box([share*d[1]/a, (1 - share)*d[2]/b], -angle);
}

/// A vector in the axes of a box that is turned by `angle`.
function in_box(v[2], angle)[2] =
    [cos(angle)*v[1] + sin(angle)*v[2], -sin(angle)*v[1] + cos(angle)*v[2]];

/// The force of a box that does not move on a point; its corners are rounded by `softness`.
function box_force(p[2] : m, v[2] : m/s, centre[2] : m, half[2] : m, angle, stiffness : N/m,
    dissipation : s/m, softness : m, mu, slip : m/s)[2] : N {
  let up[2]      = box_normal(p, centre, half, angle, softness);
  let normal : N = normal_force(box_gap(p, centre, half, angle, softness), dot(v, up), stiffness,
      dissipation, softness);
  let along[2]   = quarter_turn(up);
  return normal*up + friction(normal, dot(v, along), mu, slip)*along;
}
