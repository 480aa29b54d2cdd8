/// Unit quaternions, scalar first: q = [w, x, y, z] turns body vectors into the world frame, and q
/// and -q are the same rotation.
///
/// A state of type `quat` stays of length 1 by itself. Angles are in radians; vectors may have any
/// unit.
module lib.quat;

import lib.smooth {sinc_sqrt};

/// No rotation.
const identity[4] = [1, 0, 0, 0];

/// The product a*b: first the rotation b, then the rotation a.
function mul(a[4], b[4])[4] = [
  a[1]*b[1] - a[2]*b[2] - a[3]*b[3] - a[4]*b[4],
  a[1]*b[2] + a[2]*b[1] + a[3]*b[4] - a[4]*b[3],
  a[1]*b[3] - a[2]*b[4] + a[3]*b[1] + a[4]*b[2],
  a[1]*b[4] + a[2]*b[3] - a[3]*b[2] + a[4]*b[1]
];

/// The rotation back.
function conj(q[4])[4] = [q[1], -q[2], -q[3], -q[4]];

/// q with length 1; q must not be 0.
function normalize(q[4])[4] = q/norm(q);

/// Body vector v expressed in the world frame.
function rotate(q[4], v[3])[3] {
  let u[3] = q[2:4];
  let c[3] = 2*cross(u, v);
  return v + q[1]*c + cross(u, c);
}

/// World vector v expressed in the body frame.
function rotate_back(q[4], v[3])[3] = rotate(conj(q), v);

/// Time derivative of q for a body angular rate w.
function rate(q[4], w[3])[4] = 0.5*mul(q, [0, w[1], w[2], w[3]]);

/// Attitude error of q against r in the axes of r, of length 2*sin(angle/2): for small errors the
/// angles about the three axes. It is 0 when both are the same rotation and has no jumps; its sign
/// follows that of q, so square it in a cost, and use `turn` for feedback.
function error(q[4], r[4])[3] = 2*mul(conj(r), q)[2:4];

/// The shorter turn from r to q in the axes of r, axis times angle. It jumps where the shorter way
/// changes, half a turn away.
function turn(q[4], r[4])[3] {
  let d[4]   = mul(conj(r), q);
  let s      = sumsq(d[2:4]);
  let c      = abs(d[1]);
  let factor = if s < 1e-8 then 2 + s/3 else 2*atan2(sqrt(s), c)/sqrt(s);
  return factor*(if d[1] >= 0 then d[2:4] else -d[2:4]);
}

/// sin(angle/2)^2 of the angle between q and r: 0 when both are the same rotation, 1 half a turn
/// apart; smooth.
function misalignment(q[4], r[4]) = 0.25*sumsq(error(q, r));

/// The turn by `angle` about `axis`, which has length 1.
function from_axis_angle(axis[3], angle)[4] {
  let s[3] = sin(0.5*angle)*axis;
  return [cos(0.5*angle), s];
}

/// The turn by norm(r) about the direction of r; smooth, also where r is 0.
function from_rotation_vector(r[3])[4] {
  let y = 0.25*sumsq(r);
  return [1 - 0.5*y*sinc_sqrt(0.25*y)^2, 0.5*sinc_sqrt(y)*r];
}

/// Roll about x, pitch about y, yaw about z: the world frame is turned by yaw, then pitch, then
/// roll, each about its own new axis.
function from_rpy(roll, pitch, yaw)[4] {
  let cr = cos(0.5*roll);
  let sr = sin(0.5*roll);
  let cp = cos(0.5*pitch);
  let sp = sin(0.5*pitch);
  let cy = cos(0.5*yaw);
  let sy = sin(0.5*yaw);
  return [
    cr*cp*cy + sr*sp*sy,
    sr*cp*cy - cr*sp*sy,
    cr*sp*cy + sr*cp*sy,
    cr*cp*sy - sr*sp*cy
  ];
}

/// Roll, pitch and yaw of q. At a pitch of a quarter turn roll and yaw are one motion, and
/// derivatives grow without limit.
function to_rpy(q[4])[3] {
  let R[3, 3] = to_matrix(q);
  return [atan2(R[3, 2], R[3, 3]), atan2(-R[3, 1], hypot(R[1, 1], R[2, 1])),
      atan2(R[2, 1], R[1, 1])];
}

/// The rotation matrix: rotate(q, v) is to_matrix(q)*v.
function to_matrix(q[4])[3, 3] = [
  1 - 2*(q[3]^2 + q[4]^2), 2*(q[2]*q[3] - q[1]*q[4]), 2*(q[2]*q[4] + q[1]*q[3]);
  2*(q[2]*q[3] + q[1]*q[4]), 1 - 2*(q[2]^2 + q[4]^2), 2*(q[3]*q[4] - q[1]*q[2]);
  2*(q[2]*q[4] - q[1]*q[3]), 2*(q[3]*q[4] + q[1]*q[2]), 1 - 2*(q[2]^2 + q[3]^2)
];
