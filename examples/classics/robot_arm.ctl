/// An arm that turns about two axes and slides through its base brings its load round by 120 degrees in the least time, each of its
/// drives full on one way or the other. No units, and no Coriolis terms, as in the source.
/// Dolan, More, Munson, "Benchmarking optimization software with COPS 3.0", Argonne ANL/MCS-TM-273, 2004, problem 8.
model Arm {
  const   L = 5;            // length
  state   rho   in [0, L];  // of the part on the side of the load
  state   theta in [-pi, pi];
  state   phi   in [0, pi];
  state   vrho;
  state   vtheta;
  state   vphi;
  control u[3]  in [-1, 1];

  let inertia = ((L - rho)^3 + rho^3)/3;
  dynamics {
    der(rho)    = vrho;
    der(theta)  = vtheta;
    der(phi)    = vphi;
    der(vrho)   = u[1]/L;
    der(vtheta) = u[2]/(inertia*sin(phi)^2);
    der(vphi)   = u[3]/inertia;
  }
}

problem Reach for Arm {
  horizon free T in [1, 50] guess 9 steps 100;
  start rho = 4.5, theta = 0, phi = pi/4, vrho = 0, vtheta = 0, vphi = 0;

  let s = t/9;
  guess rho = 4.5, theta = 2*pi/3*s^2, phi = pi/4, vtheta = 4*pi/3*s/9;

  minimize { terminal time: T; }
  constraints {
    terminal there: [rho, theta, phi] == [4.5, 2*pi/3, pi/4];
    terminal still: [vrho, vtheta, vphi] == 0;
  }
}

solve Reach using ip {
  expect abs(objective - 9.14091) <= 1e-3*9.14091;
  expect max_violation <= 1e-6;
}
