module benchmarks.e6;

// The centre line: a closed curve around the origin, in polar coordinates, metres.

function radius(a) = 20 + 4*cos(2*a + 0.3) + 2.5*sin(3*a) + cos(5*a);

function radius1(a) = -8*sin(2*a + 0.3) + 7.5*cos(3*a) - 5*sin(5*a);

function radius2(a) = -16*cos(2*a + 0.3) - 22.5*sin(3*a) - 25*cos(5*a);

function centre(a)[2] = radius(a)*[cos(a), sin(a)];

function tangent(a)[2] = radius1(a)*[cos(a), sin(a)] + radius(a)*[-sin(a), cos(a)];

function bend(a)[2] = (radius2(a) - radius(a))*[cos(a), sin(a)] + 2*radius1(a)*[-sin(a), cos(a)];

/// The angle whose point is nearest to p: one step of Newton's method from a nearby one.
function nearer(a, p[2]) {
  let d[2] = p - centre(a);
  return a + dot(d, tangent(a)) / (sumsq(tangent(a)) - dot(d, bend(a)));
}

/// The angle of the point d metres further along, by one step of Runge and Kutta's rule.
function further(a, d) {
  let k1 = 1 / norm(tangent(a));
  let k2 = 1 / norm(tangent(a + 0.5*d*k1));
  let k3 = 1 / norm(tangent(a + 0.5*d*k2));
  let k4 = 1 / norm(tangent(a + d*k3));
  return a + d/6*(k1 + 2*k2 + 2*k3 + k4);
}

/// Where a point lies as seen from p with heading psi, in (-pi, pi].
function bearing(q[2], p[2], psi) = atan2(
  cos(psi)*(q[2] - p[2]) - sin(psi)*(q[1] - p[1]),
  cos(psi)*(q[1] - p[1]) + sin(psi)*(q[2] - p[2])
);

/// How bright pixel i of 24, which look from -1.2 to 1.2 rad, is for a point there.
function bump(angle, i) = exp(-0.5*((angle + 1.2 - 2.4*(i - 1)/23)/0.08)^2);

model Car {
  const   dt      = 0.05;
  const   speed   = 8;
  const   L       = 2.5;
  param   gusts   = 0;  // probability in each step
  param   cameras = 0;  // 1: each step is seen by one of three cameras, 1 m apart
  state   p[2];
  state   psi;
  state   delta;        // angle of the wheels, behind the command
  state   a;            // where on the centre line the nearest point is
  control steer in [-0.5, 0.5];
  noise   chance  ~ uniform(0, 1);
  noise   side    ~ uniform(-1, 1);
  noise   push    ~ uniform(0.6, 1.2);
  noise   turn    ~ normal(0, 0.1);
  noise   which   ~ uniform(-1.5, 1.5);

  // The camera at the side sees what the car would see there, and is told what would bring it back within 5 m: 2 L offset / 5^2 is taken
  // off the command by the teacher, and put on it again before the car gets it.
  let camera = cameras*(if which < -0.5 then -1 else if which > 0.5 then 1 else 0);
  let back   = 2*L*camera/5^2;

  dynamics {
    let gusty    = if chance < gusts then 1 else 0;
    let wheels   = delta + dt/0.15*(clamp(steer + back, -0.5, 0.5) - delta);
    let heading  = psi + dt*speed/L*tan(wheels);
    let sideways = gusty*(if side < 0 then -push else push);
    let place[2] = p + dt*speed*[cos(heading), sin(heading)]
        + sideways*[-sin(heading), cos(heading)];
    next(p)     = place;
    next(psi)   = heading + gusty*turn;
    next(delta) = wheels;
    next(a)     = nearer(nearer(nearer(a, place), place), place);
  }
}

problem Drive for Car {
  param   a0        ~ uniform(-pi, pi);
  let     along[2]  = tangent(a) / norm(tangent(a));
  let     offset    = dot(p - centre(a), [-along[2], along[1]]);
  let     lens[2]   = p + camera*[-sin(psi), cos(psi)];
  let     ahead[4]  = [bearing(centre(further(a, 3*j)), lens, psi) for j in 1:4];
  noise   pixel[96] ~ normal(0, 0.05);
  observe at3[24]   = [bump(ahead[1], i) for i in 1:24] + pixel[1:24];
  observe at6[24]   = [bump(ahead[2], i) for i in 1:24] + pixel[25:48];
  observe at9[24]   = [bump(ahead[3], i) for i in 1:24] + pixel[49:72];
  observe at12[24]  = [bump(ahead[4], i) for i in 1:24] + pixel[73:96];
  let     look      = bearing(centre(further(a, 5)), p, psi);
  let     pursuit   = atan(2*L*sin(look)/5) - back;

  horizon 300 steps 300;
  start p = centre(a0), psi = atan2(tangent(a0)[2], tangent(a0)[1]), delta = 0, a = a0;
  terminate when off: abs(offset) > 2;
  maximize { running alive: 1; }
}

policy Driver for Drive {
  input at3, at6, at9, at12;
  layer  h1    = dense([at3, at6, at9, at12], units = 32, act = tanh);
  layer  h2    = dense(h1, units = 32, act = tanh);
  output steer = dense(h2, units = 1);
}

train Driver as cloned using bc {
  demonstrations = 2;
  teacher { steer = pursuit; }
}

train Driver as cloned_more using bc {
  demonstrations = 14;
  teacher { steer = pursuit; }
}

train Driver as side_cameras using bc {
  demonstrations = 2;
  set { cameras = 1; }
  teacher { steer = pursuit; }
}

train Driver as dagger using dagger {
  demonstrations = 2;
  rounds         = 6;
  episodes       = 2;
  set { gusts = 0.01; }
  demonstrate {
    set { gusts = 0; }
  }
  teacher { steer = pursuit; }
}
