/// A pendulum stands up with a motor too weak to lift it straight: it has to swing first. Horizon, limit and weights are those of
/// the pendulum of Altro.jl (Jackson, Howell, Manchester).
model Pendulum {
  param   m     : kg        = 1;
  param   l     : m         = 0.5;
  param   b     : N*m*s/rad = 0.1;  // friction
  param   g     : m/s^2     = 9.81;
  state   theta : rad;              // 0 hangs down
  state   omega : rad/s;
  control tau   : N*m in [-3, 3];
  dynamics {
    der(theta) = omega;
    der(omega) = (tau - m*g*l*sin(theta) - b*omega)/(m*l^2);
  }
  view {
    let tip[2] : m = [l*sin(theta), -l*cos(theta)];
    rod:  line([0, 0], tip, color = "black");
    mass: disc(tip, 0.05, color = "orange");
  }
}

problem SwingUp for Pendulum {
  horizon 3 [s] steps 100;
  start theta = 0, omega = 0;
  guess theta = pi*t/(3 [s]), tau = 0.1;

  let below = theta - pi;  // this way round, not the other

  minimize {
    running away:   0.5*below^2;
    running calm:   0.5*omega^2;
    running effort: 0.5*tau^2;
  }
  constraints {
    terminal up:    theta == pi;
    terminal still: omega == 0;
  }
}

solve SwingUp using ip {
  expect abs(objective - 18.2261) <= 1e-3*18.2261;
  expect max_violation <= 1e-6;
}
