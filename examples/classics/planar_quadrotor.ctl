/// A quadrotor in a vertical plane flies four metres to the side, from hover to hover, in the least time: full or no thrust, with
/// short pulses that turn it. The model is that of Tedrake, "Underactuated Robotics".
model Quadrotor {
  param m : kg     = 0.486;
  param I : kg*m^2 = 0.00383;
  param l : m      = 0.25;        // from the centre to a rotor
  param g : m/s^2  = 9.81;

  state   x     : m;
  state   z     : m;
  state   theta : rad;
  state   vx    : m/s;
  state   vz    : m/s;
  state   w     : rad/s;
  control f[2]  : N in [0, m*g];  // thrust of the right and the left rotor

  dynamics {
    der(x)     = vx;
    der(z)     = vz;
    der(theta) = w;
    der(vx)    = -sum(f)*sin(theta)/m;
    der(vz)    = sum(f)*cos(theta)/m - g;
    der(w)     = l*(f[1] - f[2])/I;
  }
  view {
    let along[2] : m = l*[cos(theta), sin(theta)];
    body: line([x, z] - along, [x, z] + along, color = "black");
    disc([x, z] + along, 0.03, color = "blue");
    disc([x, z] - along, 0.03, color = "blue");
    hub:  disc([x, z], 0.02, color = "orange");
  }
}

problem SideStep for Quadrotor {
  horizon free T in [0.5, 5] guess 1.5 steps 100;
  start x = 0, z = 0, theta = 0, vx = 0, vz = 0, w = 0;
  guess x = 4 [m] * t/(1.5 [s]), f = m*g/2;

  minimize { terminal time: 1.0*T; }
  constraints {
    terminal there: [x, z] == [4, 0];
    terminal level: theta == 0;
    terminal still: [vx, vz] == 0;
    terminal rest:  w == 0;
  }
}

solve SideStep using ip {
  expect abs(objective - 1.108508) <= 5e-3*1.108508;
  expect max_violation <= 1e-6;
}
