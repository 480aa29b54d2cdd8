module examples.peg;

/// The outward normal of the quarter-plane x <= 0, y <= 0 at d, and how far outside of it d is (less than 0 inside).
function corner(d[2])[3] =
    if d[1] > 0 or d[2] > 0 then outside(d) else if d[1] > d[2] then [1, 0, d[1]] else [0, 1, d[2]];

function outside(d[2])[3] {
  let e[2] = [max(d[1], 0), max(d[2], 0)];
  let r    = norm(e);
  return [e[1]/r, e[2]/r, r];
}

/// What a solid pushes a disc of radius 0.03 with: stiff and damped, without friction.
function push(away[3], v[2])[2] {
  let n[2]  = away[1:2];
  let depth = 0.03 - away[3];
  return if depth > 0 then max(0, 2000*depth - 20*dot(v, n))*n else [0, 0];
}

/// The force on the tip at p with velocity v from a slot 0.08 wide and 0.15 deep whose opening is at s.
function contact(p[2], v[2], s[2])[2] {
  let left[3]  = corner([p[1] - s[1] + 0.04, p[2] - s[2]]);
  let right[3] = corner([s[1] + 0.04 - p[1], p[2] - s[2]]);
  let under[2] = if abs(p[1] - s[1]) < 0.04 then push([0, 1, p[2] - s[2] + 0.15], v) else [0, 0];
  return push(left, v) + push([-right[1], right[2], right[3]], v) + under;
}

function tip(q[2])[2] = 0.5*[cos(q[1]) + cos(q[1] + q[2]), sin(q[1]) + sin(q[1] + q[2])];

function velocity(q[2], w[2])[2] = 0.5*[
  -sin(q[1])*w[1] - sin(q[1] + q[2])*(w[1] + w[2]),
  cos(q[1])*w[1] + cos(q[1] + q[2])*(w[1] + w[2])
];

/// Five milliseconds of a horizontal arm of two rods, each 0.5 m long, of 1 kg, with damped joints: rates first, then angles.
function step(x[4], tau[2], s[2], mass, wall)[4] {
  let q[2] = x[1:2];
  let w[2] = x[3:4];
  let F[2] = wall*contact(tip(q), velocity(q, w), s);
  let c    = cos(q[2]);
  let k    = 0.125*mass*sin(q[2]);
  let a    = mass*(5/12 + 0.25*c);
  let b    = mass*(1/12 + 0.125*c);
  let r1   = tau[1] + k*(2*w[1]*w[2] + w[2]^2) - 0.2*w[1] - 0.5*(sin(q[1]) + sin(q[1] + q[2]))*F[1]
      + 0.5*(cos(q[1]) + cos(q[1] + q[2]))*F[2];
  let r2   = tau[2] - k*w[1]^2 - 0.2*w[2] - 0.5*sin(q[1] + q[2])*F[1] + 0.5*cos(q[1] + q[2])*F[2];
  let e    = mass/12;
  let D    = a*e - b^2;
  let v1   = w[1] + 0.005*(e*r1 - b*r2)/D;
  let v2   = w[2] + 0.005*(a*r2 - b*r1)/D;
  return [q[1] + 0.005*v1, q[2] + 0.005*v2, v1, v2];
}

function twice(x[4], tau[2], s[2], mass, wall)[4] =
    step(step(x, tau, s, mass, wall), tau, s, mass, wall);

function five(x[4], tau[2], s[2], mass, wall)[4] =
    twice(twice(step(x, tau, s, mass, wall), tau, s, mass, wall), tau, s, mass, wall);

model Arm {
  param   shift[2] ~ uniform(-0.08, 0.08);  // of the slot
  param   mass     = 1;                     // of a rod
  param   wall     = 1;                     // 0 for a slot that is not there
  state   q[2];
  state   w[2];
  control tau[2] in [-10, 10];

  let mouth[2] = [0.5, -0.3] + shift;
  let hand[2]  = tip(q);
  let speed[2] = velocity(q, w);
  let d[2]     = hand - mouth + [0, 0.11];  // from 1 cm above the bottom

  dynamics {
    let half[4] = five([q[1], q[2], w[1], w[2]], tau, mouth, mass, wall);
    let x[4]    = five(half, tau, mouth, mass, wall);
    next(q) = x[1:2];
    next(w) = x[3:4];
  }

  view {
    let elbow[2] = 0.5*[cos(q[1]), sin(q[1])];
    let left     = mouth - [0.04, 0];
    let right    = mouth + [0.04, 0];
    slot:  polyline([
      left - [0.2, 0];
      left;
      left - [0, 0.15];
      right - [0, 0.15];
      right;
      right + [0.2, 0]
    ], color = "gray");
    upper: line([0, 0], elbow, color = "black");
    lower: line(elbow, hand, color = "black");
    peg:   disc(hand, 0.03, color = "orange");
  }
}

problem Insert for Arm {
  // the hand at (0.5, 0.1), elbow up
  const elbow    = acos(-0.48);
  const shoulder = atan2(0.1, 0.5) - atan2(0.5*sin(elbow), 0.5 + 0.5*cos(elbow));

  horizon 100 steps 100;
  start q = [shoulder, elbow], w = [0, 0];

  observe joint[2]    = q;
  observe rate[2]     = w;
  observe offset[2]   = d;
  observe approach[2] = speed;

  let near = 10*sumsq(d) + 0.05*log(1e-5 + 4*sumsq(d));
  minimize {
    running  reach:  near;
    running  effort: 5e-4*sumsq(tau);
    terminal end:    near + 0.5*log(1e-5 + 400*sumsq(d));
  }
}

policy Net for Insert {
  input joint, rate, offset, approach;
  layer  h1  = dense([joint, rate, offset, approach], units = 40, act = relu);
  layer  h2  = dense(h1, units = 40, act = relu);
  output tau ~ gaussian(mean = dense(h2, units = 2), std = learned(1));
}

train Net as peg using mdgps {
  measure = [offset, approach];
  initial { step = 0.05; }
  condition {
    set { shift = [-0.08, -0.08]; }
  }
  condition {
    set { shift = [-0.08, 0.08]; }
  }
  condition {
    set { shift = [0.08, 0.08]; }
  }
  condition {
    set { shift = [0.08, -0.08]; }
  }
  evaluate { episodes = 50; }
  expect mean_return >= 35;
}

train Net as controllers using lqr_flm {
  iterations = 10;
  measure    = [offset, approach];
  initial { step = 0.05; }
  condition {
    set { shift = [-0.08, -0.08]; }
  }
  condition {
    set { shift = [-0.08, 0.08]; }
  }
  condition {
    set { shift = [0.08, 0.08]; }
  }
  condition {
    set { shift = [0.08, -0.08]; }
  }
}

train Net as peg_badmm using badmm {
  measure = [offset, approach];
  initial { step = 0.05; }
  condition {
    set { shift = [-0.08, -0.08]; }
  }
  condition {
    set { shift = [-0.08, 0.08]; }
  }
  condition {
    set { shift = [0.08, 0.08]; }
  }
  condition {
    set { shift = [0.08, -0.08]; }
  }
}

train Net as peg_dual using gps {
  measure = [offset, approach];
  initial { step = 0.05; }
  condition {
    set { shift = [-0.08, -0.08]; }
  }
  condition {
    set { shift = [-0.08, 0.08]; }
  }
  condition {
    set { shift = [0.08, 0.08]; }
  }
  condition {
    set { shift = [0.08, -0.08]; }
  }
}
