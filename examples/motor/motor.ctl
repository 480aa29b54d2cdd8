module examples.motor.motor;

/// A DC motor that turns a load. Its current settles in a tenth of a millisecond, so an explicit integrator would need tiny steps.
model Motor {
  param R  : ohm    = 0.5;        // resistance of the winding
  param L  : H      = 5e-5;       // its inductance
  param ke : V*s    = 0.05;       // voltage by rate, which is also torque by current
  param J  : kg*m^2 = 2e-4;       // inertia of rotor and load
  param Tc : N*m    = 0.02;       // friction, nearly independent of the rate
  param Rb : ohm    = 0.1;        // inner resistance of the battery
  param Vb : V      = 24;

  state     turn : rad;
  state     rate : rad/s;
  state     i    : A;
  algebraic V    : V = 0;         // at the terminals of the motor
  control   duty : 1 in [-1, 1];  // of the bridge

  dynamics {
    // The battery gives the current that the bridge hands on.
    equation supply: V == duty*(Vb - Rb*duty*i);
    der(turn) = rate;
    der(rate) = (ke*i - Tc*tanh(rate / 1 [rad/s])) / J;
    der(i)    = (V - R*i - ke*rate) / L;
  }
}

/// A quarter turn in 0.2 s with little heat.
problem QuarterTurn for Motor {
  horizon 0.2 [s] steps 50;
  integrator radau;
  start turn = 0, rate = 0, i = 0;

  minimize {
    running  heat:   1 * R*i^2;
    running  duty:   1e-2 * duty^2;
    terminal arrive: 1e3 * (turn - pi/2)^2 + 0.1 * rate^2;
  }
}

solve QuarterTurn using ilqr {
  expect abs(final(turn) - pi/2) <= 0.02;
  expect abs(final(rate)) <= 0.5;
}
