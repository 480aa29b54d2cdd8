/// B8: car parking with steering and acceleration limits (Tassa, Mansard and Todorov, Control-Limited Differential
/// Dynamic Programming, ICRA 2014), a discrete map.
function sabs(y, p) = sqrt(y^2 + p^2) - p;

model Car {
  const d = 2.0;   // distance of the axles, m
  const h = 0.03;  // step, s

  state   px;      // rear axle
  state   py;
  state   th;
  state   v;       // front wheel
  control steer in [-0.5, 0.5];
  control accel in [-2, 2];

  dynamics {
    let f = h*v;
    let b = d + f*cos(steer) - sqrt(d^2 - f^2*sin(steer)^2);
    next(px) = px + b*cos(th);
    next(py) = py + b*sin(th);
    next(th) = th + asin(f*sin(steer)/d);
    next(v)  = v + h*accel;
  }
}

problem B8 for Car {
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

solve B8 using ddp {
  guess steer = 0.1*sin(t), accel = 0.1*cos(t);  // t counts steps in a discrete problem
}
