// Tables and signals, from points and from data files.
table drag(mach) = [0, 0.30; 0.8, 0.32; 1, 0.55; 2, 0.40];
table lift(alpha, mach) = csv("lift.csv");
table density(h : km) : kg/m^3 = [0, 1.225; 5, 0.7364; 11, 0.3639];
const sea = density(0)/1 [kg/m^3];

model Glider {
  param   m       : kg   = 500;
  signal  wind[2] : km/h = [csv("gusts.csv", "time", "east"), 3 [m/s]*sin(t/7 [s])];
  signal  north   : m/s  = csv("gusts.csv", "time", "north");
  state   h       : m;
  state   v[2]    : m/s;
  control alpha   : deg  = 2 in [-8, 14];
  let     speed          = norm(v - wind + [1e-3 [m/s], north]);
  let     mach           = speed/340 [m/s];
  dynamics {
    let pressure = 0.5*density(h)*speed^2;
    der(h) = v[2];
    der(v) = pressure*[-drag(mach), lift(alpha/1 [deg], mach)]*10 [m^2]/m - [0, 9.81];
  }
}

problem Glide for Glider {
  horizon 20 [s] steps 20;
  integrator rk4 substeps 2;
  start h = 1 [km], v = [60, -1];
  minimize {
    running  effort: 1e-3*(alpha/1 [deg])^2 + 1e-4*sea*sumsq(drag([mach, 0.1]));
    terminal height: -1e-3*h/1 [m];
  }
}

solve Glide using ilqr { iterations = 3; }
