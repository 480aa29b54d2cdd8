/// Unit quaternions, scalar first: q = [w, x, y, z] turns body vectors into the world frame.
module lib.quat;

/// The product a*b: first the turn b, then the turn a.
function mul(a[4], b[4])[4] = [
  a[1]*b[1] - a[2]*b[2] - a[3]*b[3] - a[4]*b[4],
  a[1]*b[2] + a[2]*b[1] + a[3]*b[4] - a[4]*b[3],
  a[1]*b[3] - a[2]*b[4] + a[3]*b[1] + a[4]*b[2],
  a[1]*b[4] + a[2]*b[3] - a[3]*b[2] + a[4]*b[1]
];

/// The turn back.
function conj(q[4])[4] = [q[1], -q[2], -q[3], -q[4]];

/// Body vector v expressed in the world frame.
function rotate(q[4], v[3])[3] {
  let u[3] = q[2:4];
  let c[3] = 2 * cross(u, v);
  return v + q[1]*c + cross(u, c);
}

/// Time derivative of q for a body angular rate w.
function rate(q[4], w[3])[4] = 0.5 * mul(q, [0, w[1], w[2], w[3]]);

/// Three-component attitude error, zero when q and r are the same rotation.
function error(q[4], r[4])[3] {
  let d[4] = mul(conj(r), q);
  return 2 * (if d[1] >= 0 then d[2:4] else -d[2:4]);
}
