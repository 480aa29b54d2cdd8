/// Rotations as matrices and angles. A matrix R turns body vectors into the world frame, R*v; R'
/// turns them back. Angles are in radians and count counter-clockwise; vectors may have any unit.
module lib.rotation;

import lib.smooth {sinc_sqrt};

/// The plane turned by `angle`.
function plane(angle)[2, 2] = [cos(angle), -sin(angle); sin(angle), cos(angle)];

/// The turn by `angle` about the x axis.
function about_x(angle)[3, 3] = [1, 0, 0; 0, cos(angle), -sin(angle); 0, sin(angle), cos(angle)];

/// The turn by `angle` about the y axis.
function about_y(angle)[3, 3] = [cos(angle), 0, sin(angle); 0, 1, 0; -sin(angle), 0, cos(angle)];

/// The turn by `angle` about the z axis.
function about_z(angle)[3, 3] = [cos(angle), -sin(angle), 0; sin(angle), cos(angle), 0; 0, 0, 1];

/// about_z(yaw)*about_y(pitch)*about_x(roll), as in aerospace.
function from_rpy(roll, pitch, yaw)[3, 3] = about_z(yaw)*about_y(pitch)*about_x(roll);

/// The turn by norm(r) about the direction of r (Rodrigues); smooth, also where r is 0.
function from_rotation_vector(r[3])[3, 3] {
  let y       = sumsq(r);
  let S[3, 3] = skew(r);
  return eye(3) + sinc_sqrt(y)*S + 0.5*sinc_sqrt(0.25*y)^2*(S*S);
}

/// The matrix with skew(a)*b = cross(a, b).
function skew(a[3])[3, 3] = [0, -a[3], a[2]; a[3], 0, -a[1]; -a[2], a[1], 0];

/// v turned by a quarter turn, counter-clockwise.
function quarter_turn(v[2])[2] = [-v[2], v[1]];

/// The third component of the vector product of two vectors of the plane.
function cross2(a[2], b[2]) = a[1]*b[2] - a[2]*b[1];

/// The same angle between -pi and pi; its derivative is 1.
function wrap(angle) = atan2(sin(angle), cos(angle));

/// Time derivatives of roll, pitch and yaw for a body angular rate w; they grow without limit at a
/// pitch of a quarter turn.
function rpy_rates(roll, pitch, w[3])[3] {
  let s = sin(roll)*w[2] + cos(roll)*w[3];
  return [w[1] + tan(pitch)*s, cos(roll)*w[2] - sin(roll)*w[3], s/cos(pitch)];
}

/// The body angular rate for time derivatives of roll, pitch and yaw.
function body_rates(roll, pitch, rates[3])[3] = [
  rates[1] - sin(pitch)*rates[3],
  cos(roll)*rates[2] + sin(roll)*cos(pitch)*rates[3],
  -sin(roll)*rates[2] + cos(roll)*cos(pitch)*rates[3]
];
