/// A car parks in a narrow place, in discrete time. Problem and numbers: Tassa, Mansard, Todorov, "Control-Limited
/// Differential Dynamic Programming", ICRA 2014.
import lib.cost {sabs};

model Car {
  const d : m = 2.0;    // distance between the axles
  const h : s = 0.03;   // length of a step

  state   px    : m;    // rear axle
  state   py    : m;
  state   th    : rad;  // heading
  state   v     : m/s;  // speed of the front wheels
  control steer : rad   in [-0.5, 0.5];
  control accel : m/s^2 in [-2, 2];

  dynamics {
    let f = h*v;  // how far the front wheels roll
    let b = d + f*cos(steer) - sqrt(d^2 - f^2*sin(steer)^2);
    next(px) = px + b*cos(th);
    next(py) = py + b*sin(th);
    next(th) = th + asin(f*sin(steer)/d);
    next(v)  = v + h*accel;
  }

  view {
    let ahead[2]     = [cos(th), sin(th)];
    let front[2] : m = [px, py] + d*ahead;
    place:  box([d/2, 0], [2.8, 1.4], 0, color = "green");
    body:   box([px, py] + 0.5*d*ahead, [2.6, 1.2], th, color = "blue");
    wheels: line(front - 0.3 [m] * [cos(th + steer), sin(th + steer)],
        front + 0.3 [m] * [cos(th + steer), sin(th + steer)], color = "red");
    axle:   disc([px, py], 0.08, color = "orange");
  }
}

problem Park for Car {
  horizon 500 steps 500;
  start px = 1, py = 1, th = 3*pi/2, v = 0;

  let near = 1e-3*(sabs(px, 0.1) + sabs(py, 0.1));

  minimize {
    running  effort: 1e-2*steer^2 + 1e-4*accel^2;
    running  stay:   near;
    terminal last:   near;
    terminal parked: 0.1*sabs(px, 0.01) + 0.1*sabs(py, 0.01) + sabs(th, 0.01) + 0.3*sabs(v, 1.0);
  }
}

solve Park using ddp {
  guess steer = 0.1*sin(t), accel = 0.1 [m/s^2]*cos(t);  // t counts the steps
  expect abs(final(px)) <= 0.05 and abs(final(py)) <= 0.05;
  expect abs(final(th)) <= 0.05;
}
