/// An aeroplane goes through the sound barrier against the wind: its drag and the wind are data files.
problem Dash {
  const sound : m/s    = 300;           // speed of sound at this height
  const rho   : kg/m^3 = 0.41;          // density of the air
  const area  : m^2    = 25;            // of the wing
  param mass  : kg     = 8000;

  table cd(mach : 1) : 1 = csv("drag.csv");
  signal wind : m/s = csv("wind.csv");  // head wind

  let air  : m/s = v + wind;            // speed in the air
  let drag : N   = 0.5*rho*area*cd(air/sound)*air^2;

  state   v      : m/s;
  control thrust : kN in [0, 60];

  dynamics { der(v) = (thrust - drag)/mass; }

  horizon 90 [s] steps 180;
  start v = 220;

  minimize {
    running  effort: 1e-5*(thrust/(1 [kN]))^2;
    terminal speed:  1e-2*((v - 400)/(1 [m/s]))^2;
  }
}

solve Dash using ddp {
  guess thrust = 30;
  expect abs(final(v) - 400) <= 1;
  expect objective <= 10;
}
