/// Gymnasium's Pendulum-v1: swing up and hold with a torque that cannot lift.
model Pendulum {
  const g  : m/s^2 = 10;
  const m  : kg    = 1;
  const l  : m     = 1;
  const dt : s     = 0.05;

  state   theta  : angle;  // 0 upright
  state   omega  : rad/s;
  control torque : N*m in [-2, 2];

  dynamics {
    let alpha  : rad/s^2 = 3*g/(2*l)*sin(theta) + 3/(m*l^2)*torque;
    let faster : rad/s   = clamp(omega + alpha*dt, -8, 8);
    next(theta) = theta + faster*dt;
    next(omega) = faster;
  }
}

problem SwingUp for Pendulum {
  horizon 200 steps 200;
  start theta ~ uniform(-pi, pi), omega ~ uniform(-1, 1);

  observe tip[2]        = [cos(theta), sin(theta)];
  observe speed : rad/s = omega;

  minimize { running cost: theta^2 + 0.1*(omega / 1 [rad/s])^2 + 0.001*(torque / 1 [N*m])^2; }
}

policy Torque for SwingUp {
  input tip, speed;
  layer  h1     = dense([tip, speed], units = 64, act = tanh);
  layer  h2     = dense(h1, units = 64, act = tanh);
  output torque ~ gaussian(mean = 2 * dense(h2, units = 1), std = learned(2));
}
