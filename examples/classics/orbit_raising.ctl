/// A spacecraft with a weak engine gets from the earth's orbit to the widest circular one within 193 days. Lengths are in
/// astronomical units and the sun's gravity is one, so there are no units.
/// Bryson, Ho, "Applied Optimal Control", 1975.
model Spacecraft {
  state   r;                // from the sun
  state   vr;
  state   vt;
  control thrust[2] = 0.5;  // outwards and forwards, as fractions of full thrust
  let     push      = 0.1405/(1 - 0.0749*t)*thrust;  // the fuel burns away
  dynamics {
    der(r)  = vr;
    der(vr) = vt^2/r - 1/r^2 + push[1];
    der(vt) = -vr*vt/r + push[2];
  }
}

problem Raise for Spacecraft {
  horizon 3.32 steps 100;
  start r = 1, vr = 0, vt = 1;

  let s = t/3.32;
  guess r = 1 + 0.5*s, vr = 0.3*s*(1 - s), vt = 1 - 0.2*s,
      thrust[1] = if s < 0.5 then 0.7 else -0.7;

  maximize { terminal radius: r; }
  constraints {
    path     engine: sumsq(thrust) <= 1;
    terminal apsis:  vr == 0;
    terminal circle: vt == 1/sqrt(r);
  }
}

solve Raise using ip {
  expect abs(objective - 1.525278) <= 2e-4*1.525278;
  expect max_violation <= 1e-6;
}
