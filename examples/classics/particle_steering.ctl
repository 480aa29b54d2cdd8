/// A particle with a constant acceleration is steered onto a track in the least time. The tangent of the optimal angle is linear in
/// time (Bryson, Ho, "Applied Optimal Control", 1975).
/// Dolan, More, Munson, "Benchmarking optimization software with COPS 3.0", Argonne ANL/MCS-TM-273, 2004, problem 9.
model Particle {
  const   a    : m/s^2 = 100;
  state   y[2] : m;
  state   v[2] : m/s;
  control u    : rad in [-pi/2, pi/2];
  dynamics { der(y) = v; der(v) = a*[cos(u), sin(u)]; }
}

problem Steering for Particle {
  horizon free T in [0.1, 10] guess 1 steps 100;
  start y = 0, v = 0;
  guess y[1] = t * 10 [m/s], y[2] = t * 5 [m/s], v[1] = t * 45 [m/s^2];

  minimize { terminal time: 1.0*T; }
  constraints {
    terminal height: y[2] == 5;
    terminal speed:  v == [45, 0];
  }
}

solve Steering using ip {
  expect abs(objective - 0.5545708783) <= 1e-4*0.5545708783;
  expect max_violation <= 1e-6;
}
